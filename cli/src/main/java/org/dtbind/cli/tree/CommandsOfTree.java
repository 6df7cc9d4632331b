// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.source.FileName;

/**
 * Rewrites the commands in proposals so that they ask the tree of a prediction instead of the
 * running system.
 */
record CommandsOfTree(Path file, List<Path> overlays) {

  CommandsOfTree {
    overlays = List.copyOf(overlays);
  }

  /** {@return the proposal, with {@code --tree} and overlays added to its command} */
  String in(String text, String command) {
    String word = "dtbind " + command;
    return text.startsWith("on the target") ? text : text.replace(word, word + options());
  }

  /** {@return the end of the chain, with {@code --tree} added to the commands in its proposals} */
  ChainEnd in(ChainEnd end) {
    return new ChainEnd(
        end.after(),
        end.clear(),
        end.reasons(),
        end.next().stream().map(one -> in(one, "explain")).toList());
  }

  private String options() {
    return " --tree "
        + quoted(file)
        + overlays.stream().map(one -> " --overlay " + quoted(one)).collect(Collectors.joining());
  }

  private static String quoted(Path file) {
    String text = FileName.text(file);
    return text.matches("[A-Za-z0-9_./+:@%,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
