// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** An advisory lock between programs, flock(2): it is gone when its holder is. */
public interface Lock {

  /**
   * Takes a lock without waiting. The file is made where it is missing, and says who holds it.
   *
   * @param path of the lock's file, as on the target
   * @return the lock; {@link Failure.Busy} while another program has it
   */
  Attempt<Held> take(String path);

  /**
   * {@return who a lock's file says holds it, such as {@code process 612}; empty where it says
   * nothing}
   *
   * @param path of the lock's file, as on the target
   */
  String holder(String path);

  /** A lock that is held. */
  interface Held extends AutoCloseable {
    /** Lets it go. */
    @Override
    void close();
  }
}
