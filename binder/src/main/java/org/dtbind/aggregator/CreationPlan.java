// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.export.target.TargetAggregator.At;
import org.dtbind.export.target.TargetAggregator.Named;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.spec.SafeState;

/** How an aggregator is to be made. */
record CreationPlan(
    CreateRequest request,
    BackEnd backEnd,
    List<LiveGpio.Place> places,
    List<SourceLine> lines,
    List<AggregatorStep> steps,
    Optional<Map<Integer, SafeState>> safe,
    Optional<String> there) {

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
   * The same for one that is there: nothing is made, and its node and link are set up again. What
   * was said before of its lines stays, unless something else is said.
   */
  CreationPlan ofThatOne(String device, Map<Integer, SafeState> before) {
    return new CreationPlan(
        request,
        backEnd,
        places,
        lines,
        List.of(),
        Optional.of(safe.orElse(before)),
        Optional.of(device));
  }

  /** What its lines are set to before it goes, by number. */
  Map<Integer, SafeState> states() {
    return safe.orElse(Map.of());
  }

  /** What udev and the script that does without Java are told. */
  TargetAggregator declared() {
    List<TargetAggregator.Line> told =
        lines.stream()
            .<TargetAggregator.Line>map(
                line ->
                    line.offset().isPresent()
                        ? new At(
                            line.key().utf8(),
                            line.offset().getAsInt(),
                            Optional.of(line.name().utf8())
                                .filter(name -> !name.isEmpty() && isOneLine(name)))
                        : new Named(line.key().utf8()))
            .toList();
    return new TargetAggregator(
        request.name(), told, request.access().orLink(request.name()), states());
  }

  private static boolean isOneLine(String text) {
    return text.indexOf('\n') < 0;
  }

  /** What is remembered before the first step. */
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
