// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtProperty;

/** Checks that properties have the types that their names require. */
final class TypeChecks {

  private TypeChecks() {}

  static void run(Check check, CheckRun run) {
    if (check == Check.NAMES_IS_STRING_LIST) {
      names(run);
      return;
    }
    String name = check.property().orElseThrow();
    switch (check.family()) {
      case STRING -> run.tree.having(name).forEach(node -> string(run, node, name));
      case CELL -> run.tree.having(name).forEach(node -> cell(run, node, name));
      default -> run.tree.having(name).forEach(node -> strings(run, node, name));
    }
  }

  private static void names(CheckRun run) {
    for (CheckedNode node : run.tree.having(name -> name.endsWith("-names"))) {
      for (DtProperty property : node.node.properties()) {
        if (property.name().endsWith("-names")) {
          strings(run, node, property.name());
        }
      }
    }
  }

  /** Reports a property that exists but is not a single string. */
  static void string(CheckRun run, CheckedNode node, String name) {
    DtProperty property = node.property(name);
    if (property != null) {
      Bytes bytes = property.value().bytes();
      if (bytes.isEmpty() || bytes.indexOf(0, 0) != bytes.length() - 1) {
        run.fail(node, property, Message.of("property is not a string"));
      }
    }
  }

  private static void strings(CheckRun run, CheckedNode node, String name) {
    DtProperty property = node.property(name);
    if (property != null) {
      Bytes bytes = property.value().bytes();
      if (!bytes.isEmpty() && bytes.get(bytes.length() - 1) != 0) {
        run.fail(node, property, Message.of("property is not a string list"));
      }
    }
  }

  private static void cell(CheckRun run, CheckedNode node, String name) {
    DtProperty property = node.property(name);
    if (property != null && CheckedNode.length(property) != 4) {
      run.fail(node, property, Message.of("property is not a single cell"));
    }
  }
}
