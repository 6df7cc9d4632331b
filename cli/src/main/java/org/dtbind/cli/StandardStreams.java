// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which of a command line's files are {@code -}: each stream can be only one of them. */
final class StandardStreams {

  /** The options whose file is written. */
  private static final Set<String> WRITTEN =
      Set.of("-o", "--deps", "--html", "--log", "--diagnostics-file");

  /** Those of them that get messages, and no result. */
  private static final Set<String> MESSAGES = Set.of("--log", "--diagnostics-file");

  private StandardStreams() {}

  /** {@return what is wrong with the files that are {@code -}; empty if nothing is} */
  static Optional<String> problem(ParseResult parsed) {
    List<String> read = new ArrayList<>();
    List<String> written = new ArrayList<>();
    boolean elsewhere = false;
    ParseResult each = parsed;
    while (true) {
      for (ArgSpec arg : each.matchedArgs()) {
        long dashes = isFile(arg) ? arg.stringValues().stream().filter("-"::equals).count() : 0;
        if (dashes > 0 && arg.paramLabel().equals("DIR")) {
          return Optional.of(
              "%s requires a folder, not '-'; for a folder with that name, write ./-"
                  .formatted(name(arg)));
        }
        for (long i = 0; i < dashes; i++) {
          (isWritten(arg) ? written : read).add(name(arg));
        }
        elsewhere |= dashes == 0 && arg.paramLabel().equals("OUT");
      }
      if (!each.hasSubcommand()) {
        break;
      }
      each = each.subcommand();
    }
    boolean result = !elsewhere || each.hasMatchedOption("--format") || isAlwaysShown(each);
    return twice("input", read)
        .or(() -> twice("output", written))
        .or(() -> result ? mixed(written) : Optional.empty());
  }

  /** Whether a command shows its result wherever its file goes. */
  private static boolean isAlwaysShown(ParseResult command) {
    return command.commandSpec().name().equals(CommandName.TRY.typed());
  }

  /** Messages among a result would spoil it for whoever reads it. */
  private static Optional<String> mixed(List<String> written) {
    return written.stream()
        .filter(MESSAGES::contains)
        .findFirst()
        .map(
            name ->
                "standard output is for the result: specify a file, or /dev/stderr, for %s"
                    .formatted(name));
  }

  private static Optional<String> twice(String stream, List<String> args) {
    return args.size() < 2
        ? Optional.empty()
        : Optional.of(
            "standard %s, '-', can only be used for one of these: %s"
                .formatted(stream, String.join(", ", args)));
  }

  /** Whether an argument is the name of a file, or several. */
  static boolean isFile(ArgSpec arg) {
    return arg.type() == Path.class || Arrays.asList(arg.auxiliaryTypes()).contains(Path.class);
  }

  /** Whether an argument's file is written. */
  static boolean isWritten(ArgSpec arg) {
    return arg instanceof OptionSpec option
        && Arrays.stream(option.names()).anyMatch(WRITTEN::contains);
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }
}
