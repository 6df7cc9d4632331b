// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What shells offer when the tabulator is pressed. */
final class Completions {

  private static final String HEAD =
      "# SPDX-FileCopyrightText: 2026 The dtbind authors\n# SPDX-License-Identifier: Apache-2.0\n";

  private Completions() {}

  /**
   * {@return the script for bash, picocli's}
   *
   * @param program dtbind
   */
  static String bash(CommandLine program) {
    return AutoComplete.bash("dtbind", program).replaceAll("(?m)^# Date: .*\\R", "").replaceFirst("^#!.*\\R", "");
  }

  /**
   * {@return the functions for zsh}
   *
   * @param program dtbind
   */
  static String zsh(CommandLine program) {
    StringBuilder out = new StringBuilder("#compdef dtbind\n").append(HEAD);
    zsh(out, program, "_dtbind");
    return out.append("\n_dtbind \"$@\"\n").toString();
  }

  private static void zsh(StringBuilder out, CommandLine line, String function) {
    List<CommandLine> commands = CommandModel.commands(line);
    for (CommandLine command : commands) {
      zsh(out, command, function + "_" + word(command.getCommandName()));
    }
    out.append('\n').append(function).append("() {\n");
    if (!commands.isEmpty()) {
      out.append("  local curcontext=\"$curcontext\" state line\n  local -a commands\n");
    }
    out.append("  _arguments -s -S").append(commands.isEmpty() ? "" : " -C");
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (!option.hidden()) {
        zsh(out, option);
      }
    }
    if (commands.isEmpty()) {
      rest(out, line);
      return;
    }
    out.append(" \\\n    '1: :->command' '*:: :->rest'\n  case $state in\n    command)\n      commands=(\n");
    for (CommandLine command : commands) {
      out.append("        ").append(quoted(command.getCommandName() + ":" + CommandModel.summary(command)));
      out.append('\n');
    }
    if (line.getParent() == null) {
      for (DropIn known : DropIn.values()) {
        out.append("        ").append(quoted(known.typed() + ":" + known.summary())).append('\n');
      }
    }
    out.append("      )\n      _describe -t commands command commands\n      ;;\n    rest)\n      case $words[1] in\n");
    for (CommandLine command : commands) {
      out.append("        %s) %s_%s ;;\n".formatted(command.getCommandName(), function, word(command.getCommandName())));
    }
    out.append("        *) _files ;;\n      esac\n      ;;\n  esac\n}\n");
  }

  private static void rest(StringBuilder out, CommandLine line) {
    if (!line.getCommandSpec().positionalParameters().isEmpty()) {
      out.append(" \\\n    '*:argument:_files'");
    }
    out.append("\n}\n");
  }

  private static void zsh(StringBuilder out, OptionSpec option) {
    String text = CommandModel.brief(CommandModel.description(option)).replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
    boolean value = CommandModel.takesValue(option);
    for (String name : option.names()) {
      String sign = !value ? "" : name.startsWith("--") ? "=" : "+";
      String after = "";
      if (value) {
        List<String> choices = CommandModel.choices(option);
        String label = choices.isEmpty() ? option.paramLabel().replace(":", "\\:") : "value";
        String action = !choices.isEmpty() ? "(" + String.join(" ", choices) + ")" : CommandModel.file(option) ? "_files" : " ";
        after = (option.arity().min() == 0 ? "::" : ":") + label + ":" + action;
      }
      String many = option.isMultiValue() ? "*" : "";
      out.append(" \\\n    ").append(quoted(many + name + sign + "[" + text + "]" + after));
    }
  }

  /**
   * {@return the script for fish}
   *
   * @param program dtbind
   */
  static String fish(CommandLine program) {
    StringBuilder out = new StringBuilder(HEAD);
    StringBuilder names = new StringBuilder();
    for (CommandLine command : CommandModel.commands(program)) {
      names.append(' ').append(command.getCommandName());
    }
    for (DropIn known : DropIn.values()) {
      names.append(' ').append(known.typed());
    }
    String none = "not __fish_seen_subcommand_from" + names;
    out.append("complete -c dtbind -f -n ").append(quoted(none)).append('\n');
    for (CommandLine command : CommandModel.commands(program)) {
      fish(out, none, command);
    }
    for (DropIn known : DropIn.values()) {
      out.append("complete -c dtbind -n ").append(quoted(none)).append(" -a ").append(known.typed());
      out.append(" -d ").append(quoted(CommandModel.brief(known.summary()))).append('\n');
    }
    for (OptionSpec option : CommandModel.own(program)) {
      fish(out, none, option);
    }
    for (CommandLine command : CommandModel.commands(program)) {
      String seen = "__fish_seen_subcommand_from " + command.getCommandName();
      String before = seen;
      StringBuilder own = new StringBuilder();
      for (CommandLine sub : CommandModel.commands(command)) {
        own.append(' ').append(sub.getCommandName());
      }
      if (!own.isEmpty()) {
        before = seen + "; and not __fish_seen_subcommand_from" + own;
        out.append("complete -c dtbind -f -n ").append(quoted(before)).append('\n');
      }
      for (OptionSpec option : command.getCommandSpec().options()) {
        fish(out, before, option);
      }
      for (CommandLine sub : CommandModel.commands(command)) {
        fish(out, before, sub);
        for (OptionSpec option : sub.getCommandSpec().options()) {
          fish(out, seen + "; and __fish_seen_subcommand_from " + sub.getCommandName(), option);
        }
      }
    }
    return out.toString();
  }

  private static void fish(StringBuilder out, String when, CommandLine command) {
    out.append("complete -c dtbind -n ").append(quoted(when)).append(" -a ").append(command.getCommandName());
    out.append(" -d ").append(quoted(CommandModel.summary(command))).append('\n');
  }

  private static void fish(StringBuilder out, String when, OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    out.append("complete -c dtbind -n ").append(quoted(when));
    for (String name : option.names()) {
      out.append(name.startsWith("--") ? " -l " : name.length() == 2 ? " -s " : " -o ");
      out.append(name.replaceFirst("^-+", ""));
    }
    List<String> choices = CommandModel.choices(option);
    if (CommandModel.takesValue(option) && option.arity().min() > 0) {
      out.append(!choices.isEmpty() ? " -x -a " + quoted(String.join(" ", choices)) : CommandModel.file(option) ? " -r -F" : " -x");
    } else if (!choices.isEmpty()) {
      out.append(" -f -a ").append(quoted(String.join(" ", choices)));
    }
    out.append(" -d ").append(quoted(CommandModel.brief(CommandModel.description(option)))).append('\n');
  }

  private static String word(String name) {
    return name.replace('-', '_');
  }

  /** In quotes in which shells, fish too, take only the backslash and the quote for more than text. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "’") + "'";
  }
}
