// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * An option that a command declares. The last method to call is the one that says what the option
 * sets, such as {@link #flag} or {@link #value}: it adds the option to the command.
 */
public final class Option {

  private final OptionSpec.Builder builder;
  private final Consumer<OptionSpec> added;

  Option(OptionSpec.Builder builder, Consumer<OptionSpec> added) {
    this.builder = builder;
    this.added = added;
  }

  /** Sets the name of the value in the help, such as {@code FILE} or {@code table|json}. */
  public Option label(String label) {
    builder.paramLabel(label);
    return this;
  }

  public Option description(String description) {
    builder.description(description);
    return this;
  }

  /** Rejects a command line without this option. */
  public Option required() {
    builder.required(true);
    return this;
  }

  /** Allows this option after the names of subcommands, too. */
  public Option global() {
    builder.scopeType(ScopeType.INHERIT);
    return this;
  }

  /** Splits each value into several, at a separator that is a regular expression. */
  public Option split(String separator) {
    builder.splitRegex(separator);
    return this;
  }

  /** Allows this option without a value, which then stands for another value. */
  public Option withoutValue(String meaning) {
    builder.arity("0..1").fallbackValue(meaning);
    return this;
  }

  public Option preprocessor(IParameterPreprocessor preprocessor) {
    builder.preprocessor(preprocessor);
    return this;
  }

  /** Adds an option without a value. The setter receives true if the option is specified. */
  public void flag(Consumer<Boolean> setter) {
    add(boolean.class, new ArgumentValue<>(false, setter));
  }

  /** Adds an option without a value. The setter receives the number of times it is specified. */
  public void count(IntConsumer setter) {
    builder.arity("0").auxiliaryTypes(boolean.class);
    add(boolean[].class, new ArgumentValue<>(new boolean[0], all -> setter.accept(all.length)));
  }

  /** Adds an option that prints the help of its command. */
  public void help() {
    builder.usageHelp(true);
    flag(specified -> {});
  }

  /** Adds an option that prints the version. */
  public void version() {
    builder.versionHelp(true);
    flag(specified -> {});
  }

  /** Adds an option with one value. */
  public <T> void value(Class<T> type, Consumer<? super T> setter) {
    add(type, new ArgumentValue<T>(setter));
  }

  /** Adds an option with one value, which a converter makes from the text. */
  public <T> void value(Class<T> type, ITypeConverter<T> converter, Consumer<? super T> setter) {
    builder.converters(converter);
    value(type, setter);
  }

  /** Adds an option that can be repeated. The setter receives all values so far. */
  public <T> void list(Class<T> type, Consumer<List<T>> setter) {
    builder.auxiliaryTypes(type);
    add(List.class, ArgumentValue.list(setter));
  }

  /** Adds an option that can be repeated. The consumer takes its values from the command line. */
  public void consumed(IParameterConsumer consumer) {
    builder.parameterConsumer(consumer);
    list(String.class, values -> {});
  }

  private void add(Class<?> type, ArgumentValue<?> value) {
    added.accept(builder.type(type).getter(value).setter(value).hasInitialValue(false).build());
  }
}
