// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Step;
import org.dtbind.change.FileChange;
import org.dtbind.change.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.report.View;

/** Devices, chips and outcomes in the shape that reports have. */
final class DeviceReport {

  static final View<LinuxDevice> DEVICE =
      View.<LinuxDevice>part()
          .text("bus", "of Linux, such as `platform`", LinuxDevice::bus)
          .text("name", "that Linux gave it", LinuxDevice::name)
          .textOrNull("node", "path in the devicetree", LinuxDevice::node)
          .textOrNull("driver", "that has it", LinuxDevice::driver)
          .textOrNull(
              "driverOverride",
              "the only driver that may have it",
              device -> device.override().driver());

  static final View<GpioChip> CHIP =
      View.<GpioChip>part()
          .text("name", "such as `gpiochip0`", GpioChip::name)
          .textOrNull("label", "of the chip, as the kernel has it", GpioChip::label)
          .texts("lines", "names of its lines", OutcomeOutput::lineNames);

  /** The problem of a result, where it has one. */
  static final View<Optional<Problem>> PROBLEM =
      View.<Optional<Problem>>part()
          .textOrNull("message", "what failed", problem -> problem.map(Problem::message))
          .texts(
              "details",
              "lines that say more",
              problem -> problem.map(Problem::details).orElse(List.of()))
          .textOrNull(
              "help", "what to do, where that is known", problem -> problem.flatMap(Problem::help));

  /** What came of a wish; what does not apply is there without value. */
  static final View<Result> RESULT =
      View.<Result>part()
          .text("wanted", "as it was given", result -> result.wanted)
          .text("result", "one word, see above", result -> result.word)
          .numberOrNull(
              "exit", "the [exit code](commands.md#exit-codes) for this one", result -> result.exit)
          .objectOrNull(
              "device",
              "as it was before, or null where none was found",
              DEVICE,
              result -> result.device)
          .objectOrNull("chip", "the GPIO chip that came of it", CHIP, result -> result.chip)
          .texts("files", "in `/dev`", result -> result.files)
          .list(
              "writes",
              "to sysfs: done, or in a plan",
              View.<Step>part()
                  .text("path", "of the file", Step::path)
                  .text("content", "what is written", step -> step.content().latin1())
                  .text("purpose", "what it is for", Step::purpose),
              result -> result.steps)
          .texts(
              "modules", "kernel modules that were, or would be, loaded", result -> result.modules)
          .list(
              "changedFiles",
              "files in `/etc` and `/var/lib`",
              View.<FileChange>part()
                  .text("path", "of the file", FileChange::path)
                  .text(
                      "change",
                      "`written` or `removed`",
                      change -> change.after().isPresent() ? "written" : "removed")
                  .text("purpose", "what it is for", FileChange::purpose),
              result -> result.changed)
          .texts(
              "given",
              "its nodes in `/dev` that were, or would be, given to somebody",
              result -> result.given)
          .texts("notes", "what else is worth saying", result -> result.notes)
          .texts(
              "candidates", "what a name that is not clear may mean", result -> result.candidates)
          .texts("nearNames", "names that were perhaps meant", result -> result.nearNames)
          .texts(
              "notRestored", "what could not be put back as it was", result -> result.notRestored)
          .including(PROBLEM, result -> result.problem);

  private DeviceReport() {}

  /** What a result consists of; what does not apply stays empty. */
  static final class Result {
    private final String wanted;
    private final String word;
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

    private Result(String wanted, String word) {
      this.wanted = wanted;
      this.word = word;
    }
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

  static Result result(String wanted, Outcome outcome) {
    Result result = new Result(wanted, word(outcome));
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
