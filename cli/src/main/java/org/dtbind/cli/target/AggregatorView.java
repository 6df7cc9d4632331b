// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** Views of aggregators and of results of requests for them. */
public final class AggregatorView {

  private static final View<Source> LINE =
      View.<Source>part()
          .textOrNull(
              "key",
              "line name or chip label that was passed to the kernel; null if unknown",
              line -> line.passed().map(passed -> passed.key().utf8()))
          .textOrNull(
              "label",
              "label of the line's chip; null if unknown",
              line -> line.place().flatMap(place -> place.chip().label()))
          .textOrNull(
              "chip",
              "name of the line's chip, such as `gpiochip0`; null if unknown",
              line -> line.place().map(place -> place.chip().name()))
          .numberOrNull(
              "offset",
              "offset of the line in its chip, counted from 0; null if unknown",
              line -> line.place().map(place -> place.line().offset()))
          .textOrNull(
              "name",
              "name of the line; empty if the line has no name; null if the line is unknown",
              line -> line.place().map(place -> place.line().name()));

  static final View<LiveAggregator> AGGREGATOR =
      View.<LiveAggregator>part()
          .textOrNull(
              "name",
              "name of the aggregator in dtbind or configfs; null if it has no name",
              LiveAggregator::name)
          .column("NAME")
          .textOrNull(
              "device",
              "name of the platform device, such as `gpio-aggregator.0`; null if there is no"
                  + " device",
              LiveAggregator::device)
          .column("DEVICE")
          .word(
              "by",
              "how the aggregator was created",
              Words.of(
                  LiveAggregator.CreationMethod.class,
                  method ->
                      switch (method) {
                        case CONFIGFS -> Words.word("configfs");
                        case SYSFS -> Words.word("sysfs", "through the `new_device` file");
                        case DEVICETREE -> Words.word("devicetree");
                        case MISSING ->
                            Words.word("missing", "the aggregator should exist, but does not");
                      }),
              LiveAggregator::creationMethod)
          .column("BY")
          .objectOrNull(
              "chip",
              "GPIO chip of the aggregator; null if there is no chip",
              DeviceReport.CHIP,
              LiveAggregator::chip)
          .column("CHIP", aggregator -> aggregator.chip().map(chip -> chip.name()).orElse("-"))
          .flag(
              "ordered",
              "whether `lines` is in the order of the lines in the aggregator's chip; false if the"
                  + " kernel does not report this order",
              LiveAggregator::ordered)
          .flag(
              "recorded",
              "whether dtbind has created the aggregator since the system started",
              LiveAggregator::recorded)
          .flag(
              "persistent",
              "whether the aggregator is created at each boot",
              LiveAggregator::persistent)
          .column("AT BOOT")
          .list(
              "lines",
              "lines of other chips that make up the aggregator",
              LINE,
              LiveAggregator::lines)
          .column(
              "LINES",
              aggregator ->
                  (aggregator.ordered() ? "" : "unordered: ") + AggregatorReport.lines(aggregator));

  public static final View<List<LiveAggregator>> LIST =
      View.<List<LiveAggregator>>document(
              "aggregator-list", "`aggregator list`: all aggregators on the system")
          .list("aggregators", "one entry for each aggregator", AGGREGATOR, all -> all);

  /** The result of a request. Members that do not apply are null or empty. */
  static final View<AggregatorReport.Reported> RESULT =
      View.<AggregatorReport.Reported>part()
          .text(
              "wanted",
              "name of the aggregator, as specified in the request",
              AggregatorReport.Reported::wanted)
          .text(
              "result",
              "result of the request: one of the values described above",
              AggregatorReport.Reported::word)
          .number(
              "exit",
              "[exit code](commands.md#exit-codes) that corresponds to the result",
              reported -> reported.result().exit().code())
          .objectOrNull(
              "aggregator",
              "the aggregator (if it was deleted, in its last state), as in [aggregator"
                  + " list](#dtbindaggregator-list1); null unless `result` is `created`, `deleted`"
                  + " or `already`",
              AGGREGATOR,
              AggregatorReport.Reported::aggregator)
          .texts(
              "plan",
              "steps that dtbind would take, in order; empty unless `result` is `planned`",
              AggregatorReport.Reported::plan)
          .texts(
              "notes",
              "additional notes, such as states that dtbind could not verify",
              reported -> reported.result().notes())
          .texts(
              "candidates",
              "possible meanings, if the specified name is ambiguous",
              reported -> ResultReport.candidates(reported.result()))
          .texts(
              "notRestored",
              "parts of the former state that could not be restored",
              reported -> reported.result().notRestored())
          .including(DeviceReport.PROBLEM, AggregatorReport.Reported::problem);

  public static final View<AggregatorReport.Reported> DOCUMENT =
      View.<AggregatorReport.Reported>document(
              "aggregator-create",
              "`aggregator create`: the result of the request. `aggregator delete` prints the same"
                  + " members in `dtbind.aggregator-delete/1`. `result` is `created`, `deleted`, "
                  + ResultWords.OF_CHANGES)
          .including(RESULT, reported -> reported);

  private AggregatorView() {}
}
