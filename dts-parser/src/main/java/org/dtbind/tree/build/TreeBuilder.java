// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Makes the tree that a source means. This is the one place that has the order of the passes. */
public final class TreeBuilder {

  private TreeBuilder() {}

  /**
   * {@return the tree of a source; present beside errors, so that checks can go on}
   *
   * @param options what is added to it; an overlay is given its fixups in any case
   */
  public static Diagnosed<DeviceTree> build(DtsFile file, BuildOptions options) {
    Draft draft = new Draft(file.origins(), file.lost());
    Merge.run(file, draft);
    int bootCpu = bootCpu(draft);
    Phandles phandles = new Phandles(draft, options.phandles());
    References references = new References(draft, phandles, file.plugin());
    phandles.takeExplicit();
    references.resolvePhandles();
    references.resolvePaths();
    references.omitUnreferenced(options.symbols());
    dropRedundantNames(draft);
    Tables tables = new Tables(draft, phandles);
    if (options.aliases()) {
      tables.addLabels("aliases", false);
    }
    fillTables(tables, new Restoration(draft, phandles), options, file.plugin());
    DeviceTree tree =
        new DeviceTree(
            root(draft),
            file.reservations(),
            bootCpu,
            file.plugin(),
            file.origins(),
            emptied(draft));
    return Diagnosed.of(tree, draft.problems());
  }

  /**
   * {@return a tree of which no source is known, with the labels and references that its tables for
   * overlays tell of}
   *
   * @param tree what was read from a blob or a folder; without such tables it stays as it is
   * @param options what is added to it; an overlay is given its fixups in any case
   */
  public static Diagnosed<DeviceTree> restored(DeviceTree tree, BuildOptions options) {
    if (!hasTables(tree)) {
      return Diagnosed.of(tree, List.of());
    }
    Draft draft = Draft.of(tree);
    Phandles phandles = new Phandles(draft, options.phandles());
    phandles.takeExplicit();
    // What is wrong with those is for checks to say.
    int before = draft.problems().size();
    Tables tables = new Tables(draft, phandles);
    fillTables(tables, new Restoration(draft, phandles), options, tree.plugin());
    List<Diagnostic> problems = draft.problems();
    return Diagnosed.of(with(tree, draft), problems.subList(before, problems.size()));
  }

  /**
   * {@return the same, with nothing added: source that is printed of it gives the same tables}
   *
   * @param tree what was read from a blob or a folder; entries of tables that lead nowhere are left
   *     alone
   */
  public static DeviceTree restored(DeviceTree tree) {
    if (!hasTables(tree)) {
      return tree;
    }
    Draft draft = Draft.of(tree);
    Phandles phandles = new Phandles(draft, BuildOptions.NONE.phandles());
    phandles.takeExplicit();
    Restoration restoration = new Restoration(draft, phandles);
    restoration.labels();
    restoration.unambiguousReferences();
    return with(tree, draft);
  }

  private static boolean hasTables(DeviceTree tree) {
    DtNode root = tree.root();
    return root.child(Restoration.SYMBOLS).isPresent()
        || root.child(Restoration.FIXUPS).isPresent()
        || root.child(Restoration.LOCAL_FIXUPS).isPresent();
  }

  private static DeviceTree with(DeviceTree tree, Draft draft) {
    return new DeviceTree(
        draft.root.freeze(),
        tree.reservations(),
        tree.bootCpu(),
        tree.plugin(),
        tree.origins(),
        tree.emptied());
  }

  private static void fillTables(
      Tables tables, Restoration restoration, BuildOptions options, boolean plugin) {
    restoration.labels();
    if (options.symbols()) {
      tables.addLabels(Restoration.SYMBOLS, true);
    }
    restoration.references();
    if (plugin || options.fixups()) {
      tables.addFixups();
    }
  }

  /** Returns {@code reg} of the first processor, dtc's guess at the one that boots. */
  private static int bootCpu(Draft draft) {
    return draft
        .root
        .children
        .live("cpus")
        .flatMap(cpus -> cpus.children.all().stream().findFirst())
        .flatMap(cpu -> cpu.properties.live("reg"))
        .flatMap(reg -> reg.value().cell())
        .orElse(0);
  }

  /** Returns the nodes of which all children are deleted. */
  private static Set<NodePath> emptied(Draft draft) {
    Set<NodePath> paths = new HashSet<>();
    draft.forEach(
        node -> {
          List<DraftNode> children = node.children.all();
          if (!children.isEmpty() && areDeleted(children)) {
            paths.add(node.path());
          }
        });
    return paths;
  }

  /** Returns the root; one that is deleted is left, but nothing in it: a tree has a root. */
  private static DtNode root(Draft draft) {
    return draft.root.deleted
        ? new DtNode("", List.of(), List.of(), List.of(), draft.root.written())
        : draft.root.freeze();
  }

  private static boolean areDeleted(List<DraftNode> nodes) {
    for (DraftNode node : nodes) {
      if (!node.deleted) {
        return false;
      }
    }
    return true;
  }

  /** Drops {@code name} properties that say what the node's name says, a relic of the format. */
  private static void dropRedundantNames(Draft draft) {
    draft.forEach(
        node -> {
          // Two of them are a mistake, which a check is to find.
          if (node.properties.isAlone("name")) {
            DraftProperty name = node.properties.live("name").orElseThrow();
            if (name.value().string().filter(DtNode.baseName(node.name)::equals).isPresent()) {
              name.delete();
            }
          }
        });
  }
}
