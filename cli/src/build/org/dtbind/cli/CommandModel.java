// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * All commands with their options, as picocli knows them: what man pages and completions are made
 * of.
 */
final class CommandModel {

  private CommandModel() {}

  /** {@return {@code dtbind} with all its commands} */
  static CommandLine program() {
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Session session = new Session(new ByteArrayInputStream(new byte[0]), none, none, Map.of());
    CommandLine program = new CommandLine(new Program(session));
    program.addMixin("everywhere", session.options());
    for (CommandName name : CommandName.values()) {
      program.addSubcommand(name.typed(), name.create(session, List.of()));
    }
    program.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    program.setUsageHelpWidth(100_000);
    return program;
  }

  /**
   * {@return the commands of a command, itself not among them}
   *
   * @param line the command
   */
  static List<CommandLine> commands(CommandLine line) {
    return List.copyOf(line.getSubcommands().values());
  }

  /**
   * {@return what it does, one sentence without its full stop}
   *
   * @param line a command
   */
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

  /**
   * {@return the options that only this command has}
   *
   * @param line the command
   */
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
   * {@return the options that every command has}
   *
   * @param line any command but dtbind itself
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

  /**
   * {@return what it may be, where the label says so, as in {@code table|json|yaml}; empty
   * otherwise}
   *
   * @param arg an option or parameter
   */
  static List<String> choices(ArgSpec arg) {
    String label = arg.paramLabel();
    return label.matches("[a-z][a-z0-9_-]*(\\|[a-z][a-z0-9_-]*)+")
        ? List.of(label.split("\\|"))
        : List.of();
  }

  /**
   * {@return whether files may stand there}
   *
   * @param arg an option or parameter
   */
  static boolean file(ArgSpec arg) {
    return arg.typeInfo().getType().getName().equals("java.nio.file.Path")
        || arg.typeInfo().getAuxiliaryTypes() != null
            && Arrays.stream(arg.typeInfo().getAuxiliaryTypes())
                .anyMatch(type -> type.getName().equals("java.nio.file.Path"));
  }

  /**
   * {@return whether a value follows it}
   *
   * @param option one
   */
  static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0 && !option.usageHelp() && !option.versionHelp();
  }

  /**
   * {@return all of a description, in one line}
   *
   * @param arg an option or parameter
   */
  static String description(ArgSpec arg) {
    return String.join(" ", arg.description()).replace("%%", "%").strip();
  }

  /**
   * {@return its first sentence, without the full stop}
   *
   * @param text of one or more
   */
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

  /**
   * {@return what an exit code tells}
   *
   * @param exit the code
   */
  static String meaning(Exit exit) {
    return switch (exit) {
      case OK -> "Done, or there was nothing to do.";
      case FAILED -> "Failed; the system is as it was before.";
      case INPUT -> "The input has errors.";
      case NOT_FOUND -> "The name was not found, or it is ambiguous.";
      case NOT_RESTORED -> "Failed, and not everything was restored: run dtbind recover.";
      case DRIFT -> "The system differs from the declaration, or there are changes to make.";
      case USAGE -> "The command line is wrong.";
      case UNSUPPORTED -> "This kernel or system does not support the operation.";
      case BUG -> "A bug in dtbind: the message names a file to send to the project.";
      case TEMPORARY -> "A lock is held, or the time limit was reached: try again.";
      case PERMISSION -> "A permission is missing: the message says which.";
      case INTERRUPTED -> "Stopped from the keyboard; everything was rolled back.";
    };
  }
}
