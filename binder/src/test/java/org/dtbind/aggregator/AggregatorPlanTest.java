// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.Outcome;
import org.dtbind.change.Phase;
import org.dtbind.change.result.Problem;
import org.junit.jupiter.api.Test;

class AggregatorPlanTest {

  private static final String STAYS = "not rolled back: line 0 was set to active";

  /** The journal of several changes cannot be completed, for example. */
  @Test
  void failureThatBelongsToNoChangeListsWhatIsNotRolledBack() {
    AggregatorPlan plan = new AggregatorPlan("relays", List.of());
    Problem stop = Problem.of("no space left on device").detail(STAYS);
    Outcome outcome =
        new Outcome(
            Optional.of(new Outcome.Stop(Optional.empty(), Phase.MAKE, stop)),
            Map.of(),
            List.of(),
            true);
    Problem problem = plan.ended(outcome).reason().orElseThrow();
    assertThat(problem.message()).isEqualTo("no space left on device");
    assertThat(problem.details()).containsExactly(STAYS);
  }
}
