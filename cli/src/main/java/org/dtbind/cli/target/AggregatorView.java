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
              "line name or chip label, as passed to the kernel",
              line -> line.told().map(told -> told.key().utf8()))
          .textOrNull(
              "label",
              "chip label in the kernel",
              line -> line.place().flatMap(place -> place.chip().label()))
          .textOrNull(
              "chip",
              "chip of the line, such as `gpiochip0`",
              line -> line.place().map(place -> place.chip().name()))
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
              "how the aggregator was created: `configfs`, `sysfs` (`new_device`) or `devicetree`;"
                  + " `missing` if the aggregator no longer exists",
              LiveAggregator::made)
          .column("BY")
          .objectOrNull(
              "chip", "GPIO chip of the aggregator", DeviceReport.CHIP, LiveAggregator::chip)
          .column("CHIP", one -> one.chip().map(chip -> chip.name()).orElse("-"))
          .flag(
              "ordered",
              "whether the entries of `aggregators[].lines` are in the order of the chip's lines",
              LiveAggregator::ordered)
          .flag("recorded", "whether dtbind created the aggregator", LiveAggregator::recorded)
          .flag(
              "persistent",
              "whether the aggregator is created at each boot",
              LiveAggregator::persistent)
          .column("AT BOOT")
          .list("lines", "lines that make up the aggregator", LINE, LiveAggregator::lines)
          .column(
              "LINES", one -> (one.ordered() ? "" : "unordered: ") + AggregatorReport.lines(one));

  public static final View<List<LiveAggregator>> LIST =
      View.<List<LiveAggregator>>document(
              "aggregator-list", "`aggregator list`: all aggregators on the system")
          .list("aggregators", "one entry for each aggregator", AGGREGATOR, all -> all);

  /** The result of a request. Members that do not apply are null or empty. */
  static final View<AggregatorReport.Told> RESULT =
      View.<AggregatorReport.Told>part()
          .text("wanted", "name in the request", AggregatorReport.Told::wanted)
          .text("result", "result, one of the words above", AggregatorReport.Told::word)
          .number(
              "exit",
              "[exit code](commands.md#exit-codes) for this result",
              told -> told.result().exit().code())
          .objectOrNull(
              "aggregator",
              "as in [aggregator list](#dtbindaggregator-list1)",
              AGGREGATOR,
              AggregatorReport.Told::aggregator)
          .texts("plan", "planned steps, in order", AggregatorReport.Told::plan)
          .texts("notes", "additional notes", told -> told.result().notes())
          .texts(
              "candidates",
              "possible meanings of an ambiguous name",
              told -> ResultReport.candidates(told.result()))
          .texts("notRestored", "what could not be restored", told -> told.result().notRestored())
          .including(DeviceReport.PROBLEM, AggregatorReport.Told::problem);

  public static final View<AggregatorReport.Told> DOCUMENT =
      View.<AggregatorReport.Told>document(
              "aggregator-create",
              "`aggregator create`: the result of the request. `aggregator delete` prints the same"
                  + " members in `dtbind.aggregator-delete/1`. `result` is `created`, `deleted`, "
                  + ResultReport.WORDS)
          .including(RESULT, told -> told);

  private AggregatorView() {}
}
