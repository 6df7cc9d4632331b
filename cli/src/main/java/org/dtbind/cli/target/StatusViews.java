// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.Optional;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.bind.Status;
import org.dtbind.bind.record.Binding;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** The JSON of devices and aggregators in the output of {@code dtbind status}. */
final class StatusViews {

  static final View<Status> DEVICE =
      View.<Status>part()
          .text("bus", "Linux bus of the device, such as `platform`", Status::bus)
          .text(
              "name",
              "name of the Linux device; if `state` is `kept`, a pattern for names",
              Status::name)
          .column("DEVICE", status -> status.bus() + "/" + status.name())
          .column("NODE", status -> cell(status.device().flatMap(LinuxDevice::node)))
          .word(
              "state",
              "state of the device",
              Words.of(
                  Status.State.class,
                  state ->
                      switch (state) {
                        case BOUND ->
                            Words.word("bound", "the device is bound to the intended driver");
                        case UNBOUND ->
                            Words.word("unbound", "the device has no driver, as intended");
                        case WAITING ->
                            Words.word("waiting", "the device is waiting for another device");
                        case DRIFTED ->
                            Words.word(
                                "drifted", "the actual state differs from the intended state");
                        case GONE -> Words.word("gone", "the device no longer exists");
                        case KEPT ->
                            Words.word(
                                "kept",
                                "the entry is not a device, but a pattern for devices that are"
                                    + " kept without a driver");
                      }),
              Status::state)
          .column("STATE")
          .textOrNull(
              "declared",
              "driver to which the declaration binds the device; null if the declaration specifies"
                  + " no driver for the device",
              Status::declared)
          .column("INTENDED", status -> cell(status.declared().or(() -> left(status))))
          .textOrNull(
              "intended",
              "driver to which dtbind bound the device; `none` if dtbind left it without a driver;"
                  + " null if dtbind did not change the device",
              StatusViews::left)
          .objectOrNull(
              "device",
              "current state of the device; null if `state` is `gone` or `kept`",
              DeviceReport.DEVICE,
              Status::device)
          .column("DRIVER", status -> cell(status.device().flatMap(LinuxDevice::driver)))
          .column("OVERRIDE", status -> cell(status.device().flatMap(d -> d.override().driver())))
          .objectOrNull(
              "chip",
              "GPIO chip of the device; null if there is no chip",
              DeviceReport.CHIP,
              Status::chip)
          .column("CHIP", status -> cell(status.chip().map(GpioChip::text)))
          .textOrNull(
              "waits",
              "what the device is waiting for; empty if the kernel does not report it; null if the"
                  + " device is not waiting",
              Status::waits)
          .textOrNull(
              "driverctl",
              "driver to which driverctl(8) binds the device whenever the device is added; `none`"
                  + " if driverctl keeps all drivers away from the device; null if driverctl does"
                  + " not manage it",
              Status::driverctl)
          .textOrNull(
              "atBoot",
              "driver to which dtbind binds the device at each boot; `none` if dtbind keeps all"
                  + " drivers away from the device at each boot; null if dtbind does neither",
              Status::atBoot)
          .column("AT BOOT")
          .textOrNull(
              "drift",
              "how the device node differs from the declaration, and which udev rule causes the"
                  + " difference, or which unit is disabled; null if there is no difference",
              Status::drift);

  static final View<AggregatorStatus> AGGREGATOR =
      View.<AggregatorStatus>part()
          .text("name", "name of the aggregator", AggregatorStatus::name)
          .column("DEVICE", status -> "aggregator/" + status.name())
          .column("NODE", status -> "-")
          .word(
              "state",
              "state of the aggregator",
              Words.of(
                  AggregatorStatus.State.class,
                  state ->
                      switch (state) {
                        case MADE -> Words.word("made", "the aggregator exists as intended");
                        case DRIFTED ->
                            Words.word(
                                "drifted",
                                "the aggregator exists, but differs from its declaration or record");
                        case GONE -> Words.word("gone", "the aggregator does not exist");
                      }),
              AggregatorStatus::state)
          .column("STATE")
          .column("INTENDED", status -> "-")
          .textOrNull(
              "problem",
              "how the aggregator differs from its declaration or record; null if there is no"
                  + " difference",
              AggregatorStatus::problem)
          .objectOrNull(
              "aggregator",
              "the aggregator, as in [aggregator list](#dtbindaggregator-list1); null if the"
                  + " aggregator is declared, but does not exist",
              AggregatorView.AGGREGATOR,
              AggregatorStatus::one)
          .column("DRIVER", status -> cell(status.one().flatMap(LiveAggregator::device)))
          .column("OVERRIDE", status -> "-")
          .column(
              "CHIP",
              status -> cell(status.one().flatMap(LiveAggregator::chip).map(GpioChip::text)))
          .column(
              "AT BOOT",
              status -> status.one().filter(LiveAggregator::persistent).isPresent() ? "yes" : "-");

  private StatusViews() {}

  private static String cell(Optional<?> text) {
    return text.map(Object::toString).orElse("-");
  }

  /** {@return the driver that dtbind set, or {@code none}} */
  private static Optional<String> left(Status status) {
    return status.intended().map((Binding b) -> b.driver().orElse("none"));
  }
}
