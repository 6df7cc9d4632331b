// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;

/** What became of a change that was interrupted. */
public sealed interface Recovered {

  /** {@return what a program that ends with it tells its caller} */
  ExitStatus exit();

  /** Nothing was interrupted. */
  record Nothing() implements Recovered {
    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * It has come to an end.
   *
   * @param way which
   * @param process that was interrupted: its number, for people
   * @param last the last step that may have been done; empty where none was
   * @param devices that it was about, in order
   * @param aggregators that it was about, in order
   * @param notRestored what is not as it should be, a line each; nothing where all is
   * @param notUndone what cannot be undone and may have been done, a line each
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

    /** Which end. */
    public enum Way {
      /** All had been done and verified; records were put in order. */
      FINISHED,
      /** All is as it was before. */
      UNDONE,
      /** The system has started anew since: its files are as they were before. */
      FILES_UNDONE,
      /** The system has started anew since: there was nothing to undo. */
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
   * @param why that
   */
  record Refused(Refusal why) implements Recovered {
    @Override
    public ExitStatus exit() {
      return why.exit();
    }
  }

  /** A thing that it was about. */
  sealed interface Subject {}

  /**
   * A device that it was about.
   *
   * @param text its name and node, for people
   * @param device as it is now; empty where it is gone
   * @param notRestored what is not as before, a line each
   */
  record OfDevice(String text, Optional<LinuxDevice> device, List<String> notRestored)
      implements Subject {
    /** Copies the list. */
    public OfDevice {
      notRestored = List.copyOf(notRestored);
    }
  }

  /**
   * An aggregator that it was about.
   *
   * @param text its name, for people
   * @param there whether there is one of that name now
   * @param notRestored what is not as before, a line each
   */
  record OfAggregator(String text, boolean there, List<String> notRestored) implements Subject {
    /** Copies the list. */
    public OfAggregator {
      notRestored = List.copyOf(notRestored);
    }
  }
}
