// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.cli.option.InputOption;
import org.dtbind.source.FileName;

/**
 * The commands in proposals that ask the tree of a prediction instead of the running system.
 *
 * @param tree the words of the options for the tree
 * @param kernel the words of the options for the kernel, which only {@code explain} has
 */
record CommandsOfTree(List<String> tree, List<String> kernel) {

  CommandsOfTree {
    tree = List.copyOf(tree);
    kernel = List.copyOf(kernel);
  }

  static CommandsOfTree of(InputOption input) {
    List<String> tree = new ArrayList<>();
    input.tree().ifPresent(file -> tree.addAll(List.of("--tree", FileName.text(file))));
    input.overlays().forEach(file -> tree.addAll(List.of("--overlay", FileName.text(file))));
    tree.addAll(input.source().words());
    return new CommandsOfTree(tree, input.kernel().words());
  }

  /** {@return the command that lists the lines of the tree} */
  String lines() {
    return "dtbind lines" + quoted(tree);
  }

  /** {@return the command that explains nodes of the tree} */
  String explain() {
    return "dtbind explain" + quoted(tree) + quoted(kernel);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./+:@%,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
