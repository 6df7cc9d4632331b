// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.Executed;
import org.dtbind.change.Phase;
import org.dtbind.change.result.Problem;
import org.junit.jupiter.api.Test;

class AggregatorPlanTest {

  private static final String STAYS = "not rolled back: line 0 was set to active";

  /** The journal of several changes cannot be completed, for example. */
  @Test
  void failureThatBelongsToNoChangeListsWhatIsNotRolledBack() {
    AggregatorPlan plan =
        new AggregatorPlan(
            "relays",
            AggregatorSubject.planned("relays", List.of(), List.of()),
            Optional.empty(),
            Optional.empty());
    Executed executed =
        new Executed.RolledBack(
            Optional.empty(),
            Phase.MAKE,
            Problem.of("no space left on device"),
            Map.of(),
            List.of(),
            List.of(STAYS));
    Problem problem = plan.ended(executed, List.of(plan)).result().reason().orElseThrow();
    assertThat(problem.message()).isEqualTo("no space left on device");
    assertThat(problem.details()).containsExactly(STAYS);
  }
}
