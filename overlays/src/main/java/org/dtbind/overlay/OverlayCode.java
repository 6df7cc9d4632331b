// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import org.dtbind.diag.Code;

/** The codes of diagnostics about overlays and about applying them to a base. */
public enum OverlayCode implements Code {
  NO_FRAGMENTS(
      "The overlay has no fragments, so applying it changes nothing. If the file contains other"
          + " nodes, it is not an overlay, and commands that apply overlays report an error."),
  /** All fragments have {@code __dormant__} in place of {@code __overlay__}. */
  ALL_OFF(
      "All fragments of the overlay are turned off, so applying the overlay changes nothing unless"
          + " a parameter turns a fragment on."),
  /** For example, {@code __overlay} in place of {@code __overlay__}. */
  NOT_A_FRAGMENT(
      "A node of the overlay is not a fragment, so applying the overlay ignores the node."),
  /** For example, {@code status} is next to {@code target}. */
  PROPERTY_IGNORED(
      "A property of a fragment is not in __overlay__, so applying the overlay ignores the"
          + " property."),
  UNRESOLVED_LABEL("The overlay refers to a label that is not a symbol of the base."),
  BROKEN_SYMBOL(
      "A symbol of the base does not point to a node, or points to a node without a phandle."),
  BAD_FIXUP(
      "An entry of __fixups__ is malformed, or refers to something that is not in the overlay."),
  BAD_LOCAL_FIXUP(
      "An entry of __local_fixups__ is malformed, or refers to something that is not in the"
          + " overlay."),
  BAD_SYMBOL("A symbol of the overlay is malformed, or refers to a fragment that does not exist."),
  /** The fragment has neither {@code target} nor {@code target-path}, or the value is malformed. */
  BAD_TARGET("A fragment has no valid target."),
  TARGET_NOT_FOUND("The target of a fragment is not in the base."),
  BAD_PHANDLE("A phandle in the overlay is malformed."),
  /** The sum of a phandle of the overlay and the largest one of the base exceeds 0xfffffffe. */
  NO_PHANDLES_LEFT(
      "A phandle of the overlay cannot be renumbered: when the largest phandle of the base is added"
          + " to it, the sum is out of range."),
  /** For example, libfdt merges {@code foo} into {@code foo@1}. */
  MERGED_BY_BASE_NAME(
      "A node without a unit address is merged into a node of the same name that has a unit"
          + " address."),
  /** For example, the overlay has a label on a node that an earlier fragment added. */
  SECOND_PHANDLE(
      "The overlay changes the phandle of a node, so existing references to the node break."),
  MERGED_TOO_MUCH(
      "Fragments that target other fragments of the same overlay add more nodes and properties than"
          + " dtbind allows."),
  MERGED_TOO_DEEP("Applying the overlay would nest nodes more deeply than dtbind allows.");

  private final String meaning;

  OverlayCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return switch (this) {
      case NO_FRAGMENTS,
          ALL_OFF,
          NOT_A_FRAGMENT,
          PROPERTY_IGNORED,
          MERGED_BY_BASE_NAME,
          SECOND_PHANDLE ->
          Adjustable.UNLESS_ERROR;
      default -> Adjustable.NEVER;
    };
  }
}
