// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;

/** The result of recovering from an interrupted change. */
public sealed interface Recovered {

  /** {@return the exit status of the program that recovered} */
  ExitStatus exit();

  /** Nothing was interrupted. */
  record Nothing() implements Recovered {
    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * The interrupted change was finished or rolled back.
   *
   * @param way how the change ended
   * @param process the number of the interrupted process, as text
   * @param last the last step that may have been done; empty if there was none
   * @param subjects the devices and aggregators of the change, in order
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

    /** {@return the devices of the change, in order} */
    public List<OfDevice> devices() {
      return subjects(OfDevice.class);
    }

    /** {@return the aggregators of the change, in order} */
    public List<OfAggregator> aggregators() {
      return subjects(OfAggregator.class);
    }

    private <T> List<T> subjects(Class<T> type) {
      return subjects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
    }
  }

  /**
   * Recovery was refused, and nothing was written.
   *
   * @param why the reason
   */
  record Refused(Problem why) implements Recovered {
    @Override
    public ExitStatus exit() {
      return why.exit();
    }
  }

  /** What was changed. */
  sealed interface Subject {}

  /**
   * A device of the change.
   *
   * @param text the device's name and node
   * @param device the current device; empty if it does not exist
   * @param notRestored the parts of its state that are not restored, one per line
   */
  record OfDevice(String text, Optional<LinuxDevice> device, List<String> notRestored)
      implements Subject {
    /** Copies the list. */
    public OfDevice {
      notRestored = List.copyOf(notRestored);
    }
  }

  /**
   * An aggregator of the change.
   *
   * @param text the aggregator's name
   * @param exists whether an aggregator with that name exists now
   * @param notRestored the parts of its state that are not restored, one per line
   */
  record OfAggregator(String text, boolean exists, List<String> notRestored) implements Subject {
    /** Copies the list. */
    public OfAggregator {
      notRestored = List.copyOf(notRestored);
    }
  }
}
