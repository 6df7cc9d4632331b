// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import org.dtbind.diag.Code;

/** The kinds of problems that building a tree finds. Where dtc has a check for it, its name. */
public enum TreeCode implements Code {
  /** <code>&amp;label { … }</code> of a node that is not there. */
  NODE_NOT_FOUND("The source adds to or deletes a node that does not exist."),
  /** {@code label/path} in an overlay. */
  RELATIVE_REFERENCE("An overlay refers to its target by a label that is followed by a path."),
  /** A phandle of a node that is not there. */
  PHANDLE_REFERENCES("A cell refers to a node that does not exist."),
  /** A path of a node that is not there. */
  PATH_REFERENCES("A path refers to a node that does not exist."),
  /** A {@code phandle} property that is no phandle, or that another node has. */
  EXPLICIT_PHANDLES("A phandle property is malformed, or another node has the same phandle."),
  /** A reference by path to a node of the base, which overlays have no way to express. */
  FIXUP_BY_PATH("An overlay refers by path to a node that it does not contain."),
  /** Nodes within nodes within nodes. */
  NODES_TOO_DEEP("Nodes are nested more deeply than the limit allows."),
  /** <code>/delete-node/ &amp;{/};</code> behind all else. */
  ROOT_DELETED("The root node is deleted together with all other nodes, so the tree is empty."),
  /** {@code /delete-node/} or {@code /delete-property/} of a name that is mistyped. */
  DELETES_NOTHING(
      "A statement deletes a node or property that does not exist, but one with a similar name"
          + " does."),
  /** A {@code __symbols__} or {@code __fixups__} written by hand that cannot be added to. */
  SYMBOL_EXISTS(
      "The __symbols__ node in the source already has a property with the same name as a label."),
  /** An entry of {@code __symbols__} or of fixups that leads nowhere. */
  TABLE_ENTRY(
      "An entry of __symbols__, __fixups__ or __local_fixups__ refers to something that does not"
          + " exist.");

  private final String meaning;

  TreeCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
