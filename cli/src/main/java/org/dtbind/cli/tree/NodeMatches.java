// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.source.FileName;
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
    return text
        + "\n  help: use one of these paths"
        + byLabel(wanted, matches.stream().map(NodeMatch::by).toList());
  }

  /** Returns the end of a help text that also offers the label, if the word is one. */
  static String byLabel(String wanted, List<List<String>> by) {
    boolean labelled = by.stream().anyMatch(kinds -> kinds.contains("label"));
    return labelled && !wanted.startsWith("&") ? ", or &" + wanted + " for the label" : "";
  }

  /**
   * Returns help if a name that matches no node is a file, which the user probably means to search;
   * empty if there is no such file.
   */
  static Optional<String> ofFile(String wanted) {
    return Files.isRegularFile(FileName.path(wanted))
        ? Optional.of(
            "%s is a file: to read the tree in it, use --tree %s".formatted(wanted, wanted))
        : Optional.empty();
  }
}
