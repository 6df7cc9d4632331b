// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.CommandName;
import org.dtbind.dtc.DropIn;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Generates docs/reference/commands.md, the reference of all commands, arguments and exit codes.
 */
final class CommandsPage {

  private static final String HEAD =
      """
      <!--
      SPDX-FileCopyrightText: 2026 The dtbind authors
      SPDX-License-Identifier: Apache-2.0

      Made from the code by CommandsPageTest (-Dgolden.update=true): do not edit.
      -->
      # Commands

      This page contains the help text of every command. `dtbind COMMAND --help` and the manual pages show the same text.
      The following conventions apply:

      - Results go to standard output; everything else goes to standard error.
      - DEVICE stands for the path, label, alias or name of a devicetree node; the name of a Linux device; or the path of a
        directory in `/sys`.
      - The declaration is a file, by default `/etc/dtbind/bindings.yaml`, that declares devices, aggregators and IOMMU
        groups.
      - All commands that change the system, except `recover`, have the `--dry-run` option. With this option, a command
        prints exactly what it would write, but writes nothing. Commands that read a system have the
        `--format table|json` and `--sysroot DIR` options. With `--sysroot`, a command reads the copy of a system in
        DIR, instead of this system.
      - Instead of an input file, you can specify a pipe, such as the shell's `<(…)`, or `-` for standard input. Instead of
        an output file, you can specify `-` for standard output. For a file named `-`, write `./-`.
      - `@FILE` stands for the arguments in FILE, which must contain one argument per line.

      """;

  private CommandsPage() {}

  static String of(CommandLine program) {
    StringBuilder out = new StringBuilder(HEAD);
    for (CommandName.Group group : CommandName.Group.values()) {
      out.append("| %s | |\n|---|---|\n".formatted(group.heading()));
      for (CommandName name : CommandName.in(group)) {
        out.append(
            "| [%s](#%s) | %s |\n".formatted(name.typed(), id(name.typed()), text(name.summary())));
      }
      out.append('\n');
    }
    exits(out);
    out.append(
        "\n## Options for all commands\n\nYou can write these options before or after the command name.\n\n");
    options(out, CommandModel.own(program));
    for (CommandName.Group group : CommandName.Group.values()) {
      for (CommandName name : CommandName.in(group)) {
        command(out, Objects.requireNonNull(program.getSubcommands().get(name.typed())));
      }
    }
    dropIns(out);
    return out.toString();
  }

  private static String id(String name) {
    return "dtbind-" + name;
  }

  private static void exits(StringBuilder out) {
    out.append(
        """
        ## Exit codes

        The exit codes in the following table never change. All commands use these codes, with two exceptions:

        - `dtbind try FILE -- COMMAND` exits with the exit code of COMMAND if COMMAND runs to completion. Otherwise, it
          exits with a code from the table, such as 1 if the declaration cannot be applied, 69 if no kernel to boot is found, or 75
          if the time limit is reached.
        - The [replacements for other programs](#replacements-for-other-programs) use the exit codes of the programs that
          they replace.

        | code | |
        |---|---|
        """);
    for (ExitStatus exit : ExitStatus.values()) {
      out.append("| %d | %s |\n".formatted(exit.code(), text(CommandModel.meaning(exit))));
    }
  }

  private static void command(StringBuilder out, CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    boolean below = line.getParent().getParent() != null;
    out.append("\n").append(below ? "### " : "## ").append(name).append("\n\n");
    for (String paragraph : line.getCommandSpec().usageMessage().description()) {
      out.append(text(paragraph.replace("%%", "%").replace("%n", " "))).append("\n\n");
    }
    out.append("```\n").append(String.join("\n", synopsis(line, name))).append("\n```\n");
    List<PositionalParamSpec> parameters =
        new ArrayList<>(line.getCommandSpec().positionalParameters());
    parameters.removeIf(PositionalParamSpec::hidden);
    if (!parameters.isEmpty()) {
      out.append("\n| argument | |\n|---|---|\n");
      for (PositionalParamSpec parameter : parameters) {
        out.append(
            "| `%s` | %s |\n"
                .formatted(
                    code(parameter.paramLabel()), text(CommandModel.description(parameter))));
      }
    }
    List<OptionSpec> own = CommandModel.own(line);
    if (!own.isEmpty()) {
      out.append('\n');
      options(out, own);
    }
    CommandModel.commands(line).forEach(sub -> command(out, sub));
  }

  /** Breaks a synopsis into lines of at most 100 columns, unless one part is longer. */
  private static List<String> synopsis(CommandLine line, String name) {
    String all = line.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    List<String> lines = new ArrayList<>();
    StringBuilder row = new StringBuilder(name);
    for (String part : parts(all.startsWith(name) ? all.substring(name.length()).strip() : all)) {
      if (row.length() + part.length() > 99) {
        lines.add(row.toString());
        row = new StringBuilder("    ").append(part);
      } else {
        row.append(' ').append(part);
      }
    }
    lines.add(row.toString());
    return lines;
  }

  /** Splits a synopsis at the spaces outside brackets. */
  private static List<String> parts(String synopsis) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < synopsis.length(); i++) {
      char c = synopsis.charAt(i);
      depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static void options(StringBuilder out, List<OptionSpec> options) {
    out.append("| option | |\n|---|---|\n");
    for (OptionSpec option : options) {
      List<String> names = new ArrayList<>(List.of(option.names()));
      String value = "";
      if (CommandModel.takesValue(option)) {
        value =
            option.arity().min() == 0
                ? "[=" + option.paramLabel() + "]"
                : " " + option.paramLabel();
      }
      out.append(
          "| `%s%s` | %s |\n"
              .formatted(
                  code(String.join(", ", names)),
                  code(value),
                  text(CommandModel.description(option))));
    }
  }

  private static void dropIns(StringBuilder out) {
    out.append(
        "\n## Replacements for other programs\n\nYou can also run these programs as `bin/NAME` in dtbind's installation directory. See\n[Coming from dtc](../guide/coming-from-dtc.md).\n");
    out.append("\n| command | |\n|---|---|\n");
    for (DropIn known : DropIn.values()) {
      out.append("| `dtbind %s` | %s |\n".formatted(known.typed(), text(known.summary())));
    }
  }

  /** Escapes text for a code span in a table. */
  private static String code(String text) {
    return text.replace("|", "\\|");
  }

  /** Escapes text for Markdown. */
  private static String text(String plain) {
    return plain
        .replace("\\", "\\\\")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`")
        .replace("[", "\\[")
        .replace("<", "\\<")
        .replace("&", "\\&")
        .replace("|", "\\|")
        .replace("#", "\\#");
  }
}
