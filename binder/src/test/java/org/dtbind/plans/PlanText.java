// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Results;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Result.RolledBack;
import org.dtbind.iommu.GroupOwnership;

/** Shows the results of planning as text: steps, records, notes and rejections. */
final class PlanText {

  /** The lines of a record that its device shows already. */
  private static final List<String> KNOWN = List.of("dtbind-", "bus=", "device=", "node=", "end");

  private final List<String> lines = new ArrayList<>();

  private PlanText() {}

  static String of(Results results) {
    PlanText text = new PlanText();
    Set<Integer> groups = new HashSet<>();
    for (NamedResult<DeviceSubject> entry : results.entries()) {
      Optional<Integer> group =
          DevicePlan.of(entry.result()).flatMap(DevicePlan::group).filter(groups::add);
      group.ifPresent(number -> text.together(number, results));
      text.result(entry.wanted(), entry.result());
    }
    results.aggregators().forEach(one -> text.result("aggregator " + one.wanted(), one.result()));
    results.whole().reason().ifPresent(why -> text.refusal("all", why));
    text.each("note", results.notes());
    return text.text();
  }

  static <S> String of(String what, Result<S> result) {
    PlanText text = new PlanText();
    text.result(what, result);
    return text.text();
  }

  static String of(StatusReport report) {
    PlanText text = new PlanText();
    report.statuses().forEach(text::status);
    report.aggregators().forEach(text::status);
    report.problems().forEach(one -> text.refusal("status", one.why()));
    return text.text();
  }

  private void together(int group, Results results) {
    lines.add("group " + group + ":");
    results.together(group).forEach(step -> lines.add("  " + step));
  }

  private String text() {
    return lines.isEmpty() ? "nothing to do\n" : String.join("\n", lines) + "\n";
  }

  private void each(String what, List<String> texts) {
    texts.forEach(each -> lines.add("  " + what + ": " + each));
  }

  private <S> void result(String what, Result<S> result) {
    if (result instanceof Rejected<S> rejected) {
      refusal(what, rejected.why());
      return;
    }
    if (result instanceof Failed<S> failed) {
      problem(what, "failed", failed.problem());
    } else {
      lines.add(what + ": " + end(result));
    }
    result.about().ifPresent(this::subject);
    each("note", result.notes());
    each("not restored", result.notRestored());
  }

  private static <S> String end(Result<S> result) {
    if (result instanceof Done<S> done) {
      return done.already() ? "as requested already" : "done";
    }
    return result instanceof Planned
        ? "planned"
        : result instanceof RolledBack ? "rolled back" : "untouched";
  }

  private void subject(Object subject) {
    if (subject instanceof DevicePlan plan) {
      plan.group().ifPresent(group -> lines.add("  as a member of group " + group));
      if (plan.group().isEmpty()) {
        plan.plan().text().forEach(step -> lines.add("  " + step));
      }
      record(plan.record());
    } else if (subject instanceof DeviceSubject device) {
      lines.add("  driver: " + device.device().driver().orElse("none"));
      device.chip().ifPresent(chip -> lines.add("  chip: " + chip.text()));
      each("node", device.nodes());
    } else if (subject instanceof AggregatorSubject aggregator) {
      aggregator.steps().forEach(step -> lines.add("  " + step));
    } else if (subject instanceof GroupOwnership group) {
      each("node", group.nodes());
      group.steps().forEach(step -> lines.add("  " + step));
    }
  }

  private void record(RecordChange change) {
    Optional<String> after = change.after().map(PlanText::shown);
    if (!change.after().equals(change.before())) {
      lines.add("  record: " + after.orElse("deleted"));
    }
  }

  private static String shown(Binding binding) {
    return binding
        .text()
        .lines()
        .filter(line -> KNOWN.stream().noneMatch(line::startsWith))
        .collect(Collectors.joining(", "));
  }

  private void refusal(String what, Problem why) {
    problem(what, "refused", why);
  }

  private void problem(String what, String end, Problem why) {
    lines.add(
        "%s: %s (%s, exit %d): %s"
            .formatted(
                what,
                end,
                why.reason().name().toLowerCase(Locale.ROOT),
                why.exit().code(),
                why.message()));
    why.details().forEach(detail -> lines.add("  " + detail));
    each("help", why.help().stream().toList());
    each("candidate", why.candidates());
  }

  private void status(Status status) {
    lines.add(
        "%s/%s: %s"
            .formatted(
                status.bus(), status.name(), status.state().name().toLowerCase(Locale.ROOT)));
    Stream.of(
            status.device().flatMap(device -> device.driver()).map(text -> "driver: " + text),
            status.declared().map(text -> "declared: " + text),
            status.intended().map(binding -> "record: " + shown(binding)),
            status.waits().map(text -> "waits: " + text),
            status.driverctl().map(text -> "driverctl: " + text),
            status.atBoot().map(text -> "at boot: " + text),
            status.drift().map(text -> "drift: " + text))
        .flatMap(Optional::stream)
        .forEach(line -> lines.add("  " + line));
  }

  private void status(AggregatorStatus status) {
    lines.add(
        "aggregator %s: %s"
            .formatted(status.name(), status.state().name().toLowerCase(Locale.ROOT)));
    each("problem", status.problem().stream().toList());
  }
}
