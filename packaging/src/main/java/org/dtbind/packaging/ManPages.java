// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.CommandName;
import org.dtbind.dtc.DropIn;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Generates manual pages, man(7): one for {@code dtbind} and one for each command. */
final class ManPages {

  private final String date;
  private final String version;
  private final Map<String, String> pages = new TreeMap<>();

  private ManPages(String date, String version) {
    this.date = date;
    this.version = version;
  }

  /**
   * {@return the text of all pages, by file name}
   *
   * @param date the date of the release, such as 2026-11-20
   */
  static Map<String, String> of(CommandLine program, String date, String version) {
    ManPages made = new ManPages(date, version);
    made.add(program);
    return made.pages;
  }

  private void add(CommandLine line) {
    String name = line.getCommandSpec().qualifiedName("-");
    pages.put(name + ".1", page(line, name));
    CommandModel.commands(line).forEach(this::add);
  }

  private String page(CommandLine line, String name) {
    StringBuilder out = new StringBuilder();
    out.append(".\\\" Made from the command model. SPDX-License-Identifier: Apache-2.0\n");
    out.append(
        ".TH %s 1 %s \"dtbind %s\" \"User Commands\"\n"
            .formatted(argument(name.toUpperCase(Locale.ROOT)), date, argument(version)));
    // No hyphenation, so that options are not broken, and no justification.
    out.append(".nh\n.ad l\n");
    out.append(".SH NAME\n").append(text(name)).append(" \\- ");
    String summary = CommandModel.summary(line);
    out.append(text(Character.toLowerCase(summary.charAt(0)) + summary.substring(1))).append('\n');
    out.append(".SH SYNOPSIS\n").append(synopsis(line));
    out.append(".SH DESCRIPTION\n");
    paragraphs(out, line.getCommandSpec().usageMessage().description());
    if (line.getParent() == null) {
      program(out);
    } else {
      subcommands(out, line);
    }
    arguments(out, line);
    options(
        out,
        line.getParent() == null ? "OPTIONS FOR ALL COMMANDS" : "OPTIONS",
        CommandModel.own(line));
    if (line.getParent() != null) {
      options(out, "OPTIONS FOR ALL COMMANDS", CommandModel.common(line));
    }
    exits(out);
    files(out);
    related(out, line, name);
    return out.toString();
  }

  private static String synopsis(CommandLine line) {
    String synopsis = line.getHelp().synopsis(0).strip();
    String command = line.getCommandSpec().qualifiedName();
    String rest =
        synopsis.startsWith(command) ? synopsis.substring(command.length()).strip() : synopsis;
    return ".B " + text(command) + "\n" + text(rest).replace("|", "|\\:") + "\n";
  }

  private static void program(StringBuilder out) {
    for (CommandName.Group group : CommandName.Group.values()) {
      out.append(".SS ").append(text(group.heading())).append('\n');
      for (CommandName name : CommandName.in(group)) {
        out.append(".TP\n.BR dtbind\\-").append(name.typed()).append(" (1)\n");
        out.append(text(name.summary())).append('\n');
      }
    }
    out.append(".SS Replacements for other programs\n");
    out.append(
        "Also available as separate programs in\n.IR /usr/lib/dtbind/bin ,\nwhich is not in PATH.\n");
    for (DropIn known : DropIn.values()) {
      out.append(".TP\n.B dtbind ").append(known.typed()).append('\n');
      out.append(text(known.summary())).append('\n');
    }
  }

  private static void subcommands(StringBuilder out, CommandLine line) {
    List<CommandLine> commands = CommandModel.commands(line);
    if (!commands.isEmpty()) {
      out.append(".SH COMMANDS\n");
    }
    for (CommandLine command : commands) {
      out.append(".TP\n.BR ")
          .append(text(command.getCommandSpec().qualifiedName("-")))
          .append(" (1)\n");
      out.append(text(CommandModel.summary(command) + ".")).append('\n');
    }
  }

