// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import org.dtbind.diag.Code;

/** The kinds of problems that overlays can have, with their base or by themselves. */
public enum OverlayCode implements Code {
  /** Nothing that could be merged. */
  NO_FRAGMENTS("The overlay has no fragment: applying it changes nothing."),
  /** Nothing but {@code __dormant__}. */
  ALL_OFF("All fragments of the overlay are off: without parameters it changes nothing."),
  /** A label that the base does not have. */
  UNRESOLVED_LABEL("The overlay refers to a label that is not a symbol of the base."),
  /** A symbol of the base that leads nowhere. */
  BROKEN_SYMBOL("A symbol of the base does not point to a node with a phandle."),
  /** A malformed {@code __fixups__}. */
  BAD_FIXUP("An entry of __fixups__ is malformed or refers to nothing in the overlay."),
  /** A malformed {@code __local_fixups__}. */
  BAD_LOCAL_FIXUP("An entry of __local_fixups__ refers to nothing in the overlay."),
  /** A malformed {@code __symbols__}. */
  BAD_SYMBOL("A symbol of the overlay is malformed or refers to a fragment that does not exist."),
  /** Neither {@code target} nor {@code target-path}, or a malformed one. */
  BAD_TARGET("A fragment has no valid target."),
  /** A target that the base does not have. */
  TARGET_NOT_FOUND("The target of a fragment is not in the base."),
  /** A phandle that is none. */
  BAD_PHANDLE("A phandle of the overlay is malformed."),
  /** No numbers left. */
  NO_PHANDLES_LEFT("The base and the overlay together use up all phandle numbers."),
  /** {@code foo} and {@code foo@1}. */
  MERGED_BY_BASE_NAME("A node without a unit address is merged into a node that has one."),
  /** A label on what another fragment brought. */
  SECOND_PHANDLE("A node that has a phandle gets another one, which breaks references to it."),
  /** Fragments that belong to fragments. */
  MERGED_TOO_MUCH("Fragments that target each other add more than any real overlay does."),
  /** Too many levels. */
  MERGED_TOO_DEEP(
      "After the overlay is applied, nodes are nested deeper than any program can read.");

  private final String meaning;

  OverlayCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
