// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** An advisory lock between programs, flock(2), which is released when its holder ends. */
public interface Lock {

  /**
   * Takes a lock without waiting. Creates the file if it is missing, and writes the holder to it.
   *
   * @param path of the lock's file, as on the target
   * @return the lock; {@link Failure.Busy} while another program holds it
   */
  Attempt<Held> take(String path);

  /**
   * {@return the holder according to a lock's file, such as {@code process 612}; empty if the file
   * is empty}
   *
   * @param path of the lock's file, as on the target
   */
  String holder(String path);

  /** A lock that is held. */
  interface Held extends AutoCloseable {
    /** Releases it. */
    @Override
    void close();
  }
}
