// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of a request to the kernel.
 *
 * @param <T> the type of the result
 */
public sealed interface Attempt<T> {

  /**
   * It succeeded.
   *
   * @param result the result
   * @param <T> its type
   */
  record Done<T>(T result) implements Attempt<T> {}

  /**
   * It failed.
   *
   * @param why the reason
   * @param <T> the type of the result
   */
  record Failed<T>(Failure why) implements Attempt<T> {}

  /** The result of a request without a value. */
  enum Nothing {
    /** Done. */
    DONE
  }

  /**
   * {@return success}
   *
   * @param value the result
   * @param <T> its type
   */
  static <T> Attempt<T> done(T value) {
    return new Done<>(value);
  }

  /** {@return success without a value} */
  static Attempt<Nothing> done() {
    return new Done<>(Nothing.DONE);
  }

  /**
   * {@return failure}
   *
   * @param why the reason
   * @param <T> the type of the result
   */
  static <T> Attempt<T> failed(Failure why) {
    return new Failed<>(why);
  }

  /** {@return the result; empty if there is none} */
  default Optional<T> value() {
    return this instanceof Done<T> done ? Optional.of(done.result()) : Optional.empty();
  }

  /** {@return why there is no result; empty if there is one} */
  default Optional<Failure> failure() {
    return this instanceof Failed<T> failed ? Optional.of(failed.why()) : Optional.empty();
  }

  /**
   * {@return the converted result, or the same failure}
   *
   * @param change converts the result
   * @param <U> its new type
   */
  default <U> Attempt<U> map(Function<T, U> change) {
    return then(result -> done(change.apply(result)));
  }

  /**
   * {@return the result of the next request, or the same failure if this one failed}
   *
   * @param next the next request
   * @param <U> the type of its result
   */
  default <U> Attempt<U> then(Function<T, Attempt<U>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.result());
    }
    return new Failed<>(((Failed<T>) this).why());
  }
}
