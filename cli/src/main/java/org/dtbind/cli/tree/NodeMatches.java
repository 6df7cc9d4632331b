// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.dtbind.explain.Explanation.Candidate;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/** Messages about a word that matches several nodes. */
final class NodeMatches {

  private NodeMatches() {}

  static List<Candidate> candidates(List<NodeMatch> matches) {
    return matches.stream().map(match -> new Candidate(match.node().text(), match.by())).toList();
  }

  /** Returns the message, which also offers the label if the word is one. */
  static String ambiguous(String wanted, List<Candidate> candidates) {
    StringBuilder text =
        new StringBuilder(wanted + " is ambiguous (" + candidates.size() + " matches):");
    for (Candidate candidate : candidates) {
      text.append("\n  ").append(Shown.masked(candidate.name()));
      text.append(" (by ").append(String.join(", ", candidate.by())).append(')');
    }
    boolean labelled = candidates.stream().anyMatch(one -> one.by().contains("label"));
    return text
        + "\n  help: use one of these names"
        + (labelled && !wanted.startsWith("&") ? ", or &" + wanted + " for the label" : "");
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
