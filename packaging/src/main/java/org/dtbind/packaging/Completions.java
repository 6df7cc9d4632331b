// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.StandardStreams;
import org.dtbind.cli.UsageErrors;
import org.dtbind.dtc.DropIn;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Generates shell completions. */
final class Completions {

  private static final String HEAD =
      "# SPDX-FileCopyrightText: 2026 The dtbind authors\n# SPDX-License-Identifier: Apache-2.0\n";

  private Completions() {}

  /**
   * Shell functions, for all shells, that list present names: they read /sys for the running
   * system, and call dtbind for a tree on the command line.
   */
  private static final String WORDS =
      """
      f() { [ ! -d "$1" ] || ls "$1"; }
      b=/sys/firmware/devicetree/base
      case $1 in
        nodes)
          if [ -n "$2" ]; then
            dtbind devices --tree "$2" 2> /dev/null | {
              read -r n
              while read -r n d r; do
                echo "$n"
                [ "$d" = - ] || echo "$d"
              done
            }
          else
            f $b/__symbols__
            f $b/aliases
            f /sys/bus/platform/devices
            [ ! -d $b ] || (cd $b && find . -mindepth 1 -type d | cut -c2-)
          fi ;;
        lines)
          dtbind lines ${2:+--tree "$2"} 2> /dev/null | {
            read -r n
            while read -r n r; do [ "$n" = - ] || echo "$n"; done
          } ;;
        groups) f /sys/kernel/iommu_groups ;;
      esac
      """;

  private static final String BASH =
      """
      _complete_dtbind() {
        local line=${COMP_LINE:0:${COMP_POINT:-0}} words=() cur prev path word tree='' names='' kind=''
        local options='' i reply=() cut found
        if [[ -n $line ]]; then
          read -ra words <<< "$line"
          [[ $line != *[[:space:]] ]] || words+=('')
        else
          words=("${COMP_WORDS[@]:0:COMP_CWORD+1}")
        fi
        word=${words[-1]} cur=${words[-1]} prev=${words[-2]} path=''
        if [[ $cur == --*=* ]]; then
          prev=${cur%%=*} cur=${cur#*=}
        fi
        for ((i = 1; i < ${#words[@]} - 1; i++)); do
          case ${words[i]} in
            --tree | --base | -i) tree=${words[i+1]} ;;
            --tree=* | --base=*) tree=${words[i]#*=} ;;
          esac
          if _dtbind_is "$path${path:+ }${words[i]}"; then path+=${path:+ }${words[i]}; fi
        done
        _dtbind_command
        if [[ $names == '' && $kind == '' ]]; then
          if [[ $cur == -* ]]; then names=$options; else _dtbind_rest; fi
        fi
        case $kind in
          '') ;;
          file) found=$(compgen -f -- "$cur") && mapfile -t reply <<< "$found" && compopt -o filenames 2> /dev/null ;;
          none) ;;
          # compgen -W runs what $(...) in a name says, and so would the command line.
          *) names=$(sh -c "$_dtbind_words" sh "$kind" "$tree" | LC_ALL=C grep -x '[A-Za-z0-9_,.+:@/%=-]*') ;;
        esac
        [[ $names == '' ]] || { found=$(compgen -W "$names" -- "$cur") && mapfile -t reply <<< "$found"; }
        COMPREPLY=("${reply[@]}")
        if [[ -n $COMP_LINE && $word == "$cur" && $cur == *["$COMP_WORDBREAKS"]* ]]; then
          cut=${cur%"${cur##*["$COMP_WORDBREAKS"]}"}
          COMPREPLY=("${reply[@]#"$cut"}")
        fi
      }

      complete -F _complete_dtbind dtbind
      """;

  /** Returns the names of the commands below a command; for {@code dtbind}, also the drop-ins. */
  private static String names(CommandLine line) {
    Stream<String> commands = CommandModel.commands(line).stream().map(CommandLine::getCommandName);
    Stream<String> dropIns =
        line.getParent() == null
            ? Arrays.stream(DropIn.values()).map(DropIn::typed)
            : Stream.empty();
    return Stream.concat(commands, dropIns).collect(Collectors.joining(" "));
  }

  static String bash(CommandLine program) {
    StringBuilder cases = new StringBuilder("\n_dtbind_is() {\n  case $1 in\n");
    StringBuilder options = new StringBuilder("\n_dtbind_command() {\n  case $path in\n");
    StringBuilder arguments = new StringBuilder("\n_dtbind_rest() {\n  case $path in\n");
    bash(cases, options, arguments, program, "");
    return HEAD
        + "\n_dtbind_words="
        + quoted(WORDS)
        + "\n"
        + cases.append("    *) return 1 ;;\n  esac\n}\n")
        + options.append("  esac\n}\n")
        + arguments.append("  esac\n}\n\n")
        + BASH;
  }

