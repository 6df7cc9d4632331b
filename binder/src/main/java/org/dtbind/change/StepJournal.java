// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Kernel;

/**
 * Takes the steps of a change, and records each of them in the journal first.
 *
 * @param kernel the system's kernel
 * @param intend records a step in the journal; if this fails, the step is not taken
 */
public record StepJournal(Kernel kernel, Function<String, Attempt<Nothing>> intend) {

  /**
   * {@return an object that records nothing, for the steps of a rollback}
   *
   * @param kernel the system's kernel
   */
  public static StepJournal unrecorded(Kernel kernel) {
    return new StepJournal(kernel, text -> Attempt.done());
  }

  /**
   * Records a step, and takes it.
   *
   * @param text the step, as one line of text
   * @param step takes the step
   * @return done; otherwise the reason why the step was not recorded, or why it failed
   */
  public Attempt<Nothing> take(String text, Supplier<Attempt<Nothing>> step) {
    return intend
        .apply(text)
        .then(
            stored -> {
              kernel.trace().decided(text);
              return step.get();
            });
  }
}
