// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.CommandHelp;
import org.dtbind.cli.CommandName;
import org.dtbind.cli.DtbindCommand;
import org.dtbind.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands and options as picocli sees them, from which manual pages and completions are
 * generated.
 */
final class CommandModel {

  private CommandModel() {}

  static CommandLine program() {
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Session session = new Session(new ByteArrayInputStream(new byte[0]), none, none, Map.of());
    CommandLine program = new DtbindCommand(session).line();
    for (CommandName name : CommandName.values()) {
      program.addSubcommand(name.typed(), name.create(session, List.of()));
    }
    program.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    program.setHelpFactory(CommandHelp::new);
    program.setUsageHelpWidth(100_000);
    return program;
  }

  static List<CommandLine> commands(CommandLine line) {
    return List.copyOf(line.getSubcommands().values());
  }

  /** {@return the summary of a command: one sentence without its full stop} */
  static String summary(CommandLine line) {
    if (line.getParent() != null && line.getParent().getParent() == null) {
      for (CommandName name : CommandName.values()) {
        if (name.typed().equals(line.getCommandName())) {
          return bare(name.summary());
        }
      }
    }
    return bare(sentence(String.join(" ", line.getCommandSpec().usageMessage().description())));
  }

  /** {@return the options of a command that are not global} */
  static List<OptionSpec> own(CommandLine line) {
    List<OptionSpec> own = new ArrayList<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (!option.hidden() && (line.getParent() == null || !everywhere(line, option))) {
        own.add(option);
      }
    }
    return own;
  }

  /**
   * {@return the global options}
   *
   * @param line any command except dtbind itself
   */
  static List<OptionSpec> common(CommandLine line) {
    List<OptionSpec> common = new ArrayList<>();
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (everywhere(line, option)) {
        common.add(option);
      }
    }
    return common;
  }

  private static boolean everywhere(CommandLine line, OptionSpec option) {
    CommandLine top = line;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    OptionSpec same = top.getCommandSpec().findOption(option.longestName());
    return same != null && Arrays.equals(same.description(), option.description());
  }

  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0 && !option.usageHelp() && !option.versionHelp();
  }

  static String description(ArgSpec arg) {
    return String.join(" ", arg.description()).replace("%%", "%").strip();
  }

  /** {@return the first sentence of a text, without its full stop} */
  static String brief(String text) {
    return bare(sentence(text));
  }

  private static String sentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private static String bare(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  static String meaning(ExitStatus exit) {
    return switch (exit) {
      case DONE -> "Done, or there was nothing to do.";
      case FAILED -> "Failed; the system is unchanged.";
      case INPUT -> "The input has errors.";
      case NOT_FOUND -> "A name was not found or is ambiguous.";
      case NOT_RESTORED ->
          "A change was not rolled back completely, or an earlier change was interrupted: run "
              + "'dtbind recover'.";
      case DRIFT ->
          "A check found a difference, such as one between the system and the declaration.";
      case USAGE -> "The command line is invalid.";
      case UNAVAILABLE -> "This kernel or system does not support the operation.";
      case BUG -> "A bug in dtbind: the message names a file to attach to a bug report.";
      case TEMPORARY -> "Another process holds a lock, or the time limit was reached: try again.";
      case NOT_PERMITTED -> "Permission denied: the message says which permission is required.";
      case STOPPED -> "Interrupted from the keyboard (Ctrl+C); everything was rolled back.";
    };
  }
}
