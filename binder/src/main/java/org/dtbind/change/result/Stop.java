// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * Why a change stops before its end and is rolled back.
 *
 * @param cause the kind of failure
 * @param problem the failure as text for users
 */
public record Stop(Cause cause, Problem problem) {

  /**
   * {@return the stop with the cause that corresponds to an exit status}
   *
   * @param exit the status
   * @param problem the failure as text for users
   */
  public static Stop of(ExitStatus exit, Problem problem) {
    return new Stop(Cause.of(exit), problem);
  }

  /**
   * {@return the stop for a failed kernel operation}
   *
   * @param kernel the system's kernel
   * @param why the failure that the kernel reported
   */
  public static Stop of(Kernel kernel, Failure why) {
    return new Stop(Cause.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return the stop for a step that was refused when its turn came}
   *
   * @param why the reason
   */
  public static Stop of(Refusal why) {
    List<String> details = new ArrayList<>(why.problem().details());
    details.addAll(why.candidates());
    return of(why.exit(), why.problem().details(details));
  }

  /**
   * {@return the stop for a value that reads back differently than it was written}
   *
   * @param text one line
   */
  public static Stop wrong(String text) {
    return new Stop(Cause.WRONG_RESULT, Problem.of(text));
  }

  /**
   * {@return the stop that the user or a signal requested; empty if nobody has requested one}
   *
   * @param watch the watch that knows of such requests
   * @param when the step at which the change stops, as text that completes "stopped while"
   */
  public static Optional<Stop> asked(Watch watch, String when) {
    return watch.stopped().getAsBoolean()
        ? Optional.of(new Stop(Cause.STOPPED, Problem.of("stopped while " + when)))
        : Optional.empty();
  }
}
