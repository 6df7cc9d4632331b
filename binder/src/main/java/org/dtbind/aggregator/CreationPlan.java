// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.export.target.TargetAggregator.At;
import org.dtbind.export.target.TargetAggregator.NamedLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.source.PlainText;
import org.dtbind.spec.SafeState;

/**
 * The plan for creating an aggregator.
 *
 * @param places the lines to use, in order
 * @param lines how the kernel addresses these lines
 * @param safe the states to set before the aggregator is deleted, by line number; empty keeps the
 *     recorded ones
 * @param existing the aggregator if it already exists, and only its setup is repeated
 */
record CreationPlan(
    CreateRequest request,
    BackEnd backEnd,
    List<LiveGpio.Place> places,
    List<SourceLine> lines,
    List<AggregatorStep> steps,
    Optional<Map<Integer, SafeState>> safe,
    Optional<LiveAggregator> existing) {

  CreationPlan {
    places = List.copyOf(places);
    lines = List.copyOf(lines);
    steps = List.copyOf(steps);
  }

  static CreationPlan of(
      CreateRequest request,
      BackEnd backEnd,
      RequestedLines requested,
      List<SourceLine> lines,
      List<AggregatorStep> steps) {
    return new CreationPlan(
        request, backEnd, requested.places(), lines, steps, requested.safe(), Optional.empty());
  }

  /**
   * The plan for an aggregator that already exists: its device node, link and record are set up
   * again. The recorded safe states stay unless the request has others.
   */
  CreationPlan forExisting(LiveAggregator one, Map<Integer, SafeState> before) {
    return new CreationPlan(
        request,
        backEnd,
        places,
        lines,
        List.of(),
        Optional.of(safe.orElse(before)),
        Optional.of(one));
  }

  /** The states to set before the aggregator is deleted, by line number. */
  Map<Integer, SafeState> states() {
    return safe.orElse(Map.of());
  }

  /**
   * The aggregator as written to the udev rules and to the declaration for the script without Java.
   */
  TargetAggregator declared() {
    List<TargetAggregator.Line> declared =
        lines.stream()
            .<TargetAggregator.Line>map(
                line ->
                    line.offset().isPresent()
                        ? new At(
                            line.key().utf8(),
                            line.offset().getAsInt(),
                            Optional.of(line.name().utf8())
                                .filter(name -> !name.isEmpty() && PlainText.is(name)))
                        : new NamedLine(line.key().utf8()))
            .toList();
    return new TargetAggregator(
        request.name(), declared, request.access().orLink(request.name()), states());
  }

  /** The record to write before the first step, when the device is not yet known. */
  AggregatorRecord record() {
    return new AggregatorRecord(
        request.name(),
        backEnd,
        Optional.empty(),
        Optional.empty(),
        lines,
        states(),
        request.access().orLink(request.name()));
  }
}
