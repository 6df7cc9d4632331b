// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Checks the arguments {@code -} of a command line: standard input and output can each be used only
 * once.
 */
public final class StandardStreams {

  /** The options for output files. */
  private static final Set<String> WRITTEN =
      Set.of("-o", "--deps", "--html", "--write-baseline", "--diagnostics-file");

  /** The option for a file that receives messages instead of results. */
  static final String MESSAGES = "--diagnostics-file";

  private StandardStreams() {}

  /** {@return the reason why the arguments {@code -} are invalid; empty if they are valid} */
  static Optional<String> problem(ParseResult parsed) {
    List<String> read = new ArrayList<>();
    List<String> written = new ArrayList<>();
    boolean elsewhere = false;
    List<CommandLine> commands = parsed.asCommandLineList();
    for (CommandLine command : commands) {
      for (ArgSpec arg : command.getParseResult().matchedArgs()) {
        long dashes = isFile(arg) ? arg.stringValues().stream().filter("-"::equals).count() : 0;
        if (dashes > 0 && arg.paramLabel().equals("DIR")) {
          return Optional.of(
              "%s requires a directory, not '-'; for a directory with that name, write ./-"
                  .formatted(name(arg)));
        }
        for (long i = 0; i < dashes; i++) {
          (isWritten(arg) ? written : read).add(name(arg));
        }
        elsewhere |= dashes == 0 && arg.paramLabel().equals("OUT");
      }
    }
    ParseResult last = commands.get(commands.size() - 1).getParseResult();
    boolean result = !elsewhere || last.hasMatchedOption("--format") || isAlwaysShown(last);
    return twice("input", read)
        .or(() -> twice("output", written))
        .or(() -> result ? mixed(written) : Optional.empty());
  }

  /** Returns whether a command writes a result to standard output even if it has an output file. */
  private static boolean isAlwaysShown(ParseResult command) {
    return command.commandSpec().name().equals(CommandName.TRY.typed());
  }

  /** Rejects messages on standard output, since they would corrupt the result. */
  private static Optional<String> mixed(List<String> written) {
    return written.contains(MESSAGES)
        ? Optional.of(
            "standard output is for the result: specify a file, or /dev/stderr, for " + MESSAGES)
        : Optional.empty();
  }

  private static Optional<String> twice(String stream, List<String> args) {
    return args.size() < 2
        ? Optional.empty()
        : Optional.of(
            "standard %s, '-', can only be used for one of these: %s"
                .formatted(stream, String.join(", ", args)));
  }

  /** Returns whether an argument is the name of one or more files. */
  public static boolean isFile(ArgSpec arg) {
    return arg.type() == Path.class || Arrays.asList(arg.auxiliaryTypes()).contains(Path.class);
  }

  /** Returns whether an argument names an output file. */
  static boolean isWritten(ArgSpec arg) {
    return arg instanceof OptionSpec option
        && Arrays.stream(option.names()).anyMatch(WRITTEN::contains);
  }

  static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }
}
