// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Plan;
import org.dtbind.bind.Problem;
import org.dtbind.bind.Step;
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

  /** Returns the result of one wish; members that do not apply are there without value. */
  static Value outcome(String wanted, Outcome outcome) {
    Optional<LinuxDevice> device = Optional.empty();
    Optional<GpioChip> chip = Optional.empty();
    Optional<Problem> problem = Optional.empty();
    List<Step> steps = List.of();
    List<String> notes = List.of();
    String result;
    if (outcome instanceof Outcome.Done done) {
      device = Optional.of(done.device());
      chip = done.chip();
      steps = done.written();
      notes = done.notes();
      result = done.already() ? "already" : "done";
    } else if (outcome instanceof Outcome.Planned planned) {
      Plan plan = planned.plan();
      device = Optional.of(plan.before());
      steps = plan.steps();
      result = "planned";
    } else if (outcome instanceof Outcome.Rejected rejected) {
      problem = Optional.of(rejected.problem());
      notes = rejected.candidates();
      result = "rejected";
    } else {
      Outcome.Failed failed = (Outcome.Failed) outcome;
      device = Optional.of(failed.device());
      problem = Optional.of(failed.problem());
      steps = failed.written();
      notes = failed.notRestored();
      result = failed.notRestored().isEmpty() ? "failed" : "notRestored";
    }
    return fields(
        member("wanted", Value.of(wanted)),
        member("result", Value.of(result)),
        member("exit", Value.of((long) outcome.exit().code())),
        member("device", device(device)),
        member("chip", chip(chip)),
        member("writes", steps(steps)),
        member("notes", Value.ofTexts(notes)),
        member("message", Value.of(problem.map(Problem::message))),
        member("details", Value.ofTexts(problem.map(Problem::details).orElse(List.of()))),
        member("help", Value.of(problem.flatMap(Problem::help))));
  }
}
