// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.ArrayList;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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

  private Arguments(CommandSpec spec, Consumer<ArgSpec> added) {
    this.spec = spec;
    this.added = added;
  }

  /** {@return a command with the options and parameters that it declares} */
  static CommandSpec of(Command command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command, LISTS);
    spec.usageMessage()
        .description(command.description().toArray(String[]::new))
        .sortOptions(false);
    command.declare(new Arguments(spec, spec::add));
    return spec;
  }

  /** {@return a program or command for picocli to parse} */
  public static CommandLine line(Command command) {
    return new CommandLine(of(command), LISTS);
  }

  /** {@return a new option} */
  public Option option(String... names) {
    return new Option(OptionSpec.builder(names), added::accept);
  }

  /**
   * {@return a new parameter}
   *
   * @param label its name in the help, such as {@code FILE}
   */
  public Parameter parameter(String label) {
    return new Parameter(PositionalParamSpec.builder().paramLabel(label), added::accept);
  }

  /** Adds the options and parameters of a group. */
  public void add(ArgumentGroup group) {
    group.declare(this);
  }

  /** Adds options of which a command line may contain only one. */
  public void addExclusive(ArgumentGroup group) {
    ArgGroupSpec.Builder one = ArgGroupSpec.builder();
    group.declare(new Arguments(spec, one::addArg));
    spec.addArgGroup(one.build());
  }

  private static <T> T newList(Class<T> type) {
    return type.cast(new ArrayList<>());
  }
}
