// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options and parameters of a command. Commands declare them by calls instead of picocli's
 * annotations, because Java takes longer to read annotations than to run a short command.
 */
public final class Arguments {

  /**
   * Creates the lists of arguments that have several values; picocli creates nothing else.
   * Picocli's own factory looks for Groovy, which takes milliseconds.
   */
  private static final IFactory LISTS = Arguments::newList;

  private final CommandSpec spec;
  private final Consumer<ArgSpec> added;
  private final List<ArgumentGroup> groups;

  /** A command for picocli to call, and all groups of its arguments; the command is the last. */
  private record Declared(Command command, List<ArgumentGroup> groups)
      implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return command.call();
    }
  }

  private Arguments(CommandSpec spec, Consumer<ArgSpec> added, List<ArgumentGroup> groups) {
    this.spec = spec;
    this.added = added;
    this.groups = groups;
  }

  /** {@return a command with the options and parameters that it declares} */
  static CommandSpec of(Command command) {
    List<ArgumentGroup> groups = new ArrayList<>();
    CommandSpec spec = CommandSpec.wrapWithoutInspection(new Declared(command, groups), LISTS);
    spec.usageMessage()
        .description(command.description().toArray(String[]::new))
        .sortOptions(false);
    new Arguments(spec, spec::add, groups).add(command);
    return spec;
  }

  /** {@return a program or command for picocli to parse} */
  public static CommandLine line(Command command) {
    return new CommandLine(of(command), LISTS);
  }

  /**
   * {@return the reason why the arguments of a command line are invalid together; empty if they are
   * valid, or if the command line asks for help}
   */
  public static Optional<String> problem(ParseResult parsed) {
    List<ArgumentGroup> groups = new ArrayList<>();
    for (CommandLine line : parsed.asCommandLineList()) {
      ParseResult own = line.getParseResult();
      if (own.isUsageHelpRequested() || own.isVersionHelpRequested()) {
        return Optional.empty();
      }
      groups.addAll(line.<Declared>getCommand().groups());
    }
    return groups.stream().flatMap(group -> group.problem().stream()).findFirst();
  }

  public Option option(String... names) {
    return new Option(OptionSpec.builder(names), added::accept);
  }

  /**
   * {@return a new parameter}
   *
   * @param label its name in the help, such as {@code FILE}
   */
  public PositionalParameter parameter(String label) {
    return new PositionalParameter(PositionalParamSpec.builder().paramLabel(label), added::accept);
  }

  /** Adds the options and parameters of a group. */
  public void add(ArgumentGroup group) {
    group.declare(this);
    groups.add(group);
  }

  /** Adds options of which a command line may contain only one. */
  public void addExclusive(ArgumentGroup group) {
    ArgGroupSpec.Builder builder = ArgGroupSpec.builder();
    new Arguments(spec, builder::addArg, groups).add(group);
    spec.addArgGroup(builder.build());
  }

  private static <T> T newList(Class<T> type) {
    return type.cast(new ArrayList<>());
  }
}
