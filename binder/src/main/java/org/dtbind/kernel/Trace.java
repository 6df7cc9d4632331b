// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.Optional;

/** Is notified of dtbind's decisions and of each request to the kernel. */
public interface Trace {

  /** Ignores everything. */
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

  /** {@return whether it wants notifications now; if not, callers need not prepare them} */
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
   * Something has been waited for longer than a second.
   *
   * @param what a few words, such as {@code the GPIO chip of platform device door}
   * @param most how much longer it may take
   */
  default void waiting(String what, Duration most) {}

  /**
   * A request to the kernel was made.
   *
   * @param operation the operation
   * @param path of the file, as on the target
   * @param content what was written or read, with {@code \n} for a newline; shortened
   * @param failure why it failed, if it did
   * @param took how long it took
   */
  void asked(
      Operation operation, String path, String content, Optional<Failure> failure, Duration took);
}
