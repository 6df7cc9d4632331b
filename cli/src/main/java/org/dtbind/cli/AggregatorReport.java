// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorOutcome.Created;
import org.dtbind.aggregator.AggregatorOutcome.Deleted;
import org.dtbind.aggregator.AggregatorOutcome.Failed;
import org.dtbind.aggregator.AggregatorOutcome.Planned;
import org.dtbind.aggregator.AggregatorOutcome.Rejected;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.aggregator.LiveAggregator;
import org.dtbind.aggregator.LiveAggregator.Source;
import org.dtbind.change.Problem;
import org.dtbind.report.Format;
import org.dtbind.report.Table;

/** Aggregators, and what came of wishes about them, in the shapes that are shown. */
final class AggregatorReport {

  /** More lines than this are counted in a table. */
  private static final int MOST_SHOWN = 8;

  /** What came of a wish, with its name and exit code. */
  record Told(String wanted, int exit, Result result) {}

  private AggregatorReport() {}

  /** What a wish led to. */
  record Result(
      String word,
      Optional<LiveAggregator> aggregator,
      List<String> plan,
      List<String> notes,
      Optional<Problem> problem,
      List<String> candidates,
      List<String> notRestored) {

    static Result of(AggregatorOutcome outcome) {
      if (outcome instanceof Created created) {
        return good(
            created.already() ? "already" : "created", created.aggregator(), created.notes());
      }
      if (outcome instanceof Deleted deleted) {
        return good("deleted", deleted.aggregator(), deleted.notes());
      }
      if (outcome instanceof Planned planned) {
        return new Result(
            "planned",
            Optional.empty(),
            planned.plan(),
            planned.notes(),
            Optional.empty(),
            List.of(),
            List.of());
      }
      if (outcome instanceof Rejected no) {
        return bad("rejected", no.problem(), no.candidates(), List.of());
      }
      if (outcome instanceof AggregatorOutcome.BroughtBack back) {
        boolean whole = back.notRestored().isEmpty();
        Optional<Problem> problem =
            whole
                ? Optional.empty()
                : Optional.of(Problem.of("aggregator %s is not as before".formatted(back.name())));
        return new Result(
            whole ? "broughtBack" : "notRestored",
            Optional.empty(),
            List.of(),
            List.of(),
            problem,
            List.of(),
            back.notRestored());
      }
      if (outcome instanceof AggregatorOutcome.NotTried) {
        return new Result(
            "notTried",
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            List.of());
      }
      Failed failed = (Failed) outcome;
      String word = failed.notRestored().isEmpty() ? "failed" : "notRestored";
      return bad(word, failed.problem(), List.of(), failed.notRestored());
    }

    private static Result good(String word, LiveAggregator one, List<String> notes) {
      return new Result(
          word, Optional.of(one), List.of(), notes, Optional.empty(), List.of(), List.of());
    }

    private static Result bad(
        String word, Problem problem, List<String> candidates, List<String> notRestored) {
      return new Result(
          word,
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.of(problem),
          candidates,
          notRestored);
    }
  }

  /** Shows what came of a wish. */
  static int show(
      Session session, Format format, String command, String wanted, AggregatorOutcome outcome)
      throws IOException {
    Result result = Result.of(outcome);
    int exit = outcome.exit().code();
    if (format != Format.TABLE) {
      session.write(
          AggregatorView.DOCUMENT.of("aggregator-" + command),
          new Told(wanted, exit, result),
          format);
    } else {
      result.plan().forEach(line -> session.out().println(Table.printable(line)));
      result
          .aggregator()
          .ifPresent(one -> session.out().println(Table.printable(line(result.word(), one))));
    }
    session.out().flush();
    result.notes().forEach(note -> session.messages().progress("note: " + note));
    result
        .problem()
        .ifPresent(
            problem ->
                session.messages().problem(problem, result.candidates(), result.notRestored()));
    return exit;
  }

  /** {@return what came of one of several} */
  static Told told(AggregatorPlan plan) {
    return new Told(plan.name(), plan.outcome().exit().code(), Result.of(plan.outcome()));
  }

  /** Says what came of one of several. */
  static List<String> lines(Session session, AggregatorPlan plan) {
    Result result = Result.of(plan.outcome());
    List<String> lines = new ArrayList<>(result.plan());
    result.aggregator().ifPresent(one -> lines.add(line(result.word(), one)));
    result.notes().forEach(note -> session.messages().progress("note: " + note));
    result
        .problem()
        .ifPresent(
            problem ->
                session.messages().problem(problem, result.candidates(), result.notRestored()));
    if (result.word().equals("broughtBack")) {
      lines.add("aggregator %s is as before again".formatted(plan.name()));
    } else if (result.word().equals("notTried")) {
      session.messages().progress("not tried: aggregator " + plan.name());
    }
    return lines;
  }

  private static String line(String word, LiveAggregator one) {
    if (word.equals("deleted")) {
      return "aggregator %s is deleted".formatted(one.text());
    }
    return "aggregator %s is %s: %s, /dev/gpio/%s, %s: %s"
        .formatted(
            one.text(),
            word.equals("already") ? "there already" : "made",
            one.chip().map(chip -> chip.device()).orElse("no chip"),
            one.text(),
            Messages.count(one.lines().size(), "line"),
            lines(one));
  }

  static String lines(LiveAggregator one) {
    String shown =
        one.lines().stream().limit(MOST_SHOWN).map(Source::text).collect(Collectors.joining(", "));
    int more = one.lines().size() - MOST_SHOWN;
    return shown + (more > 0 ? ", and %d more".formatted(more) : "");
  }
}
