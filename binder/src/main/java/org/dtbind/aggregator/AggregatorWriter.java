// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Kernel;

/** Changes what belongs to an aggregator, each thing once the journal has it. */
record AggregatorWriter(Kernel kernel, Function<String, Attempt<Nothing>> intentions) {

  /** One for going back, of which nothing need be known. */
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
