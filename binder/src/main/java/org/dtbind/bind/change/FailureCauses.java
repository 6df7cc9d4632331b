// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.plan.Step.Attach;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.Deferrals;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.gpio.SourceLines;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;

/**
 * Explains why a plan failed, from the current state of the kernel and the devicetree. Create the
 * texts before the rollback.
 */
record FailureCauses(Kernel kernel, Plan plan, List<String> messages) {

  private static final int MOST_MESSAGES = 5;

  /** The kernel rejected a write. */
  Problem refused(Step step, Failure failure) {
    Errno errno = failure.errno();
    String name = errno.name() + " (" + errno.meaning() + ")";
    if (failure instanceof Failure.Forbidden) {
      return Problem.of(failure.text())
          .details(details(List.of()))
          .help(MissingRight.of(kernel, failure));
    }
    if (!(step instanceof Attach attach)) {
      return Problem.of(failure.text()).details(details(List.of()));
    }
    List<String> obstacles = obstacles();
    return Problem.of("%s does not accept %s: %s".formatted(attach.driver(), device().text(), name))
        .details(details(obstacles))
        .help(help(attach, errno, obstacles));
  }

  /** The driver does not match the device, and the bus has no override to force it. */
  Problem doesNotMatch(Attach attach) {
    return Problem.of(
            Reason.UNSUPPORTED,
            "%s does not match %s, and bus %s has no driver_override to force a match"
                .formatted(attach.driver(), device().text(), device().bus()))
        .details(details(List.of()))
        .help(
            kernel
                    .sysfs()
                    .exists(device().busDirectory() + "/drivers/" + attach.driver() + "/new_id")
                ? "use --match new_id to make the driver match this ID"
                : "change the \"compatible\" of its node, or bind its parent");
  }

  /** The driver deferred its probe until the timeout had passed. */
  Problem timedOut(Duration timeout) {
    List<String> obstacles = new ArrayList<>(obstacles());
    obstacles.addAll(waitedFor("the kernel reports: "));
    return Problem.of(
            Reason.LOCKED,
            "%s waits for something that did not appear within %s"
                .formatted(device().text(), seconds(timeout)))
        .details(details(obstacles))
        .help("load the driver of the supplier, or wait longer with --timeout");
  }

  /** A description of what the deferred probe waits for, as far as the kernel reports it. */
  String needed(String driver) {
    List<String> why = waitedFor("");
    String reasons = why.isEmpty() ? "" : " (" + String.join("; ", why) + ")";
    return "what %s needs to bind to %s%s".formatted(driver, device().text(), reasons);
  }

  /**
   * The reason and the missing suppliers that the kernel reports. {@code words} precede the reason.
   */
  private List<String> waitedFor(String words) {
    List<String> why = new ArrayList<>();
    Deferrals.reason(kernel.sysfs(), device().name()).ifPresent(reason -> why.add(words + reason));
    why.addAll(Deferrals.missingSuppliers(kernel.sysfs(), device().directory()));
    return why;
  }

  /** The driver is bound, but has not created a chip. */
  Problem noChip(Duration timeout) {
    return Problem.of(
            Reason.LOCKED,
            "%s is bound, but its GPIO chip did not appear within %s"
                .formatted(device().text(), seconds(timeout)))
        .details(details(obstacles()));
  }

  /** The driver is bound, but has not created a device node. */
  Problem noFile(Duration timeout) {
    return Problem.of(
            Reason.LOCKED,
            "%s is bound, but its device node did not appear within %s"
                .formatted(device().text(), seconds(timeout)))
        .details(details(List.of()));
  }

  private LinuxDevice device() {
    return plan.before();
  }

  private static String seconds(Duration timeout) {
    long millis = timeout.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private List<String> obstacles() {
    if (plan.chip().isEmpty()) {
      return List.of();
    }
    LiveTree tree = LiveTree.of(kernel.sysfs());
    return device()
        .node()
        .flatMap(node -> SourceLines.of(tree, node))
        .map(lines -> lines.obstacles(LiveGpio.read(kernel), device().name()))
        .orElse(List.of());
  }

  private Optional<String> help(Attach attach, Errno errno, List<String> obstacles) {
    boolean aggregator = attach.driver().equals(Drivers.AGGREGATOR);
    return switch (errno) {
      case EBUSY ->
          Optional.of(
              aggregator && !obstacles.isEmpty()
                  ? "release the line from its consumer, or remove it from \"gpios\""
                  : "find out what else uses the resources that the driver needs, and stop it");
      case ENODEV ->
          Optional.of("check the kernel's messages (dmesg) for why the driver rejects this device");
      case ENOENT ->
          aggregator
              ? Optional.of("check the \"gpios\" of the node: a controller or line is missing")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private List<String> details(List<String> first) {
    List<String> details = new ArrayList<>(first);
    List<String> own =
        messages.stream()
            .filter(line -> mentions(line, device().name()))
            .map(line -> "kernel: " + line)
            .toList();
    details.addAll(own.subList(Math.max(0, own.size() - MOST_MESSAGES), own.size()));
    return details;
  }

  /** Whether the message contains the name as a complete word. */
  private static boolean mentions(String line, String name) {
    for (int at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = at == 0 || !isWord(line.charAt(at - 1));
      boolean ends = end == line.length() || !isWord(line.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }
}
