// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;

/** The result of recovering from an interrupted change. */
public sealed interface Recovered {

  /** {@return the exit status of the program that recovered} */
  ExitStatus exit();

  /** Nothing was interrupted. */
  record None() implements Recovered {
    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * The interrupted change was finished or rolled back.
   *
   * @param way how the change ended
   * @param last the last step that may have been done; empty if there was none
   * @param subjects what was changed, such as devices and aggregators, in order
   * @param notRestored the parts of the system that are not restored, one per line; empty if
   *     everything is
   * @param notUndone steps that may have been done and cannot be rolled back, one per line
   */
  record Interrupted(
      Way way,
      String process,
      Optional<String> last,
      List<Subject> subjects,
      List<String> notRestored,
      List<String> notUndone)
      implements Recovered {

    /** How the change ended. */
    public enum Way {
      /** The change was complete and verified; only the records had to be updated. */
      FINISHED,
      /** The change was rolled back. */
      UNDONE,
      /**
       * The system has been restarted since the change, and files that the change wrote were
       * restored.
       */
      FILES_UNDONE,
      /** The system has been restarted since the change, and nothing had to be rolled back. */
      OTHER_BOOT
    }

    /** Copies the lists. */
    public Interrupted {
      subjects = List.copyOf(subjects);
      notRestored = List.copyOf(notRestored);
      notUndone = List.copyOf(notUndone);
    }

    /**
     * {@return the subjects of a type, in order}
     *
     * @param type the type, which the kind of change defines
     */
    public <T extends Subject> List<T> subjects(Class<T> type) {
      return subjects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
    }
  }

  /**
   * Recovery was rejected, and nothing was written. {@link Result.Rejected} is about a subject,
   * which a recovery finds only in the journal.
   *
   * @param why the reason
   */
  record Rejected(Problem why) implements Recovered {
    @Override
    public ExitStatus exit() {
      return why.exit();
    }
  }

  /** What was changed. Each kind of change has its own type of subject. */
  interface Subject {

    /** {@return what was changed, and its name} */
    String text();

    /** {@return the parts of its state that are not restored, one per line} */
    List<String> notRestored();
  }
}
