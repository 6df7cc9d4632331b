// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.Optional;

/** Sees what dtbind decides and each thing it asks of the kernel. */
public interface Trace {

  /** Sees nothing. */
  Trace NONE =
      new Trace() {
        @Override
        public boolean listens() {
          return false;
        }

        @Override
        public void decided(String text) {}

        @Override
        public void asked(
            Operation operation,
            String path,
            String content,
            Optional<Failure> failure,
            Duration took) {}
      };

  /** {@return whether it wants to be told now; where not, nobody need make up what to tell} */
  default boolean listens() {
    return true;
  }

  /**
   * A decision was made.
   *
   * @param text one line
   */
  void decided(String text);

  /**
   * Something has been waited for longer than a person likes to be left alone with: a second.
   *
   * @param what a few words, such as {@code the GPIO chip of platform device door}
   * @param most how long it may take from now on
   */
  default void waiting(String what, Duration most) {}

  /**
   * Something was asked of the kernel.
   *
   * @param operation what
   * @param path of which file, as on the target
   * @param content what was written or read, with {@code \n} for a newline; shortened
   * @param failure why it failed, if it did
   * @param took how long it took
   */
  void asked(
      Operation operation, String path, String content, Optional<Failure> failure, Duration took);
}
