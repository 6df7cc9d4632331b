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
 * Why nothing was changed.
 *
 * @param reason what kind
 * @param problem for people
 * @param candidates what could have been meant, for {@link Reason#AMBIGUOUS}; near names, for
 *     {@link Reason#NOT_FOUND}
 */
public record Refusal(Reason reason, Problem problem, List<String> candidates) {

  /** Copies the list. */
  public Refusal {
    candidates = List.copyOf(candidates);
  }

  /**
   * Creates one without candidates.
   *
   * @param reason what kind
   * @param problem for people
   */
  public Refusal(Reason reason, Problem problem) {
    this(reason, problem, List.of());
  }

  /**
   * Creates one with which a program ends so.
   *
   * @param exit how
   * @param problem for people
   */
  public Refusal(ExitStatus exit, Problem problem) {
    this(Reason.of(exit), problem);
  }

  /**
   * {@return that what was to come first stopped before anything was changed}
   *
   * @param stop why
   */
  public static Refusal of(Stop stop) {
    return new Refusal(stop.cause().exit(), stop.problem());
  }

  /** What kind of reason. */
  public enum Reason {
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
    /** The kernel or the device's bus cannot do that, or the system is a copy. */
    UNSUPPORTED(ExitStatus.UNAVAILABLE),
    /** A change before this one was interrupted, and must be recovered from first. */
    INTERRUPTED(ExitStatus.NOT_RESTORED),
    /** Another program is at work. */
    LOCKED(ExitStatus.TEMPORARY),
    /** Somebody stopped it. */
    STOPPED(ExitStatus.STOPPED),
    /** The user may not. */
    FORBIDDEN(ExitStatus.NOT_PERMITTED),
    /** What is there stands in the way, or dtbind's own state could not be read or written. */
    STATE(ExitStatus.FAILED);

    private final ExitStatus exit;

    Reason(ExitStatus exit) {
      this.exit = exit;
    }

    /**
     * {@return the reason with which a program ends so}
     *
     * @param exit how
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

  /** {@return what a program that ends for it tells its caller} */
  public ExitStatus exit() {
    return reason.exit;
  }

  /**
   * {@return the same with one more line that says where or why}
   *
   * @param line of the problem's details, the last
   */
  public Refusal detail(String line) {
    return new Refusal(reason, problem.detail(line), candidates);
  }

  /** {@return that somebody stopped it in time} */
  public static Refusal stopped() {
    return new Refusal(ExitStatus.STOPPED, Problem.of("stopped before anything was changed"));
  }

  /** {@return that it is a copy of a system, in which nothing is ever written} */
  public static Refusal ofCopy() {
    return new Refusal(ExitStatus.UNAVAILABLE, Problem.ofCopy());
  }

  /**
   * {@return that the kernel refused something before anything was changed}
   *
   * @param kernel that did
   * @param why what it gave
   */
  public static Refusal of(Kernel kernel, Failure why) {
    return new Refusal(ExitStatus.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return that a change before was interrupted; empty where none was. For who holds the lock:
   * without it, somebody may be at work}
   *
   * @param kernel of the system
   */
  public static Optional<Refusal> interrupted(Kernel kernel) {
    Attempt<Optional<JournalFile>> journal = JournalFile.find(kernel.files());
    return journal.failure().isPresent()
        ? journal.failure().map(why -> unreadable(kernel, why))
        : journal.value().flatMap(found -> found).map(found -> interrupted(found.path()));
  }

  /**
   * {@return the process that is at work on the journal that is there}
   *
   * @param kernel of the system
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
   * {@return that the journal of an interrupted change cannot be read}
   *
   * @param kernel of the system
   * @param why that
   */
  public static Refusal unreadable(Kernel kernel, Failure why) {
    ExitStatus exit =
        why instanceof Failure.Forbidden ? ExitStatus.NOT_PERMITTED : ExitStatus.NOT_RESTORED;
    return new Refusal(exit, Problem.of(why.text()).rights(kernel, why));
  }
}
