// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/** The value of an option or parameter. Picocli gets it before it sets another one. */
final class ArgumentValue<T> implements IGetter, ISetter {

  private final Consumer<? super T> setter;
  private Optional<T> value = Optional.empty();

  ArgumentValue(Consumer<? super T> setter) {
    this.setter = setter;
  }

  ArgumentValue(T initial, Consumer<? super T> setter) {
    this.value = Optional.of(initial);
    this.setter = setter;
  }

  /** {@return the values of an option or parameter that can have several} */
  static <T> ArgumentValue<List<T>> list(Consumer<List<T>> setter) {
    return new ArgumentValue<>(new ArrayList<>(), setter);
  }

  // Picocli declares this method. To picocli, null means that there is no value.
  @Override
  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  public <V> V get() {
    return (V) value.orElse(null);
  }

  // Picocli has converted the value to the type of the argument.
  @Override
  @SuppressWarnings("unchecked")
  public <V> V set(V changed) {
    V former = get();
    value = Optional.ofNullable((T) changed);
    value.ifPresent(setter);
    return former;
  }
}
