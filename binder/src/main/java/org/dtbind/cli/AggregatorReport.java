// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.source.Shown;

/** Aggregators, and what came of wishes about them, in the shapes that are shown. */
final class AggregatorReport {

  /** More lines than this are counted in a table. */
  private static final int MOST_SHOWN = 8;

  private AggregatorReport() {}

  /** What a wish led to. */
  private record Result(
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

    Value.Fields value(String wanted, int exit) {
      return fields(
          member("wanted", Value.of(wanted)),
          member("result", Value.of(word)),
          member("exit", Value.of((long) exit)),
          member(
              "aggregator", aggregator.map(AggregatorReport::value).orElseGet(Value.Absent::new)),
          member("plan", Value.ofTexts(plan)),
          member("notes", Value.ofTexts(notes)),
          member("candidates", Value.ofTexts(candidates)),
          member("notRestored", Value.ofTexts(notRestored)),
          member("message", Value.of(problem.map(Problem::message))),
          member("details", Value.ofTexts(problem.map(Problem::details).orElse(List.of()))),
          member("help", Value.of(problem.flatMap(Problem::help))));
    }
  }

  /**
   * Shows what came of a wish.
   *
   * @param session where to
   * @param format in which form
   * @param command {@code create} or {@code delete}
   * @param wanted the name that was given
   * @param outcome what came of it
   * @return the exit code
   * @throws IOException where it cannot be written
   */
  static int show(
      Session session, Format format, String command, String wanted, AggregatorOutcome outcome)
      throws IOException {
    Result result = Result.of(outcome);
    int exit = outcome.exit().code();
    if (format != Format.TABLE) {
      session.write(
          new Report(
              "dtbind.aggregator-" + command + "/1",
              result.value(wanted, exit),
              new Table(List.of(), List.of())),
          format);
    } else {
      result.plan().forEach(line -> session.out().println(Table.printable(line)));
      result
          .aggregator()
          .ifPresent(one -> session.out().println(Table.printable(line(result.word(), one))));
    }
    session.out().flush();
    result.notes().forEach(note -> session.messages().progress("note: " + note));
    result.problem().ifPresent(problem -> session.messages().error(text(problem, result)));
    return exit;
  }

  /**
   * {@return what came of one of several}
   *
   * @param plan of it
   */
  static Value value(AggregatorPlan plan) {
    return Result.of(plan.outcome()).value(plan.name(), plan.outcome().exit().code());
  }

  /**
   * Says what came of one of several.
   *
   * @param session where to
   * @param plan of it
   * @return lines for standard output
   */
  static List<String> lines(Session session, AggregatorPlan plan) {
    Result result = Result.of(plan.outcome());
    List<String> lines = new ArrayList<>(result.plan());
    result.aggregator().ifPresent(one -> lines.add(line(result.word(), one)));
    result.notes().forEach(note -> session.messages().progress("note: " + note));
    result.problem().ifPresent(problem -> session.messages().error(text(problem, result)));
    if (result.word().equals("broughtBack")) {
      lines.add("aggregator %s is as before again".formatted(plan.name()));
    } else if (result.word().equals("notTried")) {
      session.messages().progress("not tried: aggregator " + plan.name());
    }
    return lines;
  }

  private static String text(Problem problem, Result result) {
    StringBuilder text = new StringBuilder(problem.message());
    problem.details().forEach(line -> text.append("\n  ").append(line));
    result.candidates().forEach(line -> text.append("\n  ").append(Shown.escaped(line)));
    result
        .notRestored()
        .forEach(line -> text.append("\n  not restored: ").append(Shown.escaped(line)));
    problem.help().ifPresent(line -> text.append("\n  help: ").append(line));
    return text.toString();
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

  private static String lines(LiveAggregator one) {
    String shown =
        one.lines().stream().limit(MOST_SHOWN).map(Source::text).collect(Collectors.joining(", "));
    int more = one.lines().size() - MOST_SHOWN;
    return shown + (more > 0 ? ", and %d more".formatted(more) : "");
  }

  /**
   * {@return all aggregators of a system}
   *
   * @param all of them
   */
  static Report list(List<LiveAggregator> all) {
    Table table =
        new Table(
            List.of("NAME", "DEVICE", "BY", "CHIP", "AT BOOT", "LINES"),
            all.stream().map(AggregatorReport::row).toList());
    Value.Items items = new Value.Items(all.stream().<Value>map(AggregatorReport::value).toList());
    return new Report("dtbind.aggregator-list/1", fields(member("aggregators", items)), table);
  }

  private static List<String> row(LiveAggregator one) {
    return List.of(
        one.name().orElse("-"),
        one.device().orElse("-"),
        made(one),
        one.chip().map(chip -> chip.name()).orElse("-"),
        one.persistent() ? "yes" : "no",
        (one.ordered() ? "" : "unordered: ") + lines(one));
  }

  private static String made(LiveAggregator one) {
    return one.made().name().toLowerCase(Locale.ROOT);
  }

  /** {@return one of a system} */
  static Value value(LiveAggregator one) {
    return fields(
        member("name", Value.of(one.name())),
        member("device", Value.of(one.device())),
        member("by", Value.of(made(one))),
        member("chip", DeviceReport.chip(one.chip())),
        member("ordered", Value.of(one.ordered())),
        member("recorded", Value.of(one.recorded())),
        member("persistent", Value.of(one.persistent())),
        member(
            "lines",
            new Value.Items(one.lines().stream().<Value>map(AggregatorReport::value).toList())));
  }

  private static Value value(Source line) {
    return fields(
        member("key", Value.of(line.told().map(told -> told.key().utf8()))),
        member("label", Value.of(line.place().flatMap(place -> place.chip().label()))),
        member("chip", Value.of(line.place().map(place -> place.chip().name()))),
        member(
            "offset",
            line.place()
                .<Value>map(place -> Value.of((long) place.line().offset()))
                .orElseGet(Value.Absent::new)),
        member("name", Value.of(line.place().map(place -> place.line().name()))));
  }
}
