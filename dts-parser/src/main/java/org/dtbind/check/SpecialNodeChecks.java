// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import org.dtbind.diag.Message;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;

/** Checks {@code /chosen} and {@code /aliases}. */
final class SpecialNodeChecks {

  private SpecialNodeChecks() {}

  static void run(Check check, CheckRun run) {
    switch (check) {
      case OBSOLETE_CHOSEN_INTERRUPT_CONTROLLER -> interruptController(run);
      case ALWAYS_FAIL ->
          run.tree.nodes.forEach(node -> run.fail(node, Message.of("always_fail check")));
      case ALIAS_PATHS -> run.tree.aliases.forEach(node -> aliases(run, node));
      default -> run.tree.chosen.forEach(node -> chosen(check, run, node));
    }
  }

  private static void interruptController(CheckRun run) {
    CheckedNode chosen = run.tree.byPath("/chosen");
    DtProperty property = chosen == null ? null : chosen.property("interrupt-controller");
    if (property != null) {
      run.fail(
          run.tree.nodes.get(0),
          property,
          Message.of("/chosen has obsolete \"interrupt-controller\" property"));
    }
  }

  private static void chosen(Check check, CheckRun run, CheckedNode node) {
    switch (check) {
      case CHOSEN_NODE_IS_ROOT -> {
        if (node.parent != run.tree.nodes.get(0)) {
          run.fail(node, Message.of("chosen node must be at root node"));
        }
      }
      case CHOSEN_NODE_BOOTARGS -> TypeChecks.string(run, node, "bootargs");
      default -> {
        DtProperty former = node.property("linux,stdout-path");
        if (node.has("stdout-path")) {
          TypeChecks.string(run, node, "stdout-path");
        } else if (former != null) {
          run.fail(node, former, Message.of("Use 'stdout-path' instead"));
          TypeChecks.string(run, node, "linux,stdout-path");
        }
      }
    }
  }

  private static void aliases(CheckRun run, CheckedNode node) {
    for (DtProperty alias : node.node.properties()) {
      String name = alias.name();
      if (DtNode.isPhandle(name)) {
        continue;
      }
      boolean empty = alias.value().isEmpty();
      // The aliases in an overlay may contain paths of the base.
      boolean known =
          run.tree.plugin() || !empty && run.tree.byPath(CheckedNode.text(alias)) != null;
      if (!known) {
        String text = empty ? "(null)" : CheckedNode.text(alias);
        run.fail(node, alias, Message.of("aliases property is not a valid node ({path})", text));
      } else if (!isAliasName(name)) {
        run.fail(node, Message.of("aliases property name must include only lowercase and '-'"));
      }
    }
  }

  private static boolean isAliasName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }
}
