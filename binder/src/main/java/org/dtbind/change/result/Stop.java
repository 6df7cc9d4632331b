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
 * @param exit the exit status of a program that ends with this stop, if everything is rolled back
 * @param problem the failure as text for users
 */
public record Stop(ExitStatus exit, Problem problem) {

  /**
   * {@return the stop for a failed kernel operation}
   *
   * @param kernel the system's kernel
   * @param why the failure that the kernel reported
   */
  public static Stop of(Kernel kernel, Failure why) {
    return new Stop(ExitStatus.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return the stop for a step that was refused when its turn came}
   *
   * @param why the reason
   */
  public static Stop of(Refusal why) {
    List<String> details = new ArrayList<>(why.problem().details());
    details.addAll(why.candidates());
    return new Stop(why.exit(), why.problem().details(details));
  }

  /**
   * {@return the stop for a value that reads back differently than it was written}
   *
   * @param text one line
   */
  public static Stop wrong(String text) {
    return new Stop(ExitStatus.FAILED, Problem.of(text));
  }

  /**
   * {@return the stop that the user or a signal requested; empty if nobody has requested one}
   *
   * @param watch the watch that knows of such requests
   * @param when the step at which the change stops, as text that completes "stopped while"
   */
  public static Optional<Stop> asked(Watch watch, String when) {
    return watch.stopped().getAsBoolean()
        ? Optional.of(new Stop(ExitStatus.STOPPED, Problem.of("stopped while " + when)))
        : Optional.empty();
  }
}
