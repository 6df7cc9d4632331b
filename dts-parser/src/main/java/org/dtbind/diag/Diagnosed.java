// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of a pass and its diagnostics.
 *
 * @param value the result; absent if the input has too many errors. A result may be present even if
 *     there are errors: call {@link #hasErrors()} before you use it as output
 * @param diagnostics the diagnostics in the order of the input; those without a position are first
 * @param <T> the type of the result
 */
public record Diagnosed<T>(Optional<T> value, List<Diagnostic> diagnostics) {

  /** Copies and sorts the list. */
  public Diagnosed {
    if (diagnostics.size() > 1) {
      List<Diagnostic> sorted = new ArrayList<>(diagnostics);
      sorted.sort(Comparator.comparingInt(problem -> problem.position().orElse(-1)));
      diagnostics = List.copyOf(sorted);
    } else {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * {@return a result with diagnostics}
   *
   * @param value the result
   * @param diagnostics the diagnostics
   * @param <T> the type of the result
   */
  public static <T> Diagnosed<T> of(T value, List<Diagnostic> diagnostics) {
    return new Diagnosed<>(Optional.of(value), diagnostics);
  }

  /**
   * {@return a failure without a result}
   *
   * @param diagnostics the diagnostics
   * @param <T> the type of the result
   */
  public static <T> Diagnosed<T> failed(List<Diagnostic> diagnostics) {
    return new Diagnosed<>(Optional.empty(), diagnostics);
  }

  /** {@return whether any diagnostic is an error} */
  public boolean hasErrors() {
    return Diagnostic.anyError(diagnostics);
  }

  /**
   * {@return the result of {@code next} for the value of this one, with the diagnostics of both;
   * without a result if this has none}
   *
   * @param next the next pass
   * @param <U> the type of the result of {@code next}
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
