// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.Optional;

/** Receives dtbind's decisions and all kernel operations on attributes. */
public interface Trace {

  /** A trace that ignores all calls. */
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

  /** {@return whether this trace needs calls now; if not, callers skip the preparation of texts} */
  default boolean listens() {
    return true;
  }

  /**
   * Receives a decision.
   *
   * @param text one line
   */
  void decided(String text);

  /**
   * Receives the fact that dtbind has been waiting for more than a second.
   *
   * @param what the expected object, in a few words, such as {@code the GPIO chip of platform
   *     device door}
   * @param most how much longer dtbind will wait
   */
  default void waiting(String what, Duration most) {}

  /**
   * Receives a kernel operation that has ended.
   *
   * @param path the absolute path of the file
   * @param content the content that was written or read, shortened, with {@code \n} for a newline
   * @param failure the failure; empty if the operation succeeded
   */
  void asked(
      Operation operation, String path, String content, Optional<Failure> failure, Duration took);
}
