// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import org.dtbind.diag.Code;

/** The kinds of problems that overlays can have, with their base or by themselves. */
public enum OverlayCode implements Code {
  /** Nothing that could be merged. */
  NO_FRAGMENTS("The overlay has no fragments, so applying it changes nothing."),
  /** Nothing but {@code __dormant__}. */
  ALL_OFF(
      "All fragments of the overlay are turned off, so it changes nothing unless a parameter turns"
          + " one on."),
  /** A label that the base does not have. */
  UNRESOLVED_LABEL("The overlay refers to a label that is not a symbol of the base."),
  /** A symbol of the base that leads nowhere. */
  BROKEN_SYMBOL("A symbol of the base does not point to a node that has a phandle."),
  /** A malformed {@code __fixups__}. */
  BAD_FIXUP(
      "An entry of __fixups__ is malformed, or refers to something that is not in the overlay."),
  /** A malformed {@code __local_fixups__}. */
  BAD_LOCAL_FIXUP("An entry of __local_fixups__ refers to something that is not in the overlay."),
  /** A malformed {@code __symbols__}. */
  BAD_SYMBOL("A symbol of the overlay is malformed, or refers to a fragment that does not exist."),
  /** Neither {@code target} nor {@code target-path}, or a malformed one. */
  BAD_TARGET("A fragment has no valid target."),
  /** A target that the base does not have. */
  TARGET_NOT_FOUND("The target of a fragment is not in the base."),
  /** A phandle that is none. */
  BAD_PHANDLE("A phandle in the overlay is malformed."),
  /** No numbers left. */
  NO_PHANDLES_LEFT("The base and the overlay together use up all phandle numbers."),
  /** {@code foo} and {@code foo@1}. */
  MERGED_BY_BASE_NAME(
      "A node without a unit address is merged into a node of the same name that has a unit"
          + " address."),
  /** A label on what another fragment brought. */
  SECOND_PHANDLE(
      "A node that already has a phandle gets a different one, which breaks references to the node."
          + " "),
  /** Fragments that belong to fragments. */
  MERGED_TOO_MUCH(
      "Fragments that target other fragments of the same overlay add more nodes and properties than"
          + " any real overlay does."),
  /** Too many levels. */
  MERGED_TOO_DEEP(
      "After the overlay is applied, nodes are nested more deeply than the limit allows.");

  private final String meaning;

  OverlayCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
