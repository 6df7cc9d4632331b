// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Merges the content of a fragment into a node, as the firmware's {@code
 * dtoverlay_merge_fragment()} does.
 */
final class FirmwareNodes {

  /**
   * If {@code __overlay__} has this property, its phandle is merged too. The property itself is
   * not.
   */
  private static final String PRESERVE = "dtoverlay,preserve-phandle";

  private static final String BOOTARGS = "bootargs";

  private final MergedBase base;
  private final OverlayProblems problems;
  private final Shift shift;
  private final Set<String> exported;
  private int count;

  /**
   * Creates the merger for one overlay.
   *
   * @param shift moves the overlay's source positions
   * @param exported the labels that other overlays may refer to
   */
  FirmwareNodes(MergedBase base, OverlayProblems problems, Shift shift, Set<String> exported) {
    this.base = base;
    this.problems = problems;
    this.shift = shift;
    this.exported = exported;
  }

  /** Returns the number of nodes and properties that were merged. */
  int count() {
    return count;
  }

  /** Merges the content and all nodes below it. */
  void merge(EditedNode node, DtNode content, NodePath fragment) {
    boolean numbered = content.property(PRESERVE).isPresent();
    merge(node, content, fragment.child(content.name()), numbered);
  }

  private void merge(EditedNode node, DtNode overlay, NodePath path, boolean numbered) {
    List<Label> labels = new ArrayList<>();
    for (Label label : overlay.labels()) {
      if (exported.contains(label.name()) && base.label(label)) {
        labels.add(shift.label(label));
      }
    }
    node.write(labels, shift.spans(overlay.written()));
    for (DtProperty property : overlay.properties()) {
      boolean isNumber = DtNode.isPhandle(property.name());
      boolean skipped =
          property.name().equals("name")
              || property.name().equals(PRESERVE)
              || isNumber && !numbered;
      if (!skipped) {
        count++;
        if (isNumber) {
          compareNumbers(node, property, path);
        }
        base.set(node, merged(node, property));
      }
    }
    for (DtNode child : overlay.children()) {
      Optional<EditedNode> known = node.child(child.name());
      NodePath childPath = path.child(child.name());
      Optional<Message> exceeded =
          known.isPresent() ? Optional.empty() : node.exceededBy(child.name());
      if (exceeded.isPresent()) {
        Subject subject = Subject.of(childPath);
        problems.fail(OverlayCode.MERGED_TOO_DEEP, child.named(), subject, exceeded.get());
        return;
      }
      count++;
      EditedNode below =
          known.isPresent() ? known.get() : base.add(node, child.name(), shift.span(child.named()));
      merge(below, child, childPath, true);
    }
  }

  private DtProperty merged(EditedNode node, DtProperty property) {
    PropertyValue value = shift.value(property.value());
    Optional<EditedProperty> known =
        property.name().equals(BOOTARGS) ? node.property(BOOTARGS) : Optional.empty();
    if (known.isPresent()) {
      value = appended(known.get().freeze().value(), value);
    }
    return new DtProperty(
        property.name(), value, shift.labels(property.labels()), shift.spans(property.written()));
  }

  /** Returns both strings, joined by a space. */
  static PropertyValue appended(PropertyValue former, PropertyValue added) {
    Bytes bytes = former.bytes();
    if (bytes.isEmpty() || bytes.get(0) == 0) {
      return added;
    }
    byte[] joined = new byte[bytes.length() + added.bytes().length()];
    bytes.copyTo(joined, 0);
    joined[bytes.length() - 1] = ' ';
    added.bytes().copyTo(joined, bytes.length());
    PropertyValue value = PropertyValue.of(Bytes.wrap(joined));
    return value.string().map(PropertyValue::string).orElse(value);
  }

  /**
   * Reports that a node gets another phandle. The references cannot be updated, because a base does
   * not say which of its cells are phandles.
   */
  private void compareNumbers(EditedNode node, DtProperty property, NodePath path) {
    Optional<Integer> old = node.phandle();
    Optional<Integer> added = property.value().cell();
    if (old.isPresent() && old.get() != 0 && added.isPresent() && !old.equals(added)) {
      Message message =
          Message.of(
              "the phandle of {node} changes from {oldPhandle} to {phandle}, so existing references"
                  + " to the node break",
              node.path(),
              "0x%x".formatted(old.get()),
              "0x%x".formatted(added.get()));
      problems.add(
          Diagnostic.warning(OverlayCode.SECOND_PHANDLE, problems.place(property.span()), message)
              .about(Subject.of(path))
              .help("remove the label, or use the base's label for the node"));
    }
  }
}
