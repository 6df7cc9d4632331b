// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import org.dtbind.diag.Code;

/** The kinds of problems that arise when a tree is built, and for which dtc has no check. */
public enum TreeCode implements Code {
  /** For example <code>&amp;label { … }</code>. */
  NODE_NOT_FOUND("The source extends or deletes a node that does not exist."),
  /** {@code &{label/path}}. */
  RELATIVE_REFERENCE("An overlay refers to its target by a label that is followed by a path."),
  /** Fixups can only contain labels. */
  FIXUP_BY_PATH("An overlay refers by path to a node that it does not contain."),
  NODES_TOO_DEEP("Nodes are nested more deeply than dtbind allows, or their paths are too long."),
  /** {@code /delete-node/ &{/};} after all other statements. */
  ROOT_DELETED("The source deletes the root node, and with it all other nodes."),
  DELETES_NOTHING("A statement deletes a node or property that does not exist here."),
  NODE_REPEATED("Two child nodes of the same name become a single node."),
  SYMBOL_EXISTS(
      "The __symbols__ node in the source already has a property with the same name as a label."),
  TABLE_ENTRY(
      "An entry in __symbols__, __fixups__ or __local_fixups__ refers to something that does not"
          + " exist.");

  private final String meaning;

  TreeCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return switch (this) {
      case ROOT_DELETED, DELETES_NOTHING, NODE_REPEATED, SYMBOL_EXISTS, TABLE_ENTRY ->
          Adjustable.UNLESS_ERROR;
      default -> Adjustable.NEVER;
    };
  }
}
