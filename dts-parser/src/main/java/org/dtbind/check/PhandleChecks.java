// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.HashMap;
import java.util.Map;
import org.dtbind.diag.Message;
import org.dtbind.tree.DtProperty;

/**
 * Checks the phandles in trees that are not from source. For a source, the tree builder makes these
 * checks, because only it can distinguish phandles in the source from generated ones.
 */
final class PhandleChecks {

  private PhandleChecks() {}

  static void run(Check check, CheckRun run) {
    if (check != Check.EXPLICIT_PHANDLES) {
      return; // The other checks concern references, which only trees from source have.
    }
    Map<Integer, CheckedNode> seen = new HashMap<>();
    for (CheckedNode node : run.tree.nodes) {
      int phandle = number(run, node, "phandle");
      int legacy = number(run, node, "linux,phandle");
      if (phandle == 0 && legacy == 0) {
        continue;
      }
      if (phandle != 0 && legacy != 0 && phandle != legacy) {
        run.fail(node, Message.of("mismatching 'phandle' and 'linux,phandle' properties"));
      }
      int number = phandle != 0 ? phandle : legacy;
      CheckedNode other = seen.putIfAbsent(number, node);
      if (other != null) {
        run.fail(
            node,
            Message.of(
                "duplicated phandle {phandle} (seen before at {node})",
                "0x%x".formatted(number),
                other.path()));
      }
    }
  }

  private static int number(CheckRun run, CheckedNode node, String name) {
    DtProperty property = node.property(name);
    if (property == null) {
      return 0;
    }
    int length = CheckedNode.length(property);
    if (length != 4) {
      run.fail(node, property, Message.of("bad length ({size}) {property} property", length, name));
      return 0;
    }
    int number = CheckedNode.cell(property, 0);
    if (!CheckedNode.isPhandle(number)) {
      run.fail(
          node,
          property,
          Message.of(
              "bad value ({phandle}) in {property} property", "0x%x".formatted(number), name));
      return 0;
    }
    return number;
  }
}
