// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** An advisory lock between programs, flock(2). The kernel releases it when its holder ends. */
public interface Lock {

  /**
   * Takes a lock without waiting. Creates the lock file if it is missing, and writes the number of
   * this process to it.
   *
   * @param path the absolute path of the lock file
   * @return the lock; {@link Failure.Busy} while another program holds it
   */
  Attempt<Held> take(String path);

  /**
   * {@return the holder of a lock according to its file, such as {@code process 612}; empty if the
   * file is empty or cannot be read}
   *
   * @param path the absolute path of the lock file
   */
  String holder(String path);

  /** A lock that this program holds. */
  interface Held extends AutoCloseable {
    /** Releases the lock. */
    @Override
    void close();
  }
}
