// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/**
 * Copies properties whose values are paths, those of {@code __symbols__} and {@code aliases}, and
 * replaces the path of a fragment by that of its target ({@code dtoverlay_apply_overlay_paths()}).
 */
final class FirmwarePaths {

  private static final String CONTENT = "/" + Overlay.CONTENT;

  private final MergedBase base;
  private final DtNode root;
  private final Shift shift;

  /**
   * Creates the copier for one overlay.
   *
   * @param root the root of the resolved overlay
   * @param shift moves the overlay's source positions
   */
  FirmwarePaths(MergedBase base, DtNode root, Shift shift) {
    this.base = base;
    this.root = root;
    this.shift = shift;
  }

  /**
   * Copies the properties to a node. Like the firmware, stops at the first one whose fragment has
   * no target.
   */
  void copy(List<DtProperty> properties, EditedNode to) {
    for (DtProperty property : properties) {
      Optional<String> text = property.value().strings().map(strings -> strings.get(0));
      Optional<PropertyValue> value = Optional.of(shift.value(property.value()));
      int slash = text.isPresent() ? text.get().indexOf('/', 1) : -1;
      if (slash > 0 && text.get().startsWith("/") && isBelow(text.get().substring(slash))) {
        value = moved(text.get().substring(1, slash), text.get().substring(slash));
      }
      if (value.isEmpty()) {
        return;
      }
      base.set(
          to,
          new DtProperty(
              property.name(),
              value.get(),
              shift.labels(property.labels()),
              shift.spans(property.written())));
    }
  }

  private static boolean isBelow(String rest) {
    return rest.equals(CONTENT) || rest.startsWith(CONTENT + "/");
  }

  private Optional<PropertyValue> moved(String fragment, String rest) {
    Optional<DtNode> node = FirmwareFragments.exact(root, fragment);
    Optional<EditedNode> target =
        node.isPresent() ? FirmwareApplication.target(base, node.get()) : Optional.empty();
    if (target.isEmpty()) {
      return Optional.empty();
    }
    String above = target.get().path().text();
    String below = rest.substring(CONTENT.length());
    boolean atRoot = target.get().depth() == 0 && !below.isEmpty();
    return Optional.of(PropertyValue.string(atRoot ? below : above + below));
  }
}
