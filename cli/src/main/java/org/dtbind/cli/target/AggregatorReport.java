// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.RolledBack;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.view.Format;

/** Shows aggregators and the results of requests for them. */
final class AggregatorReport {

  /** The maximum number of lines that a table lists for an aggregator. */
  private static final int MOST_SHOWN = 8;

  /** The result of a request, with the name in the request. */
  record Reported(String wanted, Result<AggregatorSubject> result) {

    String word() {
      return ResultWords.word(result, isDeleted() ? "deleted" : "created");
    }

    private boolean isDeleted() {
      return result.about().filter(AggregatorSubject::deleted).isPresent();
    }

    Optional<LiveAggregator> aggregator() {
      return result.about().flatMap(AggregatorSubject::live);
    }

    List<String> plan() {
      return result.about().map(AggregatorSubject::steps).orElse(List.of());
    }

    Optional<Problem> problem() {
      return result instanceof RolledBack && !result.notRestored().isEmpty()
          ? result
              .about()
              .map(
                  subject ->
                      Problem.of(
                          "aggregator %s could not be fully restored".formatted(subject.name())))
          : result.reason();
    }

    /** Returns the planned steps, or the present state of the aggregator. */
    private List<String> lines() {
      List<String> lines = new ArrayList<>(plan());
      aggregator().ifPresent(aggregator -> lines.add(line(aggregator)));
      return lines;
    }

    private String line(LiveAggregator aggregator) {
      if (isDeleted()) {
        return "deleted aggregator %s".formatted(aggregator.text());
      }
      return (result instanceof Done<AggregatorSubject> done && done.already()
              ? "aggregator %s already exists: %s%s, %s (%s)"
              : "created aggregator %s: %s%s, %s (%s)")
          .formatted(
              aggregator.text(),
              aggregator.chip().map(chip -> chip.device()).orElse("no chip"),
              result
                  .about()
                  .flatMap(AggregatorSubject::link)
                  .map(", /dev/gpio/%s"::formatted)
                  .orElse(""),
              Phrases.count(aggregator.lines().size(), "line"),
              AggregatorReport.lines(aggregator));
    }

    private void showProblem(Messages messages) {
      problem().ifPresent(problem -> messages.problem(problem, result.notRestored()));
    }
  }

  private AggregatorReport() {}

  /** Shows the result of a request; returns the exit code. */
  static int show(
      Session session,
      Format format,
      String command,
      String wanted,
      Result<AggregatorSubject> result)
      throws IOException {
    Reported reported = new Reported(wanted, result);
    if (format != Format.TABLE) {
      session.output().write(AggregatorView.DOCUMENT.of("aggregator-" + command), reported, format);
    } else {
      reported.lines().forEach(session.output()::print);
    }
    session.output().stream().flush();
    ResultReport.notes(session.messages(), result);
    reported.showProblem(session.messages());
    return result.exit().code();
  }

  static Reported reported(NamedResult<AggregatorSubject> one) {
    return new Reported(one.wanted(), one.result());
  }

  /** Reports notes about several aggregators, each note once. */
  static void notes(Messages messages, List<NamedResult<AggregatorSubject>> plans) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (NamedResult<AggregatorSubject> plan : plans) {
      for (String note : plan.result().notes()) {
        names.computeIfAbsent(note, text -> new ArrayList<>()).add(plan.wanted());
      }
    }
    names.forEach(
        (note, of) -> {
          String about =
              plans.size() == 1
                  ? ""
                  : "aggregator%s %s: ".formatted(of.size() == 1 ? "" : "s", String.join(", ", of));
          messages.note(about + note);
        });
  }

  /** Reports problems of one aggregator of several; returns the lines for the table. */
  static List<String> lines(Messages messages, NamedResult<AggregatorSubject> plan) {
    Reported reported = reported(plan);
    List<String> lines = reported.lines();
    reported.showProblem(messages);
    if (plan.result() instanceof RolledBack<AggregatorSubject> back
        && back.notRestored().isEmpty()) {
      lines.add("restored aggregator %s".formatted(plan.wanted()));
    } else if (plan.result() instanceof Untouched) {
      messages.progress("not tried: aggregator " + plan.wanted());
    }
    return lines;
  }

  static String lines(LiveAggregator aggregator) {
    String shown =
        aggregator.lines().stream()
            .limit(MOST_SHOWN)
            .map(Source::text)
            .collect(Collectors.joining(", "));
    int more = aggregator.lines().size() - MOST_SHOWN;
    return shown + (more > 0 ? ", and %d more".formatted(more) : "");
  }
}
