// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A parameter that a command declares. The last method to call is {@link #value} or {@link #list}:
 * it adds the parameter to the command.
 */
public final class PositionalParameter {

  private final PositionalParamSpec.Builder builder;
  private final Consumer<PositionalParamSpec> added;

  PositionalParameter(PositionalParamSpec.Builder builder, Consumer<PositionalParamSpec> added) {
    this.builder = builder;
    this.added = added;
  }

  public PositionalParameter description(String description) {
    builder.description(description);
    return this;
  }

  /**
   * Sets the index of the value, such as {@code 0}, or those of all values, such as {@code 1..*}.
   */
  public PositionalParameter index(String index) {
    builder.index(index);
    return this;
  }

  /** Sets how many values the command line must or can have, such as {@code 0..1}. */
  public PositionalParameter arity(String arity) {
    builder.arity(arity).required(!arity.startsWith("0"));
    return this;
  }

  /** Adds a parameter with one value. */
  public <T> void value(Class<T> type, Consumer<? super T> setter) {
    add(type, new ArgumentValue<T>(setter));
  }

  /** Adds a parameter with several values. The setter receives all values so far. */
  public <T> void list(Class<T> type, Consumer<List<T>> setter) {
    builder.auxiliaryTypes(type);
    add(List.class, ArgumentValue.list(setter));
  }

  private void add(Class<?> type, ArgumentValue<?> value) {
    added.accept(builder.type(type).getter(value).setter(value).hasInitialValue(false).build());
  }
}
