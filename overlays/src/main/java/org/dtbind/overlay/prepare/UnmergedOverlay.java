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
import org.dtbind.diag.Message;
import org.dtbind.diag.Wording;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.apply.FirmwareFragments;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.rpi.ParameterPass;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.overlay.rpi.PlaceChange;
import org.dtbind.source.Limit;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;

/**
 * Prepares an overlay for a consumer that does not support parameters, such as the kernel, to which
 * {@code dtoverlay} passes such overlays: sets the parameters, merges fragments that target the
 * overlay itself, and removes labels that are not exported.
 */
public final class UnmergedOverlay {

  /** The message with MERGED_TOO_MUCH about parameters, not about fragments. */
  public static final Wording CHANGES_BY_PARAMETERS =
      Wording.of(
          "the parameters make {changes} changes, too many for an overlay with {count} fixups and"
              + " labels");

  private static final Wording CHANGES_BY_FRAGMENTS =
      Wording.of(
          "the fragments make {changes} changes, too many for an overlay with {count} fixups and"
              + " labels");

  private UnmergedOverlay() {}

  /**
   * {@return the prepared overlay; present only if there are no errors}
   *
   * @param overlay the overlay, with unresolved phandles
   * @param settings values of parameters, in order; the overlay must define all of them
   */
  public static Diagnosed<DeviceTree> prepare(Overlay overlay, List<ParameterSetting> settings) {
    Diagnosed<ParameterPass.Result> set = ParameterPass.apply(overlay.tree(), settings);
    if (set.value().isEmpty()) {
      return Diagnosed.failed(set.diagnostics());
    }
    DeviceTree tree = set.value().get().tree();
    FixupTables tables = new FixupTables(tree.root());
    List<PlaceChange> places = set.value().get().places();
    Optional<Diagnostic> refused = excess(CHANGES_BY_PARAMETERS, places.size(), tables, tree);
    if (refused.isPresent()) {
      return Diagnosed.failed(List.of(refused.get()));
    }
    places.forEach(tables::follow);
    Diagnosed<FirmwareFragments.Merged> own =
        FirmwareFragments.mergeOwn(overlay, tree.withRoot(tables.put(exported(tree.root()))));
    if (own.value().isEmpty()) {
      return Diagnosed.failed(own.diagnostics());
    }
    FirmwareFragments.Merged merged = own.value().get();
    refused = excess(CHANGES_BY_FRAGMENTS, merged.done().size(), tables, tree);
    if (refused.isPresent()) {
      return Diagnosed.failed(List.of(refused.get()));
    }
    EditedNode root = EditedNode.of(merged.root());
    for (FirmwareFragments.Own one : merged.done()) {
      tables.moveInto(one.content(), one.target());
      root.at(one.content()).ifPresent(content -> content.rename(Overlay.DORMANT));
    }
    List<Diagnostic> problems = new ArrayList<>(set.diagnostics());
    problems.addAll(own.diagnostics());
    return Diagnosed.of(tree.withRoot(tables.put(root.freeze())), problems);
  }

  /**
   * Returns an error if the tables cannot follow the changes in bounded time: each change examines
   * all fixups, labels and fragments.
   */
  private static Optional<Diagnostic> excess(
      Wording wording, long changes, FixupTables tables, DeviceTree tree) {
    long size = tables.size() + tree.root().children().size() + changes;
    if (changes * size <= Limit.OVERLAY_FIXUPS.most()) {
      return Optional.empty();
    }
    Message message = Message.of(wording, changes, tables.size());
    return Optional.of(
        Diagnostic.error(OverlayCode.MERGED_TOO_MUCH, tree.origins(), tree.root().named(), message)
            .help("set fewer parameters, or split the overlay"));
  }

  /** Removes the labels that other overlays may not refer to. */
  private static DtNode exported(DtNode root) {
    Optional<DtNode> exports = root.child(FirmwareFragments.EXPORTS);
    if (exports.isEmpty()) {
      List<DtNode> children =
          root.children().stream().filter(node -> !node.name().equals(Overlay.SYMBOLS)).toList();
      return root.withChildren(children);
    }
    Set<String> names =
        exports.get().properties().stream().map(DtProperty::name).collect(Collectors.toSet());
    return root.mapChildren(node -> node.name().equals(Overlay.SYMBOLS) ? only(node, names) : node);
  }

  private static DtNode only(DtNode table, Set<String> names) {
    return table.withProperties(
        table.properties().stream().filter(label -> names.contains(label.name())).toList());
  }
}
