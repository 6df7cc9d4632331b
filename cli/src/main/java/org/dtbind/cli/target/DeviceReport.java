// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.bind.DeviceSubject;
import org.dtbind.bind.Results;
import org.dtbind.bind.Step;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal.Reason;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.view.View;

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

  /** The result of a request; what does not apply is there without value. */
  static final View<Results.Entry> RESULT =
      View.<Results.Entry>part()
          .text("wanted", "as it was given", Results.Entry::wanted)
          .text("result", "one word, see above", entry -> ResultReport.word(entry.result(), "done"))
          .numberOrNull(
              "exit", "the [exit code](commands.md#exit-codes) for this one", DeviceReport::exit)
          .objectOrNull(
              "device",
              "as it was before, or null where none was found",
              DEVICE,
              entry -> entry.result().about().map(DeviceSubject::device))
          .objectOrNull(
              "chip",
              "the GPIO chip that came of it",
              CHIP,
              entry -> entry.result().about().flatMap(DeviceSubject::chip))
          .texts("files", "in `/dev`", entry -> all(entry, DeviceSubject::nodes))
          .list(
              "writes",
              "to sysfs: done, or in a plan",
              View.<Step>part()
                  .text("path", "of the file", Step::path)
                  .text("content", "what is written", step -> step.content().latin1())
                  .text("purpose", "what it is for", Step::purpose),
              entry -> all(entry, DeviceSubject::steps))
          .texts(
              "modules",
              "kernel modules that were, or would be, loaded",
              entry -> all(entry, DeviceSubject::modules))
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
              entry -> all(entry, DeviceSubject::files))
          .texts(
              "given",
              "its nodes in `/dev` that were, or would be, given to somebody",
              entry -> all(entry, DeviceSubject::owned))
          .texts("notes", "what else is worth saying", entry -> entry.result().notes())
          .texts(
              "candidates",
              "what a name that is not clear may mean",
              entry -> candidates(entry, false))
          .texts("nearNames", "names that were perhaps meant", entry -> candidates(entry, true))
          .texts(
              "notRestored",
              "what could not be put back as it was",
              entry -> entry.result().notRestored())
          .including(PROBLEM, entry -> entry.result().reason());

  private DeviceReport() {}

  private static Optional<Integer> exit(Results.Entry entry) {
    return entry.result() instanceof Untouched
        ? Optional.empty()
        : Optional.of(entry.result().exit().code());
  }

  private static <T> List<T> all(Results.Entry entry, Function<DeviceSubject, List<T>> of) {
    return entry.result().about().map(of).orElse(List.of());
  }

  private static List<String> candidates(Results.Entry entry, boolean near) {
    boolean unknown =
        entry.result() instanceof Rejected<DeviceSubject> rejected
            && rejected.why().reason() == Reason.NOT_FOUND;
    return unknown == near ? ResultReport.candidates(entry.result()) : List.of();
  }
}
