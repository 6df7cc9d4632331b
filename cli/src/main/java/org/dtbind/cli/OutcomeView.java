// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import org.dtbind.report.View;

/** What came of several wishes together, for scripts. */
final class OutcomeView {

  static final View<OutcomeOutput.All> VIEW =
      View.<OutcomeOutput.All>document(
              "bind",
              "`bind` and, with the same members, `unbind`, `apply`, `plan`, `group bind` and"
                  + " `group release`: what came of each device and aggregator. `result` is `done`,"
                  + " `already`, `planned`, `rejected`, `failed`, `notRestored`, `broughtBack` or"
                  + " `notTried`")
          .list(
              "devices",
              "one for each that was wanted",
              DeviceReport.RESULT,
              OutcomeOutput.All::devices)
          .list(
              "aggregators",
              "one for each, as in [aggregator create](#dtbindaggregator-create1)",
              AggregatorView.RESULT,
              all -> all.outcomes().aggregators().stream().map(AggregatorReport::told).toList());

  private OutcomeView() {}
}
