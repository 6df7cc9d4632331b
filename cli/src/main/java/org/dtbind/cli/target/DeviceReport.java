// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.bind.plan.Step;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal.Reason;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Result.Untouched;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.view.View;

/** Views of devices, chips and results. */
final class DeviceReport {

  static final View<LinuxDevice> DEVICE =
      View.<LinuxDevice>part()
          .text("bus", "Linux bus, such as `platform`", LinuxDevice::bus)
          .text("name", "Linux device name", LinuxDevice::name)
          .textOrNull("node", "path in the devicetree", LinuxDevice::node)
          .textOrNull("driver", "driver of the device", LinuxDevice::driver)
          .textOrNull(
              "driverOverride",
              "the only driver that may take the device",
              device -> device.override().driver());

  static final View<GpioChip> CHIP =
      View.<GpioChip>part()
          .text("name", "name, such as `gpiochip0`", GpioChip::name)
          .textOrNull("label", "chip label in the kernel", GpioChip::label)
          .texts("lines", "names of the chip's lines", DeviceReport::lineNames);

  /** The problem of a result, if there is one. */
  static final View<Optional<Problem>> PROBLEM =
      View.<Optional<Problem>>part()
          .textOrNull("message", "what went wrong", problem -> problem.map(Problem::message))
          .texts(
              "details",
              "more details, one line each",
              problem -> problem.map(Problem::details).orElse(List.of()))
          .textOrNull("help", "what to do, if known", problem -> problem.flatMap(Problem::help));

  /** The result of a request. Members that do not apply are null or empty. */
  static final View<Results.Entry> RESULT =
      View.<Results.Entry>part()
          .text("wanted", "device, as named in the request", Results.Entry::wanted)
          .text(
              "result",
              "result, one of the words above",
              entry -> ResultReport.word(entry.result(), "done"))
          .numberOrNull(
              "exit", "[exit code](commands.md#exit-codes) for this result", DeviceReport::exit)
          .objectOrNull(
              "device",
              "state of the device: after the change if `result` is `done` or `already`, otherwise"
                  + " before the change; null if `result` is `rejected` or `notTried`",
              DEVICE,
              entry -> entry.result().about().map(DeviceSubject::device))
          .objectOrNull(
              "chip",
              "resulting GPIO chip",
              CHIP,
              entry -> entry.result().about().flatMap(DeviceSubject::chip))
          .texts("files", "paths of the device nodes", entry -> all(entry, DeviceSubject::nodes))
          .list(
              "writes",
              "writes to sysfs, done or planned",
              View.<Step>part()
                  .text("path", "path of the file", Step::path)
                  .text("content", "content written to the file", step -> step.content().latin1())
                  .text("purpose", "what the write is for", Step::purpose),
              entry -> all(entry, DeviceSubject::steps))
          .texts(
              "modules",
              "kernel modules that were loaded, or would be",
              entry -> all(entry, DeviceSubject::modules))
          .list(
              "changedFiles",
              "files in `/etc` and `/var/lib` that were changed, or would be",
              View.<FileChange>part()
                  .text("path", "path of the file", FileChange::path)
                  .text(
                      "change",
                      "`written` or `removed`",
                      change -> change.after().isPresent() ? "written" : "removed")
                  .text("purpose", "what the change is for", FileChange::purpose),
              entry -> all(entry, DeviceSubject::files))
          .texts(
              "given",
              "changes to the owner, group or mode of device nodes, done or planned",
              entry -> all(entry, DeviceSubject::owned))
          .texts("notes", "additional notes", entry -> entry.result().notes())
          .texts(
              "candidates",
              "possible meanings of an ambiguous name",
              entry -> candidates(entry, false))
          .texts("nearNames", "similar names", entry -> candidates(entry, true))
          .texts("notRestored", "what could not be restored", entry -> entry.result().notRestored())
          .including(PROBLEM, entry -> entry.result().reason());

  private DeviceReport() {}

  static List<String> lineNames(GpioChip chip) {
    return chip.lines().stream().map(GpioLine::name).toList();
  }

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
