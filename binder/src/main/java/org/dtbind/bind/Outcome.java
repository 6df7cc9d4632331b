// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.Cause;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FileChange;
import org.dtbind.change.Problem;
import org.dtbind.change.Refusal;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/** What came of a wish. */
public sealed interface Outcome {

  /** {@return what a program that ends with it tells its caller} */
  ExitStatus exit();

  /**
   * The device is as wished.
   *
   * @param device as it is now
   * @param chip its GPIO chip; empty where it has none
   * @param files other files of it in {@code /dev} that its driver makes, sorted
   * @param written what was written for it; nothing where it was so already
   * @param notes what could not be verified, or is worth knowing, a line each
   * @param modules that were loaded for it, in an order in which they can be unloaded
   * @param changed files that were written or removed for it
   * @param given its nodes that were given to somebody, a line each
   */
  record Done(
      LinuxDevice device,
      Optional<GpioChip> chip,
      List<String> files,
      List<Step> written,
      List<String> notes,
      List<String> modules,
      List<FileChange> changed,
      List<String> given)
      implements Outcome {
    /** Copies the lists. */
    public Done {
      files = List.copyOf(files);
      written = List.copyOf(written);
      modules = List.copyOf(modules);
      changed = List.copyOf(changed);
      notes = List.copyOf(notes);
      given = List.copyOf(given);
    }

    /** What is so already. */
    static Done already(Kernel kernel, LinuxDevice device, List<String> notes) {
      return new Done(
          device,
          LiveGpio.below(kernel, device.folder()),
          DeviceNodes.files(kernel.sysfs(), device),
          List.of(),
          notes,
          List.of(),
          List.of(),
          List.of());
    }

    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }

    /** {@return whether nothing had to be written} */
    public boolean already() {
      return written.isEmpty() && changed.isEmpty() && given.isEmpty();
    }
  }

  /**
   * Only a plan was wanted.
   *
   * @param plan what would be written
   * @param record what would be remembered
   * @param notes what is worth knowing before, a line each
   * @param group the IOMMU group that is changed as one with it; empty for a device alone
   */
  record Planned(Plan plan, RecordChange record, List<String> notes, Optional<Integer> group)
      implements Outcome {
    /** Copies the list. */
    public Planned {
      notes = List.copyOf(notes);
    }

    /** A device alone. */
    Planned(Plan plan, RecordChange record, List<String> notes) {
      this(plan, record, notes, Optional.empty());
    }

    /** {@return the same with another plan} */
    Planned with(Plan other) {
      return new Planned(other, record, notes, group);
    }

    /** {@return the same as a part of an IOMMU group} */
    Planned ofGroup(int number) {
      return new Planned(plan, record, notes, Optional.of(number));
    }

    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /**
   * Nothing was written.
   *
   * @param reason what kind
   * @param problem why
   * @param candidates the devices that could have been meant, for {@link Reason#AMBIGUOUS}; near
   *     names, for {@link Reason#NOT_FOUND}
   */
  record Rejected(Reason reason, Problem problem, List<String> candidates) implements Outcome {
    /** Copies the list. */
    public Rejected {
      candidates = List.copyOf(candidates);
    }

    /**
     * {@return one of what was refused before it was tried}
     *
     * @param why not
     */
    public static Rejected of(Refusal why) {
      return new Rejected(Reason.of(why.exit()), why.problem(), List.of());
    }

    @Override
    public ExitStatus exit() {
      return reason.exit;
    }
  }

  /**
   * Something was written, and did not lead to what was wished.
   *
   * @param cause what kind
   * @param problem why
   * @param device as it was before
   * @param written what was written, undoing not counted
   * @param notRestored what is not as before, a line each; nothing where all is
   */
  record Failed(
      Cause cause,
      Problem problem,
      LinuxDevice device,
      List<Step> written,
      List<String> notRestored)
      implements Outcome {
    /** Copies the lists. */
    public Failed {
      written = List.copyOf(written);
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? cause.exit() : ExitStatus.NOT_RESTORED;
    }
  }

  /**
   * It was changed with others, one of which failed, and brought back.
   *
   * @param device as it was before
   * @param notRestored what is not as before, a line each; nothing where all is
   */
  record BroughtBack(LinuxDevice device, List<String> notRestored) implements Outcome {
    /** Copies the list. */
    public BroughtBack {
      notRestored = List.copyOf(notRestored);
    }

    @Override
    public ExitStatus exit() {
      return notRestored.isEmpty() ? ExitStatus.DONE : ExitStatus.NOT_RESTORED;
    }
  }

  /** It was left alone, since another one with which it was to be changed could not be. */
  record NotTried() implements Outcome {
    @Override
    public ExitStatus exit() {
      return ExitStatus.DONE;
    }
  }

  /** Why nothing was written. */
  enum Reason {
    /** No device of that name. */
    NOT_FOUND(ExitStatus.NOT_FOUND),
    /** No user or group of that name to give its nodes to. */
    NO_OWNER(ExitStatus.NOT_FOUND),
    /** Several. */
    AMBIGUOUS(ExitStatus.NOT_FOUND),
    /** The node is there, and Linux has made no device of it. */
    NO_DEVICE(ExitStatus.NOT_FOUND),
    /** The device does not suit the driver, or would have to be taken from another unasked. */
    UNSUITABLE(ExitStatus.FAILED),
    /** The device's bus has no such driver. */
    DRIVER_MISSING(ExitStatus.UNAVAILABLE),
    /** The device's bus has no overrides, or the system is a copy. */
    UNSUPPORTED(ExitStatus.UNAVAILABLE),
    /** A change before this one was cut off, and must be recovered from first. */
    CUT_OFF(ExitStatus.NOT_RESTORED),
    /** Another program is at work. */
    LOCKED(ExitStatus.TEMPORARY),
    /** Somebody stopped it. */
    STOPPED(ExitStatus.STOPPED),
    /** The user may not. */
    FORBIDDEN(ExitStatus.NOT_PERMITTED),
    /** dtbind's own state could not be read or written. */
    STATE(ExitStatus.FAILED);

    private final ExitStatus exit;

    Reason(ExitStatus exit) {
      this.exit = exit;
    }

    /** {@return what a program that ends for it tells its caller} */
    public ExitStatus exit() {
      return exit;
    }

    /** {@return the reason of what was refused before it was tried} */
    static Reason of(ExitStatus exit) {
      return switch (exit) {
        case NOT_FOUND -> Reason.NOT_FOUND;
        case NOT_RESTORED -> CUT_OFF;
        case TEMPORARY -> LOCKED;
        case NOT_PERMITTED -> FORBIDDEN;
        case STOPPED -> Reason.STOPPED;
        case UNAVAILABLE -> UNSUPPORTED;
        default -> STATE;
      };
    }
  }
}
