// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.SystemLock;
import org.dtbind.kernel.Watch;
import org.dtbind.source.Shown;

/**
 * Why something was not done: a request was rejected before anything was changed, or a change
 * failed or was stopped.
 *
 * @param message what happened and to what, one line
 * @param details facts from the kernel and the devicetree, one line each
 * @param candidates the possible meanings, for {@link Reason#AMBIGUOUS}; similar names, for {@link
 *     Reason#NOT_FOUND}
 * @param help what to do, one line; empty if nothing is known to help
 */
public record Problem(
    Reason reason,
    String message,
    List<String> details,
    List<String> candidates,
    Optional<String> help) {

  /**
   * Escapes line breaks and control characters: names of nodes, files and processes may contain
   * them. Copies the candidates as they are.
   */
  public Problem {
    message = Shown.escaped(message);
    details = details.stream().map(Shown::escaped).toList();
    candidates = List.copyOf(candidates);
    help = help.map(Shown::escaped);
  }

  /** The kind of reason. */
  public enum Reason {
    /** There is no device with that name. */
    NOT_FOUND(ExitStatus.NOT_FOUND),
    /** There is no user with that name. */
    NO_OWNER(ExitStatus.NOT_FOUND),
    /** There is no group with that name. */
    NO_GROUP(ExitStatus.NOT_FOUND),
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
    /** Nothing ends the access of former users, so the system would differ from the request. */
    ACCESS_REMAINS(ExitStatus.DRIFT),
    /** The device's bus has no such driver. */
    DRIVER_MISSING(ExitStatus.UNAVAILABLE),
    /** The kernel or the device's bus does not support the request, or the system is a copy. */
    UNSUPPORTED(ExitStatus.UNAVAILABLE),
    /** An earlier change was interrupted and must be recovered first. */
    INTERRUPTED(ExitStatus.NOT_RESTORED),
    /** Another program is changing the system, or time ran out. */
    LOCKED(ExitStatus.TEMPORARY),
    /** The user or a signal stopped the request. */
    STOPPED(ExitStatus.STOPPED),
    /** The user lacks a permission. */
    FORBIDDEN(ExitStatus.NOT_PERMITTED),
    /**
     * The current state prevents the request, the kernel reported an error, or dtbind's state files
     * cannot be read or written.
     */
    STATE(ExitStatus.FAILED);

    private final ExitStatus exit;

    Reason(ExitStatus exit) {
      this.exit = exit;
    }

    /**
     * {@return the reason for a failed kernel operation}
     *
     * @param why the failure that the kernel reported
     */
    public static Reason of(Failure why) {
      return why instanceof Failure.Forbidden ? FORBIDDEN : STATE;
    }
  }

  /**
   * {@return the first problem that a check finds; empty if none does. Later checks are not made}
   *
   * @param checks the checks, in order
   */
  @SafeVarargs
  public static Optional<Problem> first(Supplier<Optional<Problem>>... checks) {
    for (Supplier<Optional<Problem>> check : checks) {
      Optional<Problem> problem = check.get();
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /**
   * {@return a problem with the reason {@link Reason#STATE}, and no details or help}
   *
   * @param message one line
   */
  public static Problem of(String message) {
    return of(Reason.STATE, message);
  }

  /**
   * {@return a problem without details and help}
   *
   * @param message one line
   */
  public static Problem of(Reason reason, String message) {
    return new Problem(reason, message, List.of(), List.of(), Optional.empty());
  }

  public static Problem of(Kernel kernel, Failure why) {
    return of(Reason.of(why), why.text()).rights(kernel, why);
  }

  /** {@return the problem that a copy of a system cannot be changed} */
  public static Problem ofCopy() {
    return of(Reason.UNSUPPORTED, "a copy of a system cannot be changed")
        .help("add --dry-run to see what would be written");
  }

  /** {@return the problem that the lock could not be taken} */
  public static Problem ofLock(Kernel kernel, Failure why) {
    if (!(why instanceof Failure.Busy)) {
      return of(kernel, why);
    }
    String holder = kernel.lock().holder(SystemLock.PATH);
    return of(
            Reason.LOCKED,
            "another dtbind%s holds %s"
                .formatted(holder.isEmpty() ? "" : " (" + holder + ")", SystemLock.PATH))
        .help("try again, or wait longer with --timeout");
  }

  /**
   * {@return a problem with the processes that cause it; empty if there are none}
   *
   * @param message one line
   * @param help what to do
   */
  public static Optional<Problem> ofProcesses(List<String> processes, String message, String help) {
    return processes.isEmpty()
        ? Optional.empty()
        : Optional.of(of(message).details(processes).help(help));
  }

  /**
   * {@return the problem that the user or a signal stopped a request before anything was changed}
   */
  public static Problem stopped() {
    return of(Reason.STOPPED, "stopped before anything was changed");
  }

  /**
   * {@return the problem that the user or a signal stopped a change; empty if nobody did}
   *
   * @param watch the watch that knows of such requests
   * @param when the step at which the change stops, as text that completes "stopped while"
   */
  public static Optional<Problem> stopped(Watch watch, String when) {
    return watch.stopped().getAsBoolean()
        ? Optional.of(of(Reason.STOPPED, "stopped while " + when))
        : Optional.empty();
  }

  /** {@return the exit status of a program that ends with this problem} */
  public ExitStatus exit() {
    return reason.exit;
  }

  /**
   * {@return this problem with help about the missing permission if the failure is {@link
   * Failure.Forbidden}; otherwise this problem}
   */
  public Problem rights(Kernel kernel, Failure why) {
    return why instanceof Failure.Forbidden ? help(MissingRight.of(kernel, why)) : this;
  }

  public Problem reason(Reason other) {
    return new Problem(other, message, details, candidates, help);
  }

  /**
   * {@return this problem, whose message begins with what it concerns, or with what it prevents}
   *
   * @param text that part of the message, without the colon that follows it
   */
  public Problem prefixed(String text) {
    return new Problem(reason, text + ": " + message, details, candidates, help);
  }

  /** {@return the message and the details, one line each} */
  public List<String> lines() {
    return Stream.concat(Stream.of(message), details.stream()).toList();
  }

  /**
   * {@return this problem with the given help}
   *
   * @param text one line
   */
  public Problem help(String text) {
    return help(Optional.of(text));
  }

  /**
   * {@return this problem with the given help, or without help}
   *
   * @param text one line; empty to remove the help
   */
  public Problem help(Optional<String> text) {
    return new Problem(reason, message, details, candidates, text);
  }

  /**
   * {@return this problem with the given details in place of its present ones}
   *
   * @param lines one line each, in order
   */
  public Problem details(List<String> lines) {
    return new Problem(reason, message, lines, candidates, help);
  }

  /**
   * {@return this problem with one more detail}
   *
   * @param line the detail, which is added at the end
   */
  public Problem detail(String line) {
    return more(List.of(line));
  }

  /**
   * {@return this problem with more details}
   *
   * @param lines the details, which are added at the end
   */
  public Problem more(List<String> lines) {
    return details(Stream.concat(details.stream(), lines.stream()).toList());
  }

  /**
   * {@return this problem with the given candidates}
   *
   * @param names the possible meanings, or similar names
   */
  public Problem candidates(List<String> names) {
    return new Problem(reason, message, details, names, help);
  }
}
