// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import org.dtbind.diag.Code;

/** The kinds of problems that building a tree finds. Where dtc has a check for it, its name. */
public enum TreeCode implements Code {
  /** <code>&amp;label { … }</code> of a node that is not there. */
  NODE_NOT_FOUND("A node that a source adds to or deletes does not exist."),
  /** {@code label/path} in an overlay. */
  RELATIVE_REFERENCE("An overlay cannot refer to a node by label and path."),
  /** A phandle of a node that is not there. */
  PHANDLE_REFERENCES("A cell refers to a node that does not exist."),
  /** A path of a node that is not there. */
  PATH_REFERENCES("A path refers to a node that does not exist."),
  /** A {@code phandle} property that is no phandle, or that another node has. */
  EXPLICIT_PHANDLES("A phandle property is malformed, or another node has the same number."),
  /** A reference by path to a node of the base, which overlays have no way to express. */
  FIXUP_BY_PATH("An overlay refers by path to a node that it does not contain."),
  /** Nodes within nodes within nodes. */
  NODES_TOO_DEEP("Nodes are nested deeper than any program can read."),
  /** <code>/delete-node/ &amp;{/};</code> behind all else. */
  ROOT_DELETED("The root node is deleted with all other nodes: the tree is empty."),
  /** {@code /delete-node/} or {@code /delete-property/} of a name that is mistyped. */
  DELETES_NOTHING(
      "A statement deletes something that does not exist, although a similar name exists."),
  /** A {@code __symbols__} or {@code __fixups__} written by hand that cannot be added to. */
  SYMBOL_EXISTS(
      "A __symbols__ node in the source already has a property with the name of a label."),
  /** An entry of {@code __symbols__} or of fixups that leads nowhere. */
  TABLE_ENTRY("An entry of __symbols__, __fixups__ or __local_fixups__ refers to nothing.");

  private final String meaning;

  TreeCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
