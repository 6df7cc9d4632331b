// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a pass made of its input, and what it found wrong.
 *
 * @param value the result; absent where the input was too broken to give one. A result may be
 *     present beside errors: whoever writes it out must ask {@link #hasErrors()} first
 * @param diagnostics all problems, in the order of the text
 * @param <T> the type of result
 */
public record Diagnosed<T>(Optional<T> value, List<Diagnostic> diagnostics) {

  /** Copies the list and puts it in order. */
  public Diagnosed {
    if (diagnostics.size() > 1) {
      List<Diagnostic> sorted = new ArrayList<>(diagnostics);
      sorted.sort(Comparator.comparingInt(Diagnostic::position));
      diagnostics = List.copyOf(sorted);
    } else {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * {@return a result}
   *
   * @param value the result
   * @param diagnostics what was found wrong on the way
   * @param <T> the type of result
   */
  public static <T> Diagnosed<T> of(T value, List<Diagnostic> diagnostics) {
    return new Diagnosed<>(Optional.of(value), diagnostics);
  }

  /**
   * {@return no result}
   *
   * @param diagnostics why
   * @param <T> the type of result there would have been
   */
  public static <T> Diagnosed<T> failed(List<Diagnostic> diagnostics) {
    return new Diagnosed<>(Optional.empty(), diagnostics);
  }

  /** {@return whether any of the problems is an error} */
  public boolean hasErrors() {
    return Diagnostic.anyError(diagnostics);
  }

  /**
   * {@return the outcome of {@code next} on this result, with the problems of both; no result where
   * this has none}
   *
   * @param next the pass that comes after
   * @param <U> the type of its result
   */
  public <U> Diagnosed<U> then(Function<T, Diagnosed<U>> next) {
    if (value.isEmpty()) {
      return failed(diagnostics);
    }
    Diagnosed<U> after = next.apply(value.get());
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.addAll(after.diagnostics());
    return new Diagnosed<>(after.value(), all);
  }
}
