// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.journal.JournalFile;
import org.dtbind.change.journal.JournalReading;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;

/**
 * Why a request was refused before anything was changed.
 *
 * @param reason the kind of reason
 * @param problem the reason as text for users
 * @param candidates the possible meanings, for {@link Reason#AMBIGUOUS}; similar names, for {@link
 *     Reason#NOT_FOUND}
 */
public record Refusal(Reason reason, Problem problem, List<String> candidates) {

  /** Copies the list. */
  public Refusal {
    candidates = List.copyOf(candidates);
  }

  /**
   * Creates a refusal without candidates.
   *
   * @param reason the kind of reason
   * @param problem the reason as text for users
   */
  public Refusal(Reason reason, Problem problem) {
    this(reason, problem, List.of());
  }

  /**
   * Creates a refusal with the reason that corresponds to an exit status.
   *
   * @param exit the status
   * @param problem the reason as text for users
   */
  public Refusal(ExitStatus exit, Problem problem) {
    this(Reason.of(exit), problem);
  }

  /**
   * {@return the refusal for a request that stopped before anything was changed}
   *
   * @param stop the status and the problem
   */
  public static Refusal of(Stop stop) {
    return new Refusal(stop.exit(), stop.problem());
  }

  /** The kind of reason. */
  public enum Reason {
    /** There is no device with that name. */
    NOT_FOUND(ExitStatus.NOT_FOUND),
    /** There is no user or group with that name. */
    NO_OWNER(ExitStatus.NOT_FOUND),
    /** The name matches several devices. */
    AMBIGUOUS(ExitStatus.NOT_FOUND),
    /** The node exists, but Linux has created no device for it. */
    NO_DEVICE(ExitStatus.NOT_FOUND),
    /**
     * The device does not suit the driver, or another driver has it and the request does not force
     * the change.
     */
    UNSUITABLE(ExitStatus.FAILED),
    /** The running system differs from the declaration. */
    DRIFTED(ExitStatus.DRIFT),
    /** The device's bus has no such driver. */
    DRIVER_MISSING(ExitStatus.UNAVAILABLE),
    /** The kernel or the device's bus does not support the request, or the system is a copy. */
    UNSUPPORTED(ExitStatus.UNAVAILABLE),
    /** An earlier change was interrupted and must be recovered first. */
    INTERRUPTED(ExitStatus.NOT_RESTORED),
    /** Another program is changing the system. */
    LOCKED(ExitStatus.TEMPORARY),
    /** The user or a signal stopped the request. */
    STOPPED(ExitStatus.STOPPED),
    /** The user lacks a permission. */
    FORBIDDEN(ExitStatus.NOT_PERMITTED),
    /**
     * The current state prevents the request, or dtbind's state files cannot be read or written.
     */
    STATE(ExitStatus.FAILED);

    private final ExitStatus exit;

    Reason(ExitStatus exit) {
      this.exit = exit;
    }

    /**
     * {@return the reason that corresponds to an exit status}
     *
     * @param exit the status
     */
    public static Reason of(ExitStatus exit) {
      return switch (exit) {
        case NOT_FOUND -> NOT_FOUND;
        case NOT_RESTORED -> INTERRUPTED;
        case TEMPORARY -> LOCKED;
        case NOT_PERMITTED -> FORBIDDEN;
        case STOPPED -> STOPPED;
        case UNAVAILABLE -> UNSUPPORTED;
        default -> STATE;
      };
    }
  }

  /** {@return the exit status of a program that ends with this refusal} */
  public ExitStatus exit() {
    return reason.exit;
  }

  /**
   * {@return this refusal with one more detail}
   *
   * @param line the detail, which is added to the end of the problem's details
   */
  public Refusal detail(String line) {
    return new Refusal(reason, problem.detail(line), candidates);
  }

  /**
   * {@return the refusal for a request that the user or a signal stopped before anything was
   * changed}
   */
  public static Refusal stopped() {
    return new Refusal(ExitStatus.STOPPED, Problem.of("stopped before anything was changed"));
  }

  /** {@return the refusal to change a copy of a system} */
  public static Refusal ofCopy() {
    return new Refusal(ExitStatus.UNAVAILABLE, Problem.ofCopy());
  }

  /**
   * {@return the refusal for a failure that occurred before anything was changed}
   *
   * @param kernel the system's kernel
   * @param why the failure that the kernel reported
   */
  public static Refusal of(Kernel kernel, Failure why) {
    return new Refusal(ExitStatus.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return the refusal to start while the journal of an interrupted change exists; empty if none
   * exists}
   *
   * <p>Call this only while holding the lock: otherwise the change may still be running.
   *
   * @param kernel the system's kernel
   */
  public static Optional<Refusal> interrupted(Kernel kernel) {
    Attempt<Optional<JournalFile>> journal = JournalFile.find(kernel.files());
    return journal.failure().isPresent()
        ? journal.failure().map(why -> unreadable(kernel, why))
        : journal.value().flatMap(found -> found).map(found -> interrupted(found.path()));
  }

  /**
   * {@return the number of the running process that wrote the existing journal, as text; empty if
   * there is no journal, it cannot be read, or that process has ended}
   *
   * @param kernel the system's kernel
   */
  public static Optional<String> worker(Kernel kernel) {
    return JournalFile.find(kernel.files())
        .value()
        .flatMap(found -> found)
        .map(found -> JournalReading.read(found.text()))
        .filter(JournalReading.Result.Read.class::isInstance)
        .map(read -> ((JournalReading.Result.Read) read).journal().process())
        .filter(process -> process.matches("\\d+"))
        .filter(process -> kernel.sysfs().exists("/proc/" + process));
  }

  private static Refusal interrupted(String path) {
    return new Refusal(
        ExitStatus.NOT_RESTORED,
        Problem.of("an earlier change was interrupted: " + path)
            .help("run dtbind recover to roll it back or finish it"));
  }

  /**
   * {@return the refusal to start while the journal of an interrupted change cannot be read}
   *
   * @param kernel the system's kernel
   * @param why the failure to read the journal
   */
  public static Refusal unreadable(Kernel kernel, Failure why) {
    ExitStatus exit =
        why instanceof Failure.Forbidden ? ExitStatus.NOT_PERMITTED : ExitStatus.NOT_RESTORED;
    return new Refusal(exit, Problem.of(why.text()).rights(kernel, why));
  }
}
