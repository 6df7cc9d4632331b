// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.view.View;

/** Views of aggregators and of results of requests for them. */
public final class AggregatorView {

  private static final View<Source> LINE =
      View.<Source>part()
          .textOrNull(
              "key",
              "name of a line or label of a chip, as passed to the kernel",
              line -> line.told().map(told -> told.key().utf8()))
          .textOrNull(
              "label",
              "label of the chip in the kernel",
              line -> line.place().flatMap(place -> place.chip().label()))
          .textOrNull(
              "chip", "chip of the line", line -> line.place().map(place -> place.chip().name()))
          .numberOrNull(
              "offset",
              "offset of the line in its chip, from 0",
              line -> line.place().map(place -> place.line().offset()))
          .textOrNull(
              "name", "name of the line", line -> line.place().map(place -> place.line().name()));

  static final View<LiveAggregator> AGGREGATOR =
      View.<LiveAggregator>part()
          .textOrNull("name", "name in dtbind or configfs", LiveAggregator::name)
          .column("NAME")
          .textOrNull(
              "device", "platform device, such as `gpio-aggregator.0`", LiveAggregator::device)
          .column("DEVICE")
          .word(
              "by",
              "how it was created: `configfs`, `sysfs` (`new_device`) or `devicetree`; `missing` if it no longer exists",
              LiveAggregator::made)
          .column("BY")
          .objectOrNull("chip", "its GPIO chip", DeviceReport.CHIP, LiveAggregator::chip)
          .column("CHIP", one -> one.chip().map(chip -> chip.name()).orElse("-"))
          .flag("ordered", "whether the order of its lines is known", LiveAggregator::ordered)
          .flag("recorded", "whether dtbind created it", LiveAggregator::recorded)
          .flag("persistent", "whether it is created at each boot", LiveAggregator::persistent)
          .column("AT BOOT")
          .list("lines", "lines, in order", LINE, LiveAggregator::lines)
          .column(
              "LINES", one -> (one.ordered() ? "" : "unordered: ") + AggregatorReport.lines(one));

  public static final View<List<LiveAggregator>> LIST =
      View.<List<LiveAggregator>>document(
              "aggregator-list", "`aggregator list`: all aggregators of the system")
          .list("aggregators", "the aggregators", AGGREGATOR, all -> all);

  /** The result of a request. Members that do not apply are null or empty. */
  static final View<AggregatorReport.Told> RESULT =
      View.<AggregatorReport.Told>part()
          .text("wanted", "request, as given", AggregatorReport.Told::wanted)
          .text("result", "result, one of the words above", AggregatorReport.Told::word)
          .number(
              "exit",
              "[exit code](commands.md#exit-codes) for this entry",
              told -> told.result().exit().code())
          .objectOrNull(
              "aggregator",
              "as in [aggregator list](#dtbindaggregator-list1)",
              AGGREGATOR,
              AggregatorReport.Told::aggregator)
          .texts("plan", "planned steps, in order", AggregatorReport.Told::plan)
          .texts("notes", "further remarks", told -> told.result().notes())
          .texts(
              "candidates",
              "possible meanings of an ambiguous name",
              told -> ResultReport.candidates(told.result()))
          .texts("notRestored", "what could not be restored", told -> told.result().notRestored())
          .including(DeviceReport.PROBLEM, AggregatorReport.Told::problem);

  public static final View<AggregatorReport.Told> DOCUMENT =
      View.<AggregatorReport.Told>document(
              "aggregator-create",
              "`aggregator create` and, with the same members, `aggregator delete`: the result."
                  + " `result` is `created`, `deleted`, "
                  + ResultReport.WORDS)
          .including(RESULT, told -> told);

  private AggregatorView() {}
}
