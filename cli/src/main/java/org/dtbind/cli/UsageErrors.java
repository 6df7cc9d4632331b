// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.diag.Nearest;
import org.dtbind.source.FileName;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Messages about invalid command lines, which replace picocli's. */
public final class UsageErrors {

  /** What does the work of commands that people look for, by the name they try. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "dtdiff", "diff",
          "dtx_diff", "diff",
          "validate", "check",
          "lint", "check",
          "plan", "apply --dry-run",
          "overlay check", "check --base",
          "overlay diff", "diff");

  private UsageErrors() {}

  /** {@return the message, and a pointer to the help} */
  static String text(ParameterException failure, List<String> args) {
    CommandLine line = failure.getCommandLine();
    return problem(failure, line, args)
        + "\nsee "
        + line.getCommandSpec().qualifiedName()
        + " --help";
  }

  private static String problem(ParameterException failure, CommandLine line, List<String> args) {
    // If an option is misspelled, the correct one is missing; report the misspelling, since it is
    // the cause.
    List<String> unmatched = line.getUnmatchedArguments();
    Optional<String> option = unmatched.stream().filter(a -> a.startsWith("-")).findFirst();
    if (option.isPresent()) {
      return unknownOption(line, option.get());
    }
    if (failure instanceof MissingParameterException missing) {
      return missing(line, missing.getMissing(), args);
    }
    if (!unmatched.isEmpty()) {
      return line.getSubcommands().isEmpty()
          ? unexpected(line, unmatched.get(0), args)
          : unknownCommand(line, unmatched.get(0));
    }
    if (failure instanceof OverwrittenOptionException repeated) {
      return name(repeated.getOverwritten()) + " is specified twice";
    }
    if (failure instanceof MutuallyExclusiveArgsException) {
      return "use only one of these: " + String.join(", ", exclusive(line, args));
    }
    ArgSpec arg = failure.getArgSpec();
    return arg == null ? String.valueOf(failure.getMessage()) : badValue(failure, arg);
  }

  /** {@return the arguments that are options of which a command line may contain only one} */
  private static List<String> exclusive(CommandLine line, List<String> args) {
    List<String> names =
        line.getCommandSpec().argGroups().stream()
            .flatMap(group -> group.allOptionsNested().stream())
            .flatMap(option -> Arrays.stream(option.names()))
            .toList();
    return args.stream().filter(names::contains).toList();
  }

  private static String unknownOption(CommandLine line, String given) {
    String name = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
    List<String> options =
        line.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .flatMap(option -> Arrays.stream(option.names()))
            .filter(each -> each.startsWith("--") == name.startsWith("--"))
            .toList();
    return "unknown option '" + name + "'" + near(name, options);
  }

  private static String near(String word, List<String> known) {
    List<String> near = Nearest.to(word, known);
    return near.isEmpty()
        ? ""
        : "; did you mean "
            + near.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" or "))
            + "?";
  }

  private static String unknownCommand(CommandLine line, String word) {
    String of = line.getParent() == null ? "" : line.getCommandName() + " ";
    return "there is no command '"
        + of
        + word
        + "'"
        + (ELSEWHERE.containsKey(of + word)
            ? "; use '" + ELSEWHERE.get(of + word) + "'"
            : near(word, List.copyOf(line.getSubcommands().keySet())));
  }

  private static String unexpected(CommandLine line, String word, List<String> args) {
    List<PositionalParamSpec> takes = line.getCommandSpec().positionalParameters();
    return "unexpected argument '"
        + word
        + "': "
        + line.getCommandName()
        + (takes.isEmpty()
            ? " accepts no arguments"
            : " accepts "
                + takes.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and ")))
        + ofFile(line, args);
  }

  /** Returns help if a file is in the place of a name: its option is missing. */
  private static String ofFile(CommandLine line, List<String> args) {
    List<String> options =
        line.getCommandSpec().optionsMap().containsKey("--tree")
            ? List.of("--tree")
            : line.getCommandSpec().optionsMap().containsKey("--base")
                ? List.of("--base")
                : List.of();
    if (options.isEmpty() || args.stream().anyMatch(arg -> arg.startsWith(options.get(0)))) {
      return "";
    }
    return args.stream()
        .filter(arg -> !arg.startsWith("-") && Files.isRegularFile(FileName.path(arg)))
        .findFirst()
        .map(
            file ->
                "\n  help: to read the tree in %s, use %s %s".formatted(file, options.get(0), file))
        .orElse("");
  }

  private static String missing(CommandLine line, List<ArgSpec> missing, List<String> args) {
    List<String> choices = choices(missing.get(0));
    if (missing.size() == 1 && !missing.get(0).isOption() && !choices.isEmpty()) {
      return "%s requires %s".formatted(line.getCommandName(), either(choices)) + help(missing);
    }
    List<String> all = new ArrayList<>();
    for (ArgSpec arg : missing) {
      if (arg instanceof OptionSpec option) {
        Optional<String> typed =
            Arrays.stream(option.names()).filter(name -> isTyped(name, args)).findFirst();
        if (typed.isPresent()) {
          return "'%s' needs a value: %s %s".formatted(typed.get(), typed.get(), arg.paramLabel());
        }
        all.add(option.longestName() + " " + arg.paramLabel());
      } else {
        all.add(arg.paramLabel());
      }
    }
    return String.join(" and ", all)
        + (all.size() == 1 ? " is missing" : " are missing")
        + help(missing);
  }

  private static String help(List<ArgSpec> missing) {
    return missing.size() == 1 && missing.get(0).description().length > 0
        ? "\n  help: " + String.join(" ", missing.get(0).description())
        : "";
  }

  private static boolean isTyped(String name, List<String> args) {
    return args.stream().anyMatch(arg -> arg.equals(name) || arg.startsWith(name + "="));
  }

  private static String badValue(ParameterException failure, ArgSpec arg) {
    Class<?> type = arg.auxiliaryTypes().length > 0 ? arg.auxiliaryTypes()[0] : arg.type();
    String value = String.valueOf(failure.getValue());
    List<String> choices = choices(arg);
    if (!choices.isEmpty()) {
      return "%s accepts %s, not '%s'%s"
          .formatted(subject(failure, arg), either(choices), value, near(value, choices));
    }
    if (arg.arity().max() == 0) {
      return "%s accepts no value: omit '=%s'".formatted(name(arg), value);
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      String problem =
          value.matches("[+-]?[0-9]+")
              ? "%s: %s is out of range"
              : "%s requires a number, not '%s'";
      return problem.formatted(name(arg), value);
    }
    // dtbind's own converters explain which values are valid.
    return failure.getCause() instanceof TypeConversionException own
        ? name(arg) + ": " + own.getMessage()
        : "%s cannot be '%s'".formatted(name(arg), value);
  }

  /** Returns the option, or the command if the label of a parameter lists its values. */
  private static String subject(ParameterException failure, ArgSpec arg) {
    return arg instanceof OptionSpec ? name(arg) : failure.getCommandLine().getCommandName();
  }

  /**
   * Returns the possible values of an argument if its label lists them, as in {@code auto|never};
   * otherwise an empty list.
   */
  public static List<String> choices(ArgSpec arg) {
    String label = arg.paramLabel();
    return label.matches("[a-z][a-z0-9_-]*(\\|[a-z][a-z0-9_-]*)+")
        ? List.of(label.split("\\|", -1))
        : List.of();
  }

  private static String either(List<String> choices) {
    int last = choices.size() - 1;
    return String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? "'" + option.longestName() + "'" : arg.paramLabel();
  }
}
