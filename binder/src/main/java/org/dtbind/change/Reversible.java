// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.Watch;

/**
 * One thing that is changed, as far as its journal entry tells: enough to make it what it was. Goes
 * by what is there, not by the steps, so that it may be interrupted and begun again.
 */
public interface Reversible {

  /** {@return what the journal says of it, the same one each time} */
  JournalEntry entry();

  /** {@return its place among others when they are undone} */
  Undo place();

  /**
   * Makes it what it was before. What is so already is not written.
   *
   * @param touched whether it may have been changed, rather than only what is remembered of it
   * @param watch for what the kernel makes
   * @return what is not as before, a line each
   */
  List<String> revert(boolean touched, Watch watch);

  /**
   * Sets up nodes that have come again, once all else is as before.
   *
   * @param touched whether it was begun, as far as the journal tells
   * @param watch for what udev makes
   * @return what is not as before, a line each
   */
  default List<String> settle(boolean touched, Watch watch) {
    return List.of();
  }

  /** {@return whether the whole change is done, since this goes last and is gone} */
  default boolean isLastAndDone() {
    return false;
  }

  /**
   * Puts records in order once all is done and verified.
   *
   * @return what could not be, a line each
   */
  default List<String> finish() {
    return List.of();
  }

  /**
   * {@return what it is now, for people}
   *
   * @param left what is not as before, a line each
   */
  default Optional<Recovered.Subject> subject(List<String> left) {
    return Optional.empty();
  }
}
