// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.nio.file.Path;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.source.FileName;

/** The commands that are proposed for what a tree predicts: they ask that tree, not the target. */
record CommandsOfTree(Path file) {

  /** {@return a proposal whose command asks the tree} */
  String in(String text, String command) {
    String word = "dtbind " + command;
    return text.startsWith("on the target")
        ? text
        : text.replace(word, word + " --tree " + quoted());
  }

  /** {@return the end of a chain, its proposals made to ask the tree} */
  ChainEnd in(ChainEnd end) {
    return new ChainEnd(
        end.after(), end.reason(), end.next().stream().map(one -> in(one, "explain")).toList());
  }

  private String quoted() {
    String text = FileName.text(file);
    return text.matches("[A-Za-z0-9_./+:@%,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
