// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Kernel;

/** Makes the changes to an aggregator, after recording each of them in the journal. */
record AggregatorWriter(Kernel kernel, Function<String, Attempt<Nothing>> intentions) {

  /** A writer for rolling back, which records nothing in the journal. */
  static AggregatorWriter unrecorded(Kernel kernel) {
    return new AggregatorWriter(kernel, text -> Attempt.done());
  }

  Attempt<Nothing> run(AggregatorStep step) {
    return change(step.text(), () -> step.run(kernel.sysfs()));
  }

  Attempt<Nothing> change(String text, Supplier<Attempt<Nothing>> change) {
    return intentions
        .apply(text)
        .then(
            stored -> {
              kernel.trace().decided(text);
              return change.get();
            });
  }
}
