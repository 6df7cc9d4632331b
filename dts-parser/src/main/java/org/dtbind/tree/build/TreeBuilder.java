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

/** Builds the tree of a source. This class defines the order of the passes. */
public final class TreeBuilder {

  private TreeBuilder() {}

  /**
   * Builds the tree of a source. The tree is present even if there are errors, so that checks can
   * report further problems.
   *
   * @param options content to add to the tree; an overlay always receives fixups
   */
  public static Diagnosed<DeviceTree> build(DtsFile file, BuildOptions options) {
    Draft draft = new Draft(file.origins(), file.lost(), file.plugin());
    Merge.run(file, draft);
    int bootCpu = bootCpu(draft);
    Phandles phandles = new Phandles(draft, options.phandles());
    ReferenceResolution references = new ReferenceResolution(draft, phandles, file.plugin());
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
   * Restores labels and references from the tables for overlays in a tree that is not from source.
   *
   * @param tree a tree from a blob or directory; returned unchanged if it has no such tables
   * @param options content to add to the tree; an overlay always receives fixups
   */
  public static Diagnosed<DeviceTree> restored(DeviceTree tree, BuildOptions options) {
    if (!hasTables(tree)) {
      return Diagnosed.of(tree, List.of());
    }
    Draft draft = Draft.of(tree);
    Phandles phandles = new Phandles(draft, options.phandles());
    phandles.takeExplicit();
    // The checks report wrong phandles.
    int before = draft.problems().size();
    Tables tables = new Tables(draft, phandles);
    fillTables(tables, new Restoration(draft, phandles), options, tree.plugin());
    List<Diagnostic> problems = draft.problems();
    return Diagnosed.of(
        tree.withRoot(draft.root.freeze()), problems.subList(before, problems.size()));
  }

  /**
   * Restores labels and references as {@link #restored(DeviceTree, BuildOptions)} does, but adds
   * nothing. Source that is printed from the result compiles to equal tables.
   *
   * @param tree a tree from a blob or directory; invalid entries of its tables are ignored
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
    return tree.withRoot(draft.root.freeze());
  }

  private static boolean hasTables(DeviceTree tree) {
    DtNode root = tree.root();
    return root.child(Restoration.SYMBOLS).isPresent()
        || root.child(Restoration.FIXUPS).isPresent()
        || root.child(Restoration.LOCAL_FIXUPS).isPresent();
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

  /** Returns {@code reg} of the first processor, which dtc assumes to be the boot processor. */
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

  /** Returns the paths of nodes whose children are all deleted. */
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

  /** Returns the root; an empty one if it is deleted, because a tree must have a root. */
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

  /**
   * Deletes {@code name} properties that repeat the name of their node, which blobs before version
   * 16 have.
   */
  private static void dropRedundantNames(Draft draft) {
    draft.forEach(
        node -> {
          // Two such properties are an error, which a check reports.
          if (node.properties.isAlone("name")) {
            DraftProperty name = node.properties.live("name").orElseThrow();
            if (name.value().string().filter(DtNode.baseName(node.name)::equals).isPresent()) {
              name.delete();
            }
          }
        });
  }
}
