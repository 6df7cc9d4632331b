// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.Recovery;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.device.RemovedChips;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.ProcessStatus;

/** Examines what the system and the user's permissions allow. */
record SystemFindings(Kernel kernel, List<GpioChip> chips) {

  static final String CHIPS = "GPIO chips (uAPI v2)";
  static final String STATE = "state in /run/dtbind";
  static final String ATTRIBUTES = "attributes in sysfs";

  /** Directories, of which the first existing one must be writable for any change. */
  private static final List<String> DIRECTORIES = List.of("/run/dtbind", "/run", "/");

  private static final String JOURNAL = "changes";

  private static final String PLATFORM = "/sys/bus/platform/drivers_probe";

  List<DoctorFinding> all() {
    List<DoctorFinding> all = new ArrayList<>();
    all.add(lines());
    all.add(user());
    all.add(writable(STATE, DIRECTORIES, "contains dtbind's lock and the former state of devices"));
    all.add(writable(ATTRIBUTES, List.of(PLATFORM), "bind and unbind write there"));
    all.add(writable("files in /etc", List.of("/etc"), "only --persist writes there"));
    all.add(journal());
    all.add(udev());
    all.add(driverctl());
    given().ifPresent(all::add);
    removed().ifPresent(all::add);
    all.add(
        kernel.sysfs().exists("/run/systemd/system")
            ? DoctorFinding.ok(
                "systemd", "running", "sets up declared devices and aggregators at boot")
            : DoctorFinding.missing(
                "systemd",
                "not running",
                "sets up declared devices and aggregators at boot",
                "make your own init system run the scripts that dtbind export target and --persist"
                    + " write"));
    return all;
  }

  private DoctorFinding journal() {
    String why = "an interrupted change must be finished or rolled back before the next change";
    return Recovery.worker(kernel).isPresent()
        ? DoctorFinding.ok(JOURNAL, "a change is in progress", why)
        : Recovery.interrupted(kernel)
            .map(
                interrupted ->
                    DoctorFinding.missing(
                        JOURNAL,
                        interrupted.message(),
                        why,
                        interrupted.help().orElse("dtbind recover")))
            .orElseGet(() -> DoctorFinding.ok(JOURNAL, "no change was interrupted", why));
  }

  private DoctorFinding driverctl() {
    Map<String, String> drivers = DriverctlOverrides.read(kernel.files()).drivers();
    List<String> found = new ArrayList<>();
    drivers.forEach((file, driver) -> found.add(file + ": " + driver));
    return DoctorFinding.ok(
        "driverctl",
        found.isEmpty()
            ? "nothing in " + DriverctlOverrides.DIRECTORY
            : DriverctlOverrides.DIRECTORY + " contains " + String.join(", ", found),
        "driverctl binds devices whenever they are added, even if dtbind has bound them to other"
            + " drivers");
  }

  /**
   * {@return the finding on device nodes that do not have the owner they were given, with the udev
   * rules that may be the reason; empty if all have it}
   */
  private Optional<DoctorFinding> given() {
    StatusReport report = StatusReport.read(kernel, List.of());
    List<String> others = new ArrayList<>();
    report.statuses().forEach(one -> one.drift().ifPresent(others::add));
    report.aggregators().stream()
        .filter(one -> one.state() == AggregatorStatus.State.DRIFTED)
        .forEach(one -> one.problem().ifPresent(others::add));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DoctorFinding.missing(
                "device nodes and aggregators",
                String.join("; ", others),
                "anyone who can open a device node controls the whole device",
                "run dtbind bind, aggregator create or apply again, and change the udev rule, if"
                    + " one is named"));
  }

  /** {@return the finding on chips that can make the kernel crash; empty if there are none} */
  private Optional<DoctorFinding> removed() {
    RemovedChips removed = RemovedChips.read(kernel.sysfs());
    return removed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DoctorFinding.missing(
                "removed GPIO chips",
                String.join("; ", removed.details()),
                "Linux before 6.9 keeps such a chip, and crashes when it searches for a line by"
                    + " name",
                removed.help()));
  }

  private DoctorFinding udev() {
    String why = "sets the owner, group and mode of device nodes, and binds devices at boot";
    return kernel.udev().runs()
        ? DoctorFinding.ok("udev", "running", why)
        : DoctorFinding.missing(
            "udev",
            kernel.live() ? "/run/udev/control does not exist" : "this is a copy of a system",
            why,
            "start udev; without it, dtbind sets the owner, group and mode only once");
  }

  /** Tests whether lines can be read with the version of the uAPI that dtbind uses. */
  private DoctorFinding lines() {
    String what = CHIPS;
    String why = "dtbind finds lines by querying the chips";
    List<GpioChip> closed = chips.stream().filter(chip -> chip.unreadable().isPresent()).toList();
    if (chips.isEmpty()) {
      return DoctorFinding.missing(
          what,
          "none in /sys/bus/gpio/devices",
          why,
          "load the driver of a GPIO controller, and use a kernel with CONFIG_GPIO_CDEV=y");
    }
    if (closed.isEmpty()) {
      return DoctorFinding.ok(what, chips.size() + " can be read", why);
    }
    Failure first = closed.get(0).unreadable().orElseThrow();
    String help =
        first instanceof Failure.Forbidden
            ? MissingRight.of(kernel, first)
            : "use Linux 5.10 or later; in a container, make the device nodes available";
    return DoctorFinding.missing(
        what,
        "%d of %d cannot be read; %s".formatted(closed.size(), chips.size(), first.text()),
        why,
        help);
  }

  private DoctorFinding user() {
    ProcessStatus status = ProcessStatus.read(kernel.sysfs());
    String uid = status.user();
    List<String> groups =
        List.of(status.field("Groups").split(" ", -1)).stream()
            .filter(number -> !number.isEmpty())
            .map(this::group)
            .toList();
    String found =
        "user %s, %s"
            .formatted(uid, groups.isEmpty() ? "no group" : "groups " + String.join(", ", groups));
    String why = "only root can bind devices; a group can have access to device nodes";
    if (uid.isEmpty()) {
      return DoctorFinding.unknown("user", "cannot read /proc/self/status", why, "mount /proc");
    }
    return uid.equals("0")
        ? DoctorFinding.ok("user", found, why)
        : DoctorFinding.missing(
            "user",
            found,
            why,
            "run bind, unbind and aggregator as root (sudo); for lines, join the chips' group");
  }

  private String group(String number) {
    Optional<String> content = kernel.files().read("/etc/group").value().flatMap(text -> text);
    return content.stream()
        .flatMap(String::lines)
        .map(line -> line.split(":", -1))
        .filter(parts -> parts.length > 2 && parts[2].equals(number))
        .map(parts -> parts[0])
        .findFirst()
        .orElse(number);
  }

  /** {@return whether the first of these paths that exists is writable} */
  private DoctorFinding writable(String what, List<String> paths, String why) {
    String path = paths.stream().filter(kernel.sysfs()::exists).findFirst().orElse(paths.get(0));
    return kernel.files().mayWrite(path)
        ? DoctorFinding.ok(what, path + " is writable", why)
        : DoctorFinding.missing(
            what,
            path + " is not writable",
            why,
            "run this command as root and outside a container, and mount the file system writable");
  }
}