  private static void arguments(StringBuilder out, CommandLine line) {
    List<PositionalParamSpec> parameters = line.getCommandSpec().positionalParameters();
    if (parameters.stream().allMatch(PositionalParamSpec::hidden)) {
      return;
    }
    out.append(".SH ARGUMENTS\n");
    for (PositionalParamSpec parameter : parameters) {
      if (!parameter.hidden()) {
        out.append(".TP\n.I ").append(argument(parameter.paramLabel())).append('\n');
        out.append(text(CommandModel.description(parameter))).append('\n');
      }
    }
  }

  private static void options(StringBuilder out, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    out.append(".SH ").append(heading).append('\n');
    for (OptionSpec option : options) {
      out.append(".TP\n");
      StringBuilder names = new StringBuilder();
      for (String name : option.names()) {
        names.append(names.isEmpty() ? "" : ", ").append("\\fB").append(text(name)).append("\\fR");
      }
      if (CommandModel.takesValue(option)) {
        boolean optional = option.arity().min() == 0;
        names.append(optional ? "[=\\fI" : " \\fI").append(text(option.paramLabel()));
        names.append(optional ? "\\fR]" : "\\fR");
      }
      out.append(names).append('\n');
      out.append(text(CommandModel.description(option))).append('\n');
    }
  }

  private static void exits(StringBuilder out) {
    out.append(".SH EXIT STATUS\n");
    for (ExitStatus exit : ExitStatus.values()) {
      out.append(".TP\n.B ")
          .append(exit.code())
          .append('\n')
          .append(text(CommandModel.meaning(exit)))
          .append('\n');
    }
  }

  private static void files(StringBuilder out) {
    out.append(".SH FILES\n");
    out.append(
        ".TP\n.I /etc/dtbind/bindings.yaml\nThe declaration that commands use if you do not "
            + "specify\n.BR \\-\\-spec .\n");
    out.append(
        ".TP\n.I /run/dtbind\nThe lock, the journal, and the changes that dtbind has made since "
            + "boot.\n");
    out.append(".TP\n.I /var/lib/dtbind/bindings\nThe devices that are bound at each boot.\n");
  }

  private static void related(StringBuilder out, CommandLine line, String name) {
    out.append(".SH SEE ALSO\n");
    StringBuilder more = new StringBuilder();
    if (line.getParent() != null) {
      more.append(".BR ")
          .append(text(line.getParent().getCommandSpec().qualifiedName("-")))
          .append(" (1),\n");
    }
    for (CommandLine command : CommandModel.commands(line)) {
      more.append(".BR ")
          .append(text(command.getCommandSpec().qualifiedName("-")))
          .append(" (1),\n");
    }
    if (!name.equals("dtbind-lines")) {
      more.append(".BR dtc (1),\n");
    }
    out.append(more.append(".BR gpioinfo (1)\n"));
  }

  private static void paragraphs(StringBuilder out, String[] texts) {
    String before = "";
    for (String line : texts) {
      out.append(before).append(text(line.replace("%%", "%").replace("%n", " "))).append('\n');
      before = ".PP\n";
    }
  }

  private static String argument(String text) {
    return text.indexOf(' ') < 0 ? text(text) : '"' + text(text) + '"';
  }

  /**
   * Escapes text so that it contains no request, and that hyphens stay the ASCII characters that
   * users type.
   */
  private static String text(String plain) {
    String escaped =
        plain
            .replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("\"", "\\(dq")
            .replace("'", "\\(aq")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti")
            .replace("`", "\\(ga")
            .replace("…", "\\&...")
            .replace("→", "\\(->");
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (escaped.length() - from > 78) {
      int end = escaped.lastIndexOf(' ', from + 78);
      end = end <= from ? escaped.indexOf(' ', from + 78) : end;
      if (end < 0) {
        break;
      }
      line(out, escaped.substring(from, end)).append('\n');
      from = end + 1;
    }
    return line(out, escaped.substring(from)).toString();
  }

  private static StringBuilder line(StringBuilder out, String text) {
    return out.append(text.startsWith(".") ? "\\&" : "").append(text);
  }
}