  private static void bash(
      StringBuilder cases,
      StringBuilder options,
      StringBuilder arguments,
      CommandLine line,
      String path) {
    String at = path.isEmpty() ? "''" : "'" + path + "'";
    if (!path.isEmpty()) {
      cases.append("    ").append(at).append(") ;;\n");
    }
    StringBuilder names = new StringBuilder();
    options.append("    ").append(at).append(")\n      case $prev in\n");
    for (OptionSpec option : line.getCommandSpec().options()) {
      if (option.hidden()) {
        continue;
      }
      names.append(' ').append(String.join(" ", option.names()));
      if (CommandModel.takesValue(option) && option.arity().min() > 0) {
        List<String> choices = UsageErrors.choices(option);
        String offered =
            !choices.isEmpty()
                ? "names=" + quoted(String.join(" ", choices))
                : "kind=" + (StandardStreams.isFile(option) ? "file" : "none");
        String pattern = String.join(" | ", option.names());
        options.append("        ").append(pattern).append(") ").append(offered).append(" ;;\n");
      }
    }
    options
        .append("      esac\n      options=")
        .append(quoted(names.toString().strip()))
        .append(" ;;\n");
    List<CommandLine> commands = CommandModel.commands(line);
    if (commands.isEmpty()) {
      arguments.append("    ").append(at).append(") kind=").append(kind(line)).append(" ;;\n");
      return;
    }
    for (CommandLine command : commands) {
      bash(cases, options, arguments, command, (path + " " + command.getCommandName()).strip());
    }
    arguments
        .append("    ")
        .append(at)
        .append(") names=")
        .append(quoted(names(line)))
        .append(" ;;\n");
  }

  /** Returns the kind of a command's arguments. */
  private static String kind(CommandLine line) {
    String label =
        line.getCommandSpec().positionalParameters().stream()
            .map(ArgSpec::paramLabel)
            .findFirst()
            .orElse("");
    String command = line.getCommandName();
    boolean ofLines = command.equals("lines") || label.equals("LINE");
    return switch (label) {
      case "" -> "none";
      case "FILE", "OVERLAY", "BASE", "CHANGED" -> "file";
      case "N" -> "groups";
      case "NODE", "DEVICE" -> "nodes";
      case "NAME" ->
          command.equals("explain") ? "nodes" : command.equals("create") ? "lines" : "none";
      default -> ofLines ? "lines" : command.equals("devices") ? "nodes" : "none";
    };
  }

  static String zsh(CommandLine program) {
    StringBuilder out = new StringBuilder("#compdef dtbind\n").append(HEAD);
    out.append("\n_dtbind_words=").append(quoted(WORDS));
    out.append(
        """

        _dtbind_now() {
          local tree='' i
          local -a now
          for ((i = 1; i < $#words; i++)); do
            case $words[i] in
              --tree|--base|-i) tree=$words[i+1] ;;
              --tree=*|--base=*) tree=${words[i]#*=} ;;
            esac
          done
          now=(${(f)"$(sh -c $_dtbind_words sh $1 $tree)"})
          compadd -a now
        }
        """);
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
    out.append(
        " \\\n    '1: :->command' '*:: :->rest'\n  case $state in\n    command)\n      commands=(\n");
    for (CommandLine command : commands) {
      out.append("        ")
          .append(quoted(command.getCommandName() + ":" + CommandModel.summary(command)));
      out.append('\n');
    }
    if (line.getParent() == null) {
      for (DropIn known : DropIn.values()) {
        out.append("        ").append(quoted(known.typed() + ":" + known.summary())).append('\n');
      }
    }
    out.append(
        "      )\n      _describe -t commands command commands\n      ;;\n    rest)\n      case $words[1] in\n");
    for (CommandLine command : commands) {
      out.append(
          "        %s) %s_%s ;;\n"
              .formatted(command.getCommandName(), function, word(command.getCommandName())));
    }
    out.append("        *) _files ;;\n      esac\n      ;;\n  esac\n}\n");
  }

  private static void rest(StringBuilder out, CommandLine line) {
    if (!line.getCommandSpec().positionalParameters().isEmpty()) {
      String kind = kind(line);
      String action =
          kind.equals("file") ? "_files" : kind.equals("none") ? " " : " _dtbind_now " + kind;
      out.append(" \\\n    '*:argument:").append(action).append("'");
    }
    out.append("\n}\n");
  }

