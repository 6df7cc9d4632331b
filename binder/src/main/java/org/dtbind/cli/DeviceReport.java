// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Step;
import org.dtbind.change.FileChange;
import org.dtbind.change.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.report.Value;

/** Devices, chips and outcomes in the shape that reports have. */
final class DeviceReport {

  private DeviceReport() {}

  static Value device(Optional<LinuxDevice> device) {
    return device
        .<Value>map(
            d ->
                fields(
                    member("bus", Value.of(d.bus())),
                    member("name", Value.of(d.name())),
                    member("node", Value.of(d.node().map(Object::toString))),
                    member("driver", Value.of(d.driver())),
                    member("driverOverride", Value.of(d.override().driver()))))
        .orElseGet(Value.Absent::new);
  }

  static Value chip(Optional<GpioChip> chip) {
    return chip.<Value>map(
            c ->
                fields(
                    member("name", Value.of(c.name())),
                    member("label", Value.of(c.label())),
                    member("lines", Value.ofTexts(lineNames(c)))))
        .orElseGet(Value.Absent::new);
  }

  static List<String> lineNames(GpioChip chip) {
    return chip.lines().stream().map(GpioLine::name).toList();
  }

  static Value steps(List<Step> steps) {
    return new Value.Items(
        steps.stream()
            .<Value>map(
                step ->
                    fields(
                        member("path", Value.of(step.path())),
                        member("content", Value.of(step.content().latin1())),
                        member("purpose", Value.of(step.purpose()))))
            .toList());
  }

  private static Value changes(List<FileChange> changes) {
    return new Value.Items(
        changes.stream()
            .<Value>map(
                change ->
                    fields(
                        member("path", Value.of(change.path())),
                        member(
                            "change", Value.of(change.after().isPresent() ? "written" : "removed")),
                        member("purpose", Value.of(change.purpose()))))
            .toList());
  }

  /** What a result consists of; what does not apply stays empty. */
  private static final class Result {
    private Optional<Integer> exit = Optional.empty();
    private Optional<LinuxDevice> device = Optional.empty();
    private Optional<GpioChip> chip = Optional.empty();
    private List<String> files = List.of();
    private Optional<Problem> problem = Optional.empty();
    private List<Step> steps = List.of();
    private List<String> notes = List.of();
    private List<String> modules = List.of();
    private List<FileChange> changed = List.of();
    private List<String> given = List.of();
    private List<String> candidates = List.of();
    private List<String> nearNames = List.of();
    private List<String> notRestored = List.of();

    Value value(String wanted, String word) {
      return fields(
          member("wanted", Value.of(wanted)),
          member("result", Value.of(word)),
          member(
              "exit", exit.<Value>map(code -> Value.of((long) code)).orElseGet(Value.Absent::new)),
          member("device", device(device)),
          member("chip", chip(chip)),
          member("files", Value.ofTexts(files)),
          member("writes", steps(steps)),
          member("modules", Value.ofTexts(modules)),
          member("changedFiles", changes(changed)),
          member("given", Value.ofTexts(given)),
          member("notes", Value.ofTexts(notes)),
          member("candidates", Value.ofTexts(candidates)),
          member("nearNames", Value.ofTexts(nearNames)),
          member("notRestored", Value.ofTexts(notRestored)),
          member("message", Value.of(problem.map(Problem::message))),
          member("details", Value.ofTexts(problem.map(Problem::details).orElse(List.of()))),
          member("help", Value.of(problem.flatMap(Problem::help))));
    }
  }

  /** Returns the result of one wish; members that do not apply are there without value. */
  static Value outcome(String wanted, Outcome outcome) {
    return result(outcome).value(wanted, word(outcome));
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.already() ? "already" : "done";
    }
    if (outcome instanceof Outcome.Failed failed) {
      return failed.notRestored().isEmpty() ? "failed" : "notRestored";
    }
    if (outcome instanceof Outcome.BroughtBack back) {
      return back.notRestored().isEmpty() ? "broughtBack" : "notRestored";
    }
    if (outcome instanceof Outcome.NotTried) {
      return "notTried";
    }
    return outcome instanceof Outcome.Planned ? "planned" : "rejected";
  }

  private static Result result(Outcome outcome) {
    Result result = new Result();
    if (!(outcome instanceof Outcome.NotTried)) {
      result.exit = Optional.of(outcome.exit().code());
    }
    if (outcome instanceof Outcome.Done done) {
      result.device = Optional.of(done.device());
      result.chip = done.chip();
      result.files = done.files();
      result.steps = done.written();
      result.notes = done.notes();
      result.modules = done.modules();
      result.changed = done.changed();
      result.given = done.given();
    } else if (outcome instanceof Outcome.Planned planned) {
      result.device = Optional.of(planned.plan().before());
      result.steps = planned.plan().steps();
      result.changed = planned.plan().files();
      result.given = planned.plan().giving().text();
      result.notes = planned.notes();
      result.modules = planned.plan().module().map(m -> List.of(m.name())).orElse(List.of());
    } else if (outcome instanceof Outcome.Rejected rejected) {
      result.problem = Optional.of(rejected.problem());
      if (rejected.reason() == Outcome.Reason.NOT_FOUND) {
        result.nearNames = rejected.candidates();
      } else {
        result.candidates = rejected.candidates();
      }
    } else if (outcome instanceof Outcome.Failed failed) {
      result.device = Optional.of(failed.device());
      result.problem = Optional.of(failed.problem());
      result.steps = failed.written();
      result.notRestored = failed.notRestored();
    } else if (outcome instanceof Outcome.BroughtBack back) {
      result.device = Optional.of(back.device());
      result.notRestored = back.notRestored();
    }
    return result;
  }
}
