// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.KernelText;
import org.dtbind.aggregator.live.LineTexts;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;

/** Verifies that the kernel created the aggregator as planned. */
record CreationVerification(Kernel kernel, CreationPlan plan, List<String> notes) {

  private static final int MOST_DETAILS = 5;

  /** Checks that each line has this aggregator's device as its consumer. */
  Optional<Problem> ofLines(String name) {
    Map<String, List<LineInfo>> chips = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (LiveGpio.Place place : plan.places()) {
      List<LineInfo> lines =
          chips.computeIfAbsent(
              place.chip().device(),
              path ->
                  kernel.chips().ask(path).value().map(GpioChips.Answer::lines).orElse(List.of()));
      int offset = place.line().offset();
      String consumer = offset < lines.size() ? lines.get(offset).consumer().utf8() : "";
      if (!consumer.equals(name)) {
        wrong.add(
            "%s is used by \"%s\", not by %s".formatted(LineTexts.text(place), consumer, name));
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong(wrong));
  }

  private static Problem wrong(List<String> details) {
    return Problem.of("the kernel created the aggregator from other lines")
        .details(details.subList(0, Math.min(MOST_DETAILS, details.size())));
  }

  /** Checks that the chip, if it can be read, has the planned lines and names. */
  Optional<Problem> ofChip(Optional<GpioChip> chip, String device) {
    if (chip.isEmpty()) {
      return Optional.of(Problem.of(Reason.LOCKED, "%s has no GPIO chip".formatted(device)));
    }
    if (chip.get().unreadable().isPresent()) {
      notes.add("dtbind could not verify the lines: " + chip.get().unreadable().get().text());
      return Optional.empty();
    }
    List<String> wrong = new ArrayList<>();
    int lines = chip.get().lines().size();
    if (lines != plan.lines().size()) {
      wrong.add("it has %d lines, not %d".formatted(lines, plan.lines().size()));
    }
    for (int i = 0; wrong.isEmpty() && i < lines; i++) {
      Bytes name = KernelText.trimmed(plan.lines().get(i).name());
      Bytes shown = name.slice(0, Math.min(LineInfo.SHOWN, name.length()));
      boolean same = chip.get().lines().get(i).info().name().equals(shown);
      if (plan.backEnd() == BackEnd.CONFIGFS && !same) {
        wrong.add("line %d is not named \"%s\"".formatted(i, name.utf8()));
      }
    }
    boolean nameless =
        plan.backEnd() == BackEnd.SYSFS
            && plan.lines().stream().anyMatch(line -> !line.name().isEmpty());
    if (nameless) {
      notes.add(
          "the lines have no names: this kernel does not name the lines of aggregators that are "
              + "created at run time");
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong(wrong));
  }
}
