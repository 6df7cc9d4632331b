// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Step;
import org.dtbind.change.FileChange;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.view.View;

/** Views of devices, chips and results. */
final class DeviceReport {

  static final View<LinuxDevice> BRIEF =
      View.<LinuxDevice>part()
          .text("bus", "Linux bus of the device, such as `platform`", LinuxDevice::bus)
          .text("name", "name of the Linux device", LinuxDevice::name)
          .textOrNull(
              "node",
              "path of the device's node in the devicetree; null if the device has no node",
              LinuxDevice::node)
          .textOrNull(
              "driver",
              "driver to which the device is bound; null if the device has no driver",
              LinuxDevice::driver);

  static final View<LinuxDevice> DEVICE =
      BRIEF.textOrNull(
          "driverOverride",
          "the only driver that can bind to the device, as set in `driver_override`; null if"
              + " `driver_override` is not set",
          device -> device.override().driver());

  static final View<GpioChip> CHIP =
      View.<GpioChip>part()
          .text("name", "name of the chip, such as `gpiochip0`", GpioChip::name)
          .textOrNull(
              "label", "label of the chip; null if the chip could not be read", GpioChip::label)
          .texts(
              "lines",
              "names of the chip's lines, in order; an empty string for a line without a name",
              DeviceReport::lineNames);

  /** The problem of a result, if there is one. */
  static final View<Optional<Problem>> PROBLEM =
      View.<Optional<Problem>>part()
          .textOrNull(
              "message",
              "description of the problem; null if there is none",
              problem -> problem.map(Problem::message))
          .texts(
              "details",
              "details of the problem, one per line",
              problem -> problem.map(Problem::details).orElse(List.of()))
          .textOrNull(
              "help",
              "what you can do about the problem; null if dtbind has no advice",
              problem -> problem.flatMap(Problem::help));

  static final View<FileChange> FILE =
      View.<FileChange>part()
          .text("path", "path of the file", FileChange::path)
          .text(
              "change",
              "type of the change: `written` or `removed`",
              change -> change.after().isPresent() ? "written" : "removed")
          .text("purpose", "purpose of the change", FileChange::purpose);

  /** The result of a request. Members that do not apply are null or empty. */
  static final View<NamedResult<DeviceSubject>> RESULT =
      View.<NamedResult<DeviceSubject>>part()
          .text("wanted", "device, as specified in the request", NamedResult::wanted)
          .text(
              "result",
              "result of the request: one of the values described above",
              entry -> ResultWords.word(entry.result()))
          .numberOrNull(
              "exit",
              "[exit code](commands.md#exit-codes) that corresponds to the result; null if `result`"
                  + " is `notTried`",
              entry -> ResultWords.exit(entry.result()))
          .objectOrNull(
              "device",
              "the device: its current state if `result` is `done` or `already`, its state before the"
                  + " change if the change was planned, failed or was rolled back, and null if"
                  + " `result` is `rejected` or `notTried`",
              DEVICE,
              entry -> entry.result().about().map(DeviceSubject::device))
          .objectOrNull(
              "chip",
              "GPIO chip of the device; null if there is no chip",
              CHIP,
              entry -> entry.result().about().flatMap(DeviceSubject::chip))
          .texts(
              "files",
              "paths of the device's device nodes in `/dev`, other than that of the GPIO chip",
              entry -> all(entry, DeviceSubject::nodes))
          .list(
              "writes",
              "writes to sysfs that were performed or, in a dry run, would be performed",
              View.<Step>part()
                  .text("path", "path of the file in sysfs", Step::path)
                  .text(
                      "content",
                      "text that is written to the file",
                      step -> step.content().latin1())
                  .text("purpose", "purpose of the write", Step::purpose),
              entry -> all(entry, DeviceSubject::steps))
          .texts(
              "modules",
              "kernel modules that were loaded or, in a dry run, would be loaded",
              entry -> all(entry, DeviceSubject::modules))
          .list(
              "changedFiles",
              "files in `/etc` and `/var/lib` that were changed or, in a dry run, would be changed",
              FILE,
              entry -> all(entry, DeviceSubject::files))
          .texts(
              "given",
              "changes that were made or, in a dry run, would be made to the owner, group or mode of"
                  + " device nodes",
              entry -> all(entry, DeviceSubject::owned))
          .texts(
              "notes",
              "additional notes, such as states that dtbind could not verify",
              entry -> entry.result().notes())
          .texts(
              "candidates",
              "possible meanings, if the specified name is ambiguous",
              entry -> candidates(entry, false))
          .texts(
              "nearNames",
              "similar names, if the specified name was not found",
              entry -> candidates(entry, true))
          .texts(
              "notRestored",
              "parts of the former state that could not be restored",
              entry -> entry.result().notRestored())
          .including(PROBLEM, entry -> entry.result().reason());

  private DeviceReport() {}

  static List<String> lineNames(GpioChip chip) {
    return chip.lines().stream().map(GpioLine::name).toList();
  }

  private static <T> List<T> all(
      NamedResult<DeviceSubject> entry, Function<DeviceSubject, List<T>> of) {
    return entry.result().about().map(of).orElse(List.of());
  }

  private static List<String> candidates(NamedResult<DeviceSubject> entry, boolean near) {
    boolean unknown =
        entry.result() instanceof Rejected<DeviceSubject> rejected
            && rejected.why().reason() == Reason.NOT_FOUND;
    return unknown == near ? ResultReport.candidates(entry.result()) : List.of();
  }
}
