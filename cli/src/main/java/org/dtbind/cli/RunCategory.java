// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * What distinguishes one run of dtbind from other runs for the same commit, and is the same for the
 * next commit: the command with its arguments, except the options of all commands.
 */
final class RunCategory {

  /** A longer text is shortened. */
  private static final int LONGEST = 200;

  private RunCategory() {}

  static String of(ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    List<String> words = new ArrayList<>();
    commands.forEach(each -> words.add(each.getCommandName()));
    for (ArgSpec arg : commands.get(commands.size() - 1).getParseResult().matchedArgs()) {
      if (arg instanceof OptionSpec option && option.scopeType() == ScopeType.INHERIT) {
        continue;
      }
      if (arg instanceof OptionSpec option) {
        words.add(option.longestName());
      }
      words.addAll(arg.originalStringValues());
    }
    String text = String.join(" ", words);
    return text.length() <= LONGEST
        ? text
        : "%s %08x".formatted(text.substring(0, LONGEST), text.hashCode());
  }
}
