// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.bind.Binder;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.result.Refusal;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.ProcessStatus;

/** Examines what the system and the user's permissions allow. */
record SystemFindings(Kernel kernel, List<GpioChip> chips) {

  static final String CHIPS = "GPIO chips (uAPI v2)";
  static final String STATE = "state in /run/dtbind";
  static final String ATTRIBUTES = "attributes of sysfs";

  /** Directories, of which the first existing one must be writable for any change. */
  private static final List<String> DIRECTORIES = List.of("/run/dtbind", "/run", "/");

  private static final String JOURNAL = "changes";

  private static final String PLATFORM = "/sys/bus/platform/drivers_probe";

  List<Finding> all() {
    List<Finding> all = new ArrayList<>();
    all.add(lines());
    all.add(user());
    all.add(writable(STATE, DIRECTORIES, "contains the former state of devices, and the lock"));
    all.add(writable(ATTRIBUTES, List.of(PLATFORM), "bind and unbind write there"));
    all.add(
        writable(
            "files in /etc", List.of("/etc"), "--persist writes there; nothing else needs it"));
    all.add(journal());
    all.add(udev());
    all.add(driverctl());
    given().ifPresent(all::add);
    all.add(
        kernel.sysfs().exists("/run/systemd/system")
            ? Finding.ok("systemd", "it runs", "makes what is declared at each boot")
            : Finding.missing(
                "systemd",
                "it does not run",
                "makes what is declared at each boot",
                "call the scripts of export target and --persist from your own init"));
    return all;
  }

  private Finding journal() {
    String why = "an interrupted change must be finished or rolled back before the next one";
    return Refusal.worker(kernel).isPresent()
        ? Finding.ok(JOURNAL, "one is at work", why)
        : Refusal.interrupted(kernel)
            .map(
                interrupted ->
                    Finding.missing(
                        JOURNAL,
                        interrupted.problem().message(),
                        why,
                        interrupted.problem().help().orElse("dtbind recover")))
            .orElseGet(() -> Finding.ok(JOURNAL, "nothing was interrupted", why));
  }

  private Finding driverctl() {
    Map<String, String> drivers = DriverctlOverrides.read(kernel.files()).drivers();
    List<String> found = new ArrayList<>();
    drivers.forEach((file, driver) -> found.add(file + ": " + driver));
    return Finding.ok(
        "driverctl",
        found.isEmpty()
            ? "nothing in " + DriverctlOverrides.DIRECTORY
            : DriverctlOverrides.DIRECTORY + " has " + String.join(", ", found),
        "it binds devices to drivers whenever they are added, whatever dtbind did");
  }

  /**
   * {@return the finding on device nodes that do not have the owner they were given, with the udev
   * rules that may be the reason; empty if all have it}
   */
  private Optional<Finding> given() {
    StatusReport report = new Binder(kernel).status(List.of());
    List<String> others = new ArrayList<>();
    report.statuses().forEach(one -> one.drift().ifPresent(others::add));
    report.aggregators().stream()
        .filter(one -> one.state() == AggregatorStatus.State.DRIFTED)
        .forEach(one -> one.problem().ifPresent(others::add));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.missing(
                "device nodes and aggregators",
                String.join("; ", others),
                "whoever can open a node controls its whole device",
                "run the command again (dtbind bind, aggregator create, apply), and"
                    + " change that rule"));
  }

  private Finding udev() {
    String why = "gives device nodes their owner, group and mode, and binds at boot";
    return kernel.udev().runs()
        ? Finding.ok("udev", "it runs", why)
        : Finding.missing(
            "udev",
            kernel.live() ? "no /run/udev/control" : "this is a copy of a system",
            why,
            "dtbind sets owner, group and mode directly; start udev to keep them");
  }

  /** Tests whether lines can be read with the version of the uAPI that dtbind uses. */
  private Finding lines() {
    String what = CHIPS;
    String why = "dtbind finds lines by querying them";
    List<GpioChip> closed = chips.stream().filter(chip -> chip.unreadable().isPresent()).toList();
    if (chips.isEmpty()) {
      return Finding.missing(
          what,
          "none in /sys/bus/gpio/devices",
          why,
          "load the driver of a GPIO controller; CONFIG_GPIO_CDEV=y");
    }
    if (closed.isEmpty()) {
      return Finding.ok(what, chips.size() + " can be read", why);
    }
    Failure first = closed.get(0).unreadable().orElseThrow();
    String help =
        first instanceof Failure.Forbidden
            ? MissingRight.of(kernel, first)
            : "Linux 5.10 and later have uAPI v2; in a container, pass the nodes on";
    return Finding.missing(
        what,
        "%d of %d cannot be read: %s".formatted(closed.size(), chips.size(), first.text()),
        why,
        help);
  }

  private Finding user() {
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
    String why = "only root can change what belongs to root; nodes can belong to a group";
    if (uid.isEmpty()) {
      return Finding.unknown("user", "no /proc/self/status", why, "mount /proc");
    }
    return uid.equals("0")
        ? Finding.ok("user", found, why)
        : Finding.missing(
            "user",
            found,
            why,
            "bind, unbind and aggregator need root (sudo); lines, only the group of the chips");
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
  private Finding writable(String what, List<String> paths, String why) {
    String path = paths.stream().filter(kernel.sysfs()::exists).findFirst().orElse(paths.get(0));
    return kernel.files().mayWrite(path)
        ? Finding.ok(what, path + " can be written", why)
        : Finding.missing(
            what,
            path + " cannot be written",
            why,
            "run this as root, outside a container, with the file system mounted writable");
  }
}
