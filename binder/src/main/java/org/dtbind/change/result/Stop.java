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
 * @param cause what kind
 * @param problem for people
 */
public record Stop(Cause cause, Problem problem) {

  /**
   * {@return one with which a program ends so}
   *
   * @param exit how
   * @param problem for people
   */
  public static Stop of(ExitStatus exit, Problem problem) {
    return new Stop(Cause.of(exit), problem);
  }

  /**
   * {@return that the kernel refused something}
   *
   * @param kernel that did
   * @param why what it gave
   */
  public static Stop of(Kernel kernel, Failure why) {
    return new Stop(Cause.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  /**
   * {@return that what was to come next was refused when its turn came}
   *
   * @param why that
   */
  public static Stop of(Refusal why) {
    List<String> details = new ArrayList<>(why.problem().details());
    details.addAll(why.candidates());
    return of(why.exit(), why.problem().details(details));
  }

  /**
   * {@return that what was read back is not what was written}
   *
   * @param text one line
   */
  public static Stop wrong(String text) {
    return new Stop(Cause.WRONG_RESULT, Problem.of(text));
  }

  /**
   * {@return that somebody stopped it; empty where nobody has}
   *
   * @param watch that is told
   * @param when it was stopped, for people
   */
  public static Optional<Stop> asked(Watch watch, String when) {
    return watch.stopped().getAsBoolean()
        ? Optional.of(new Stop(Cause.STOPPED, Problem.of("stopped while " + when)))
        : Optional.empty();
  }
}
