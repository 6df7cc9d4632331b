// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private static StatusReport report(Reason... reasons) {
    return new StatusReport(
        List.of(),
        List.of(),
        Stream.of(reasons)
            .map(reason -> new StatusReport.NamedProblem("device", Problem.of(reason, "message")))
            .toList());
  }

  @Test
  void driftDoesNotHideAnotherProblem() {
    assertThat(report().exit()).isEqualTo(ExitStatus.DONE);
    assertThat(report(Reason.DRIFTED).exit()).isEqualTo(ExitStatus.DRIFT);
    assertThat(report(Reason.DRIFTED, Reason.NOT_FOUND).exit()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(report(Reason.NOT_FOUND, Reason.DRIFTED).exit()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(report(Reason.DRIFTED, Reason.STATE, Reason.NOT_FOUND).exit())
        .isEqualTo(Problem.of(Reason.STATE, "message").exit());
  }
}