  private static void zsh(StringBuilder out, OptionSpec option) {
    String text =
        CommandModel.brief(CommandModel.description(option))
            .replace("[", "\\[")
            .replace("]", "\\]")
            .replace(":", "\\:");
    boolean value = CommandModel.takesValue(option);
    for (String name : option.names()) {
      String sign = !value ? "" : name.startsWith("--") ? "=" : "+";
      String after = "";
      if (value) {
        List<String> choices = UsageErrors.choices(option);
        String label = choices.isEmpty() ? option.paramLabel().replace(":", "\\:") : "value";
        String action =
            !choices.isEmpty()
                ? "(" + String.join(" ", choices) + ")"
                : StandardStreams.isFile(option) ? "_files" : " ";
        after = (option.arity().min() == 0 ? "::" : ":") + label + ":" + action;
      }
      String many = option.isMultiValue() ? "*" : "";
      out.append(" \\\n    ").append(quoted(many + name + sign + "[" + text + "]" + after));
    }
  }

  static String fish(CommandLine program) {
    StringBuilder out = new StringBuilder(HEAD);
    String none = "not __fish_seen_subcommand_from " + names(program);
    out.append("set -g __dtbind_words ").append(quoted(WORDS));
    out.append(
        """

        function __dtbind_now
            set -l tree ''
            set -l words (commandline -opc)
            for i in (seq (count $words))
                switch $words[$i]
                    case --tree --base -i
                        set tree $words[(math $i + 1)]
                    case '--tree=*' '--base=*'
                        set tree (string replace -r '^[^=]*=' '' -- $words[$i])
                end
            end
            sh -c $__dtbind_words sh $argv[1] "$tree"
        end
        """);
    out.append("complete -c dtbind -f -n ").append(quoted(none)).append('\n');
    for (CommandLine command : CommandModel.commands(program)) {
      fish(out, none, command.getCommandName(), CommandModel.summary(command));
    }
    for (DropIn known : DropIn.values()) {
      fish(out, none, known.typed(), CommandModel.brief(known.summary()));
    }
    CommandModel.own(program).forEach(option -> fish(out, none, option));
    for (CommandLine command : CommandModel.commands(program)) {
      fish(out, "__fish_seen_subcommand_from " + command.getCommandName(), command);
    }
    return out.toString();
  }

  /** Writes what follows a command, after which {@code seen} holds. */
  private static void fish(StringBuilder out, String seen, CommandLine command) {
    List<CommandLine> commands = CommandModel.commands(command);
    List<OptionSpec> options = command.getCommandSpec().options();
    if (commands.isEmpty()) {
      options.forEach(option -> fish(out, seen, option));
      now(out, seen, command);
      return;
    }
    String before = seen + "; and not __fish_seen_subcommand_from " + names(command);
    out.append("complete -c dtbind -f -n ").append(quoted(before)).append('\n');
    options.forEach(option -> fish(out, before, option));
    for (CommandLine sub : commands) {
      String name = sub.getCommandName();
      String after = seen + "; and __fish_seen_subcommand_from " + name;
      fish(out, before, name, CommandModel.summary(sub));
      now(out, after, sub);
      sub.getCommandSpec().options().forEach(option -> fish(out, after, option));
    }
  }

  private static void now(StringBuilder out, String when, CommandLine command) {
    String kind = kind(command);
    if (!kind.equals("file") && !kind.equals("none")) {
      out.append("complete -c dtbind -f -n ").append(quoted(when));
      out.append(" -a ").append(quoted("(__dtbind_now " + kind + ")")).append('\n');
    }
  }

  private static void fish(StringBuilder out, String when, String name, String summary) {
    out.append("complete -c dtbind -n ").append(quoted(when)).append(" -a ").append(name);
    out.append(" -d ").append(quoted(summary)).append('\n');
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
    List<String> choices = UsageErrors.choices(option);
    if (CommandModel.takesValue(option) && option.arity().min() > 0) {
      out.append(
          !choices.isEmpty()
              ? " -x -a " + quoted(String.join(" ", choices))
              : StandardStreams.isFile(option) ? " -r -F" : " -x");
    } else if (!choices.isEmpty()) {
      out.append(" -f -a ").append(quoted(String.join(" ", choices)));
    }
    String description = CommandModel.brief(CommandModel.description(option));
    out.append(" -d ").append(quoted(description)).append('\n');
  }

  private static String word(String name) {
    return name.replace('-', '_');
  }

  /**
   * Quotes text for a shell. In single quotes, fish treats the backslash and the quote as special,
   * other shells only the quote.
   */
  private static String quoted(String text) {
    return "'" + text.replace("'", "’") + "'";
  }
}
