// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.aggregator.live.AggregatorSteps;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LineTexts;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.Deferrals;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineHolders;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/** The device and the chip that the kernel creates for a new aggregator. Confined to one thread. */
final class NewDevice {

  private static final String DEVICES = "/sys/devices/platform/";
  private static final String DEFERRED = "/sys/kernel/debug/devices_deferred";
  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);
  private static final int MOST_DETAILS = 5;

  private final Kernel kernel;
  private final CreationPlan plan;
  private final List<String> others;
  private Optional<String> found;

  /** Creates an object that ignores the devices that existed before, {@code others}. */
  NewDevice(Kernel kernel, CreationPlan plan, List<String> others) {
    this.kernel = kernel;
    this.plan = plan;
    this.others = others;
    this.found = plan.existing().map(one -> one.device().orElseThrow());
  }

  /** The name of the Linux device; empty until it is known. */
  Optional<String> name() {
    return found;
  }

  /**
   * Finds the device. Configfs reports its name. Otherwise it is a new device that has its driver,
   * its chip and exactly the planned lines. The consumers of the lines alone are not sufficient:
   * any process that may open the controller chooses the consumer name of its lines.
   */
  Optional<Problem> identify(Watch watch) {
    boolean inTime =
        watch.until(
            () -> "the device of aggregator " + plan.declared().name(),
            () -> {
              found = plan.backEnd() == BackEnd.CONFIGFS ? ofGroup() : ofNewDevices();
              return found.isPresent() || !mayStillCome();
            });
    if (inTime && found.isPresent()) {
      return Optional.empty();
    }
    return stopped(watch)
        .or(
            () ->
                Optional.of(
                    Problem.of(
                            inTime ? Reason.STATE : Reason.LOCKED,
                            "the kernel accepted the write, but did not create a chip with "
                                + "these lines")
                        .details(obstacles(watch))));
  }

  static Optional<Problem> stopped(Watch watch) {
    return Problem.stopped(watch, "the aggregator was being created");
  }

  private Optional<String> ofGroup() {
    String name = plan.request().name();
    return AggregatorSteps.isLive(kernel.sysfs(), name)
        ? kernel
            .sysfs()
            .text(AggregatorSteps.directory(name) + "/dev_name")
            .filter(one -> one.matches(AggregatorEntry.DEVICE))
            .filter(one -> kernel.sysfs().exists(DEVICES + one + "/driver"))
        : Optional.empty();
  }

  private Optional<String> ofNewDevices() {
    return newDevices()
        .filter(one -> LiveAggregators.isMadeOfPlaces(kernel, one, plan.places()))
        .findFirst();
  }

  /**
   * Whether the driver may still bind the device; true if the kernel does not report deferred
   * devices.
   */
  private boolean mayStillCome() {
    return !kernel.sysfs().exists(DEFERRED)
        || newDevices().anyMatch(name -> Deferrals.reason(kernel.sysfs(), name).isPresent());
  }

  Optional<GpioChip> chip(Watch watch) {
    String directory = DEVICES + found.orElseThrow();
    watch.until(
        () -> "the GPIO chip of aggregator " + plan.declared().name(),
        () -> LiveGpio.below(kernel, directory).isPresent());
    // Without devtmpfs, udev creates the device node with a delay; in a container, it never
    // appears.
    watch.until(
        NODE_APPEARS,
        () ->
            LiveGpio.below(kernel, directory)
                .filter(one -> one.unreadable().isEmpty())
                .isPresent());
    return LiveGpio.below(kernel, directory);
  }

  /** The lines that other users have, and the latest kernel messages. */
  List<String> obstacles(Watch watch) {
    List<String> bound =
        newDevices().filter(one -> kernel.sysfs().exists(DEVICES + one + "/driver")).toList();
    Set<String> wanted = plan.places().stream().map(LineTexts::at).collect(Collectors.toSet());
    LineHolders holders = LineHolders.read(kernel.sysfs());
    List<String> details = new ArrayList<>();
    for (LiveGpio.Place place : LiveGpio.read(kernel).places()) {
      Optional<String> consumer = place.line().consumer();
      if (wanted.contains(LineTexts.at(place)) && consumer.filter(bound::contains).isEmpty()) {
        String holder = holders.of(place).map(one -> " (" + one.text() + ")").orElse("");
        LineTexts.used(Stream.of(place)).forEach(text -> details.add(text + holder));
      }
    }
    List<String> messages =
        watch.messages().stream().filter(line -> line.contains("gpio")).toList();
    messages
        .subList(Math.max(0, messages.size() - MOST_DETAILS), messages.size())
        .forEach(line -> details.add("kernel: " + line));
    return details;
  }

  /** The driver's devices that did not exist before. */
  private Stream<String> newDevices() {
    return LiveAggregators.devices(kernel).stream().filter(name -> !others.contains(name));
  }
}
