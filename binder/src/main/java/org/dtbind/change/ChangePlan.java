// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;

/** A plan that {@link Executor#change} shows or carries out. */
public interface ChangePlan<R> {

  /** {@return the result if only a plan is requested} */
  R planned();

  /** {@return whether the lock is needed, because there may be something to carry out} */
  boolean pending();

  /** {@return the result if there is nothing to carry out} */
  default R unchanged() {
    return planned();
  }

  /**
   * {@return the result if nothing was written, because the lock could not be taken}
   *
   * @param why the reason
   */
  R rejected(Problem why);

  /**
   * {@return the plan for the current state of the system, made while the lock is held}
   *
   * @param modules loads the modules without which the plan cannot be made
   */
  ChangePlan<R> again(LoadedModules modules);

  /**
   * {@return the changes that would be carried out now}
   *
   * @param executor carries out changes
   */
  List<? extends Part<?>> parts(Executor executor);

  /**
   * Carries out this plan.
   *
   * @param executor carries out the changes; it holds the lock
   * @param modules the modules that were loaded for the changes before
   * @return the result
   */
  R carryOut(Executor executor, LoadedModules modules);
}
