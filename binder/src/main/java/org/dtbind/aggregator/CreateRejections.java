// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LineTexts;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.result.DeclaredPlace;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
import org.dtbind.source.PlainText;

/** The checks of a request for an aggregator, and the rejections that result from them. */
record CreateRejections(Kernel kernel, CreateRequest request) {

  /** The checks that need no lines: name, accounts and record. */
  Optional<Problem> ofWords() {
    return name().or(() -> DeclaredPlace.noAccount(kernel, request.access())).or(this::unclear);
  }

  /** Rejects names that the script without Java cannot read or write. */
  Optional<Problem> undeclarable(List<SourceLine> lines, BackEnd backEnd) {
    return lines.stream()
        .map(line -> line.key().utf8())
        .filter(any -> request.persist())
        .filter(
            key ->
                !PlainText.is(key)
                    || key.contains("\uFFFD")
                    || backEnd == BackEnd.SYSFS && key.contains("\""))
        .findFirst()
        .map(
            key ->
                Problem.of(
                        Reason.UNSUPPORTED,
                        "\"%s\" cannot be passed to the script that creates aggregators at boot"
                            .formatted(key))
                    .help("give the chip or line another name, or omit --persist"));
  }

  private Optional<Problem> name() {
    String name = request.name();
    if (request.lines().isEmpty()) {
      return Optional.of(Problem.of("an aggregator needs at least one line"));
    }
    return CreateRequest.isName(name)
        ? Optional.empty()
        : Optional.of(
            Problem.of("\"%s\" is not a valid name for an aggregator".formatted(name))
                .help(CreateRequest.NAMES));
  }

  private Optional<Problem> unclear() {
    return new AggregatorRecords(kernel.files())
        .unclear().stream()
            .filter(AggregatorRecords.path(request.name())::equals)
            .findFirst()
            .map(
                path ->
                    Problem.of(
                            ("cannot read the record of earlier changes in %s: it is damaged, "
                                        + "or from")
                                    .formatted(path)
                                + " another version")
                        .help("inspect the file, and delete it: rm " + path));
  }

  Problem unresolved(LiveGpio gpio, String text, LineResolution resolution) {
    if (resolution instanceof LineResolution.Ambiguous ambiguous) {
      if (!ambiguous.chips().isEmpty()) {
        return Problem.of(
                Reason.AMBIGUOUS,
                "%d GPIO chips have the label \"%s\""
                    .formatted(ambiguous.chips().size(), ambiguous.word()))
            .help("specify the line as gpiochipN:OFFSET")
            .candidates(ambiguous.chips().stream().map(GpioChip::text).toList());
      }
      return Problem.of(
              Reason.AMBIGUOUS,
              "\"%s\" matches %d lines".formatted(ambiguous.word(), ambiguous.candidates().size()))
          .help("specify one as LABEL:OFFSET or gpiochipN:OFFSET")
          .candidates(ambiguous.candidates().stream().map(LineTexts::text).toList());
    }
    LineResolution.NotFound none = (LineResolution.NotFound) resolution;
    Optional<Failure> unread =
        gpio.chips().stream()
            .flatMap(chip -> chip.unreadable().stream())
            .filter(Failure.Forbidden.class::isInstance)
            .findFirst();
    if (unread.isPresent()) {
      return Problem.of(Reason.FORBIDDEN, none.reason())
          .details(List.of("not all chips can be read: " + unread.get().text()))
          .help(MissingRight.of(kernel, unread.get()));
    }
    return Problem.of(Reason.NOT_FOUND, none.reason())
        .help(
            none.near().isEmpty()
                ? "run dtbind lines to list the lines"
                : Nearest.question(none.near()))
        .candidates(none.near());
  }

  static Optional<Problem> twice(List<LiveGpio.Place> places) {
    for (int i = 0; i < places.size(); i++) {
      LiveGpio.Place place = places.get(i);
      if (places.subList(0, i).stream()
          .anyMatch(before -> LineTexts.at(before).equals(LineTexts.at(place)))) {
        return Optional.of(
            Problem.of("a line is specified twice: " + LineTexts.text(place))
                .help("specify each line only once"));
      }
    }
    return Optional.empty();
  }

  static Optional<Problem> inUse(List<LiveGpio.Place> places, List<String> deleted) {
    List<String> used =
        LineTexts.used(
            places.stream()
                .filter(place -> place.line().consumer().filter(deleted::contains).isEmpty()));
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(used.size() == 1 ? "a line is in use" : "lines are in use")
                .details(used)
                .help(
                    used.size() == 1
                        ? "release the line first, or omit it from the aggregator"
                        : "release the lines first, or omit them from the aggregator"));
  }
}
