// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/** Binds and unbinds devices, and checks requests that are rejected before any write. */
final class BindCases {

  private final Target target;
  private final Kernel kernel;
  private final Sysfs sysfs;
  private final Binder binder;

  BindCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
    this.binder = target.binder();
  }

  List<Case> all() {
    return List.of(
        new Case("bindReportsTheLinesOfTheChip", this::bindsDoor),
        new Case("dryRunReturnsPlannedWrites", this::dryRun),
        new Case("unknownNameIsReportedWithSimilarNames", this::unknownName),
        new Case("nameOfTwoNodesIsAmbiguous", this::ambiguous),
        new Case("nodeBelowNonBusNodeHasNoDevice", this::noDevice),
        new Case("missingDriverIsReportedAsUnavailable", this::driverMissing),
        new Case("nodeWithoutGpiosIsRejected", this::noGpios),
        new Case("nonGenericDriverRequiresForce", this::needsForce),
        new Case("unbindRestoresFormerDriverAndOverride", this::unbindRestores),
        new Case("nonAsciiOverrideIsRestoredExactly", this::nonAsciiOverride),
        new Case("unbindNonePreventsAutomaticBinding", this::unbindNone));
  }

  private void bindsDoor() {
    Done<DeviceSubject> done = Target.done(binder.bind(BindRequest.of("door")));
    GpioChip chip = done.subject().chip().orElseThrow();
    assertThat(chip.label()).hasValue("door");
    assertThat(chip.lines()).extracting(GpioLine::name).containsExactly("open", "lock");
    assertThat(done.subject().device().driver()).hasValue("gpio-aggregator");
    assertThat(done.notes()).isEmpty();
    GpioLine source =
        LiveGpio.read(kernel).of(new NodePath("/sim/bank")).orElseThrow().lines().get(20);
    assertThat(source.consumer()).hasValue("door");
    assertThat(source.activeLow()).isTrue();
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(LiveGpio.read(kernel).named("open")).isEmpty();
  }

  private void dryRun() {
    Result<DeviceSubject> result = binder.bind(BindRequest.of("door").planned());
    assertThat(DevicePlan.of(result).orElseThrow().plan().text())
        .containsExactly(
            "write /sys/devices/platform/door/driver_override \"gpio-aggregator\""
                + "  # allow only gpio-aggregator",
            "write /sys/bus/platform/drivers/gpio-aggregator/bind \"door\""
                + "  # bind to gpio-aggregator",
            "# if that fails with EAGAIN: write /sys/bus/platform/drivers_probe \"door\""
                + "  # keep trying as suppliers appear");
  }

  private void unknownName() {
    Problem rejected = Target.rejected(binder.bind(BindRequest.of("dor")), Reason.NOT_FOUND);
    assertThat(rejected.exit()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(Target.text(rejected)).isEqualTo("no device is named \"dor\"; did you mean 'door'?");
  }

  private void ambiguous() {
    Problem rejected = Target.rejected(binder.bind(BindRequest.of("twin")), Reason.AMBIGUOUS);
    assertThat(rejected.exit()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(rejected.candidates())
        .containsExactlyInAnyOrder("platform/1000.twin", "platform/2000.twin");
  }

  private void noDevice() {
    Problem rejected =
        Target.rejected(binder.bind(BindRequest.of("/notbus/win")), Reason.NO_DEVICE);
    assertThat(rejected.exit()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(rejected.message())
        .isEqualTo(
            "Linux has not created a device for /notbus/win: it is below /notbus, which is not a"
                + " bus");
  }

  private void driverMissing() {
    Problem rejected =
        Target.rejected(
            binder.bind(BindRequest.of("door").withDriver("spidev")), Reason.DRIVER_MISSING);
    assertThat(rejected.exit()).isEqualTo(ExitStatus.UNAVAILABLE);
    assertThat(Target.text(rejected))
        .isEqualTo(
            "this kernel has no driver \"spidev\" on bus platform;"
                + " specify another driver: spidev is for bus spi, and cannot bind to a device on"
                + " bus platform");
  }

  private void noGpios() {
    for (BindRequest request :
        List.of(BindRequest.of("plain"), BindRequest.of("plain").withDriver("gpio-aggregator"))) {
      Problem rejected = Target.rejected(binder.bind(request), Reason.UNSUITABLE);
      assertThat(rejected.exit()).isEqualTo(ExitStatus.FAILED);
      assertThat(rejected.details())
          .containsExactly("it has \"open-gpios\", which dtbind does not use here");
    }
  }

  private void needsForce() {
    Problem rejected =
        Target.rejected(
            binder.bind(BindRequest.of("door").withDriver("gpio-sim")), Reason.UNSUITABLE);
    assertThat(rejected.help()).hasValue("if you are sure, use --force");
  }

  private void unbindRestores() {
    target.write("/sys/devices/platform/door/driver_override", "gpio-sim");
    target.write("/sys/bus/platform/drivers_probe", "door");
    DeviceSnapshot simulated = DeviceSnapshot.read(sysfs);
    Target.done(binder.bind(BindRequest.of("door").withDriver("gpio-aggregator").forced()));
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    Done<DeviceSubject> released = Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(released.subject().device().driver()).hasValue("gpio-sim");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(simulated);
    assertThat(kernel.files().names("/run/dtbind/bindings")).isEmpty();
    Target.done(binder.unbind(UnbindRequest.of("door").forced()));
    assertThat(target.device("door").override().driver()).isEmpty();
  }

  /** The kernel keeps any bytes of an override except newlines. */
  private void nonAsciiOverride() {
    target.write("/sys/devices/platform/door/driver_override", "gr\u00fcn");
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Target.done(binder.bind(BindRequest.of("door")));
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(sysfs.read("/sys/devices/platform/door/driver_override").value())
        .hasValue(Bytes.latin1("gr\u00fcn\n"));
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    target.write("/sys/devices/platform/door/driver_override", "\n");
  }

  private void unbindNone() {
    Target.done(binder.bind(BindRequest.of("door")));
    Target.done(binder.unbind(UnbindRequest.of("door").then(Then.NONE)));
    assertThat(target.device("door").driver()).isEmpty();
    assertThat(target.device("door").override().driver()).hasValue("none");
    target.write("/sys/bus/platform/drivers_probe", "door");
    assertThat(target.device("door").driver()).isEmpty();
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(target.device("door").override().driver()).isEmpty();
  }
}
