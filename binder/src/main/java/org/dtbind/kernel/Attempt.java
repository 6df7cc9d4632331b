// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;
import java.util.function.Function;

/**
 * The result of asking the kernel.
 *
 * @param <T> what was asked for
 */
public sealed interface Attempt<T> {

  /**
   * It was done.
   *
   * @param result what was asked for
   * @param <T> its type
   */
  record Done<T>(T result) implements Attempt<T> {}

  /**
   * It was not.
   *
   * @param why the reason
   * @param <T> the type of what was asked for
   */
  record Failed<T>(Failure why) implements Attempt<T> {}

  /** What a request without a result gives: that it was done. */
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

  /** {@return success of what has no result} */
  static Attempt<Nothing> done() {
    return new Done<>(Nothing.DONE);
  }

  /**
   * {@return failure}
   *
   * @param why the reason
   * @param <T> the type of what was asked for
   */
  static <T> Attempt<T> failed(Failure why) {
    return new Failed<>(why);
  }

  /** {@return the result; empty where there is none} */
  default Optional<T> value() {
    return this instanceof Done<T> done ? Optional.of(done.result()) : Optional.empty();
  }

  /** {@return why there is no result; empty where there is one} */
  default Optional<Failure> failure() {
    return this instanceof Failed<T> failed ? Optional.of(failed.why()) : Optional.empty();
  }

  /**
   * {@return the same with another result; the same failure}
   *
   * @param change makes the other result
   * @param <U> its type
   */
  default <U> Attempt<U> map(Function<T, U> change) {
    return then(result -> done(change.apply(result)));
  }

  /**
   * {@return what comes of the next request; the same failure where this one failed}
   *
   * @param next the next request
   * @param <U> what it asks for
   */
  default <U> Attempt<U> then(Function<T, Attempt<U>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.result());
    }
    return new Failed<>(((Failed<T>) this).why());
  }
}
