// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.List;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.view.Table;

/** Messages about a word that matches several nodes. */
final class NodeMatches {

  private NodeMatches() {}

  static String ambiguous(String wanted, List<NodeMatch> matches) {
    StringBuilder text =
        new StringBuilder(wanted + " is ambiguous (" + matches.size() + " matches):");
    for (NodeMatch match : matches) {
      text.append("\n  ").append(Table.printable(match.node().text()));
      text.append(" (by ").append(String.join(", ", match.by())).append(')');
    }
    return text + "\n  help: use one of these paths";
  }
}
