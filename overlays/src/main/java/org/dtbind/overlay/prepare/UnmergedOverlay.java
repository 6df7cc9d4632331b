// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.apply.FirmwareFragments;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * An overlay that is made ready for whoever merges it and knows nothing of parameters: {@code
 * dtoverlay} gives such ones to the kernel. Its parameters have their values, fragments that belong
 * to the overlay itself are merged into it, and only exported labels are left.
 */
public final class UnmergedOverlay {

  private UnmergedOverlay() {}

  /**
   * {@return an overlay that needs nothing any more but its base; present only if there are no
   * errors}
   *
   * @param overlay whose phandles are not resolved
   * @param settings values of its parameters, in order; it has all of these
   */
  public static Diagnosed<DeviceTree> prepare(Overlay overlay, List<ParameterSetting> settings) {
    Diagnosed<ParameterPass.Result> set = ParameterPass.apply(overlay.tree(), settings);
    if (set.value().isEmpty()) {
      return Diagnosed.failed(set.diagnostics());
    }
    DeviceTree tree = set.value().get().tree();
    FixupTables tables = new FixupTables(tree.root());
    set.value().get().places().forEach(tables::follow);
    Diagnosed<FirmwareFragments.Merged> own =
        FirmwareFragments.mergeOwn(overlay, withTree(tree, tables.put(exported(tree.root()))));
    if (own.value().isEmpty()) {
      return Diagnosed.failed(own.diagnostics());
    }
    FirmwareFragments.Merged merged = own.value().get();
    DtNode root = merged.root();
    for (FirmwareFragments.Own one : merged.done()) {
      tables.moveInto(one.content(), one.target());
      root = off(root, one.content());
    }
    List<Diagnostic> said = new ArrayList<>(set.diagnostics());
    said.addAll(own.diagnostics());
    return Diagnosed.of(withTree(tree, tables.put(root)), said);
  }

  private static DeviceTree withTree(DeviceTree tree, DtNode root) {
    return new DeviceTree(root, tree.reservations(), tree.bootCpu(), tree.plugin(), tree.origins());
  }

  /** Leaves out the labels that nobody else may refer to. */
  private static DtNode exported(DtNode root) {
    Optional<DtNode> exports = root.child(FirmwareFragments.EXPORTS);
    if (exports.isEmpty()) {
      List<DtNode> children =
          root.children().stream().filter(node -> !node.name().equals(Overlay.SYMBOLS)).toList();
      return withChildren(root, children);
    }
    Set<String> names =
        exports.get().properties().stream().map(DtProperty::name).collect(Collectors.toSet());
    List<DtNode> children = new ArrayList<>();
    for (DtNode node : root.children()) {
      boolean isTable = node.name().equals(Overlay.SYMBOLS);
      List<DtProperty> kept =
          node.properties().stream().filter(p -> !isTable || names.contains(p.name())).toList();
      children.add(FixupTables.with(node, kept));
    }
    return withChildren(root, children);
  }

  private static DtNode off(DtNode root, NodePath content) {
    List<DtNode> fragments = new ArrayList<>();
    for (DtNode fragment : root.children()) {
      if (fragment.name().equals(content.parent().name())) {
        List<DtNode> children = new ArrayList<>();
        for (DtNode child : fragment.children()) {
          boolean isContent = child.name().equals(content.name());
          children.add(isContent ? named(child, Overlay.DORMANT) : child);
        }
        fragments.add(withChildren(fragment, children));
      } else {
        fragments.add(fragment);
      }
    }
    return withChildren(root, fragments);
  }

  static DtNode named(DtNode node, String name) {
    return new DtNode(
        name, node.labels(), node.properties(), node.children(), node.named(), node.written());
  }

  static DtNode withChildren(DtNode node, List<DtNode> children) {
    return new DtNode(
        node.name(), node.labels(), node.properties(), children, node.named(), node.written());
  }
}
