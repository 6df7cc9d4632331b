// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;

/** The result of recovering from an interrupted change. */
public sealed interface Recovered {

  /** {@return the exit status of a program} */
  ExitStatus exit();

  /** Nothing was interrupted. */
  record Nothing() implements Recovered {
    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * The change was finished or rolled back.
   *
   * @param way which of them
   * @param process that was interrupted: its number, as text
   * @param last the last step that may have been done; empty if there was none
   * @param devices of the change, in order
   * @param aggregators of the change, in order
   * @param notRestored what is not restored, one per line; empty if everything is
   * @param notUndone what may have been done and cannot be rolled back, one per line
   */
  record Interrupted(
      Way way,
      String process,
      Optional<String> last,
      List<OfDevice> devices,
      List<OfAggregator> aggregators,
      List<String> notRestored,
      List<String> notUndone)
      implements Recovered {

    /** How the change ended. */
    public enum Way {
      /** It was complete and verified; records were updated. */
      FINISHED,
      /** It was rolled back. */
      UNDONE,
      /** The system has been restarted since: its files were restored. */
      FILES_UNDONE,
      /** The system has been restarted since: there was nothing to roll back. */
      OTHER_BOOT
    }

    /** Copies the lists. */
    public Interrupted {
      devices = List.copyOf(devices);
      aggregators = List.copyOf(aggregators);
      notRestored = List.copyOf(notRestored);
      notUndone = List.copyOf(notUndone);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
    }
  }

  /**
   * Nothing was written.
   *
   * @param why the reason
   */
  record Refused(Refusal why) implements Recovered {
    @Override
    public ExitStatus exit() {
      return why.exit();
    }
  }

  /** A subject of the change. */
  sealed interface Subject {}

  /**
   * A device of the change.
   *
   * @param text its name and node
   * @param device the current device; empty if it does not exist
   * @param notRestored what is not restored, one per line
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
   * @param text its name
   * @param there whether there is one with that name now
   * @param notRestored what is not restored, one per line
   */
  record OfAggregator(String text, boolean there, List<String> notRestored) implements Subject {
    /** Copies the list. */
    public OfAggregator {
      notRestored = List.copyOf(notRestored);
    }
  }
}
