// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.Optional;
import java.util.function.Function;

/** The result of a kernel operation. */
public sealed interface Attempt<T> {

  /** The operation succeeded. */
  record Done<T>(T result) implements Attempt<T> {}

  /**
   * The operation failed.
   *
   * @param why the reason
   */
  record Failed<T>(Failure why) implements Attempt<T> {}

  /** The value of an operation that returns no value. */
  enum Nothing {
    /** The only value. */
    DONE
  }

  /** {@return a success with a value} */
  static <T> Attempt<T> done(T value) {
    return new Done<>(value);
  }

  /** {@return a success without a value} */
  static Attempt<Nothing> done() {
    return new Done<>(Nothing.DONE);
  }

  /**
   * {@return a failure}
   *
   * @param why the reason
   */
  static <T> Attempt<T> failed(Failure why) {
    return new Failed<>(why);
  }

  /** {@return the value; empty if the operation failed} */
  default Optional<T> value() {
    return this instanceof Done<T> done ? Optional.of(done.result()) : Optional.empty();
  }

  /** {@return the reason for the failure; empty if the operation succeeded} */
  default Optional<Failure> failure() {
    return this instanceof Failed<T> failed ? Optional.of(failed.why()) : Optional.empty();
  }

  /**
   * {@return this attempt with its value converted; the same failure if this attempt failed}
   *
   * @param change converts the value
   */
  default <U> Attempt<U> map(Function<T, U> change) {
    return then(result -> done(change.apply(result)));
  }

  /**
   * {@return the result of the next operation; the same failure, without the next operation, if
   * this attempt failed}
   *
   * @param next the next operation, which takes the value of this one
   */
  default <U> Attempt<U> then(Function<T, Attempt<U>> next) {
    if (this instanceof Done<T> done) {
      return next.apply(done.result());
    }
    return new Failed<>(((Failed<T>) this).why());
  }
}
