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
 * Why a change stops before its end, and is rolled back.
 *
 * @param cause the kind of failure
 * @param problem as text for users
 */
public record Stop(Cause cause, Problem problem) {

  /**
   * {@return the stop for an exit status}
   *
   * @param exit the status
   * @param problem as text for users
   */
  public static Stop of(ExitStatus exit, Problem problem) {
    return new Stop(Cause.of(exit), problem);
  }

  /**
   * {@return the stop: the kernel refused something}
   *
   * @param kernel the kernel
   * @param why its answer
   */
  public static Stop of(Kernel kernel, Failure why) {
    return new Stop(Cause.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return the stop: the next step was refused when it was reached}
   *
   * @param why the reason
   */
  public static Stop of(Refusal why) {
    List<String> details = new ArrayList<>(why.problem().details());
    details.addAll(why.candidates());
    return of(why.exit(), why.problem().details(details));
  }

  /**
   * {@return the stop: the value read back differs from the value written}
   *
   * @param text one line
   */
  public static Stop wrong(String text) {
    return new Stop(Cause.WRONG_RESULT, Problem.of(text));
  }

  /**
   * {@return the stop: the user or a signal stopped it; empty if none did}
   *
   * @param watch that is asked
   * @param when it was stopped, as text
   */
  public static Optional<Stop> asked(Watch watch, String when) {
    return watch.stopped().getAsBoolean()
        ? Optional.of(new Stop(Cause.STOPPED, Problem.of("stopped while " + when)))
        : Optional.empty();
  }
}
