// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses a command line as the C library's {@code getopt_long} does (manual page getopt_long(3)):
 * single-letter options may be combined, long names may be abbreviated as long as they are unique,
 * operands may stand anywhere, and all arguments after {@code --} are operands. Options are applied
 * one at a time, so that a program reports an error in an earlier option before it parses a later
 * one.
 */
public final class Getopt {

  /**
   * An option.
   *
   * @param help what it does; empty if the program has help of its own
   */
  public record Option(char letter, String name, boolean takesArgument, String help) {

    public Option(char letter, String name, boolean takesArgument) {
      this(letter, name, takesArgument, "");
    }
  }

  private record Given(char letter, String argument) {}

  /** What the options are applied to; {@code E} is how an option is refused. */
  public interface Target<E extends Exception> {

    /**
     * Applies an option.
     *
     * @param argument the argument of the option; empty if the option takes none
     */
    void take(char letter, String argument) throws E;
  }

  /**
   * The command line is invalid. The message is that of the C library, with the name of the
   * program.
   */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  private final String program;
  private final List<Option> options;
  private final List<String> arguments;
  private final List<String> operands = new ArrayList<>();
  private int next;

  /** The letters of an argument such as {@code -qqf} that are still to be parsed. */
  private String cluster = "";

  public Getopt(String program, List<Option> options, List<String> arguments) {
    this.program = program;
    this.options = List.copyOf(options);
    this.arguments = List.copyOf(arguments);
  }

  /** Applies all options; returns the operands. */
  public <E extends Exception> List<String> parse(Target<E> target) throws Unusable, E {
    for (Optional<Given> given = next(); given.isPresent(); given = next()) {
      target.take(given.get().letter(), given.get().argument());
    }
    return List.copyOf(operands);
  }

  /** {@return the next option; empty after the last option} */
  private Optional<Given> next() throws Unusable {
    if (!cluster.isEmpty()) {
      return Optional.of(letter());
    }
    while (next < arguments.size()) {
      String argument = arguments.get(next++);
      if (argument.equals("--")) {
        operands.addAll(arguments.subList(next, arguments.size()));
        next = arguments.size();
      } else if (argument.startsWith("--")) {
        return Optional.of(name(argument.substring(2)));
      } else if (argument.startsWith("-") && argument.length() > 1) {
        cluster = argument.substring(1);
        return Optional.of(letter());
      } else {
        operands.add(argument);
      }
    }
    return Optional.empty();
  }

  private Given letter() throws Unusable {
    char letter = cluster.charAt(0);
    String rest = cluster.substring(1);
    cluster = "";
    for (Option option : options) {
      if (option.letter() != letter) {
        continue;
      }
      if (!option.takesArgument()) {
        cluster = rest;
        return new Given(letter, "");
      }
      if (!rest.isEmpty()) {
        return new Given(letter, rest);
      }
      if (next == arguments.size()) {
        throw new Unusable(program + ": option requires an argument -- '" + letter + "'");
      }
      return new Given(letter, arguments.get(next++));
    }
    cluster = rest;
    throw new Unusable(program + ": invalid option -- '" + letter + "'");
  }

  private Given name(String typed) throws Unusable {
    int equals = typed.indexOf('=');
    String name = equals < 0 ? typed : typed.substring(0, equals);
    Option option = named(name, typed);
    if (!option.takesArgument()) {
      if (equals >= 0) {
        throw new Unusable(
            program + ": option '--" + option.name() + "' doesn't allow an argument");
      }
      return new Given(option.letter(), "");
    }
    if (equals >= 0) {
      return new Given(option.letter(), typed.substring(equals + 1));
    }
    if (next == arguments.size()) {
      throw new Unusable(program + ": option '--" + option.name() + "' requires an argument");
    }
    return new Given(option.letter(), arguments.get(next++));
  }

  private Option named(String name, String typed) throws Unusable {
    List<Option> near = new ArrayList<>();
    for (Option option : options) {
      if (option.name().equals(name)) {
        return option;
      }
      if (option.name().startsWith(name)) {
        near.add(option);
      }
    }
    if (near.isEmpty()) {
      throw new Unusable(program + ": unrecognized option '--" + typed + "'");
    }
    if (near.size() > 1) {
      StringBuilder message = new StringBuilder(program);
      message.append(": option '--").append(typed).append("' is ambiguous; possibilities:");
      near.forEach(option -> message.append(" '--").append(option.name()).append('\''));
      throw new Unusable(message.toString());
    }
    return near.get(0);
  }
}
