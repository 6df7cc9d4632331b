// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result.Done;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Sysfs;

/** Tests which devices dtbind takes or releases, and how it handles changes by other programs. */
final class OwnershipCases {

  private static final String OVERRIDE = "/sys/devices/platform/door/driver_override";
  private static final String AGGREGATOR = "/sys/bus/platform/drivers/gpio-aggregator/";
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";

  private final Target target;
  private final Kernel kernel;
  private final Sysfs sysfs;
  private final Binder binder;

  OwnershipCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
    this.binder = target.binder();
  }

  List<Case> all() {
    return List.of(
        new Case("unbindRequiresForceIfDtbindDidNotBindTheDriver", this::unbindOfForeignDriver),
        new Case("bindRequiresForceToReplaceADriver", this::bindOverForeignDriver),
        new Case("secondUnbindKeepsTheRestoredDriver", this::secondUnbind),
        new Case("genericDriverNotBoundByDtbindIsReleased", this::generic),
        new Case("deviceWithLinesInUseIsNotReleasedWithoutForce", this::linesInUse),
        new Case("releasedDeviceBindsToTheDriverThatSupportsIt", this::releasedToItsDriver),
        new Case("forcedBindRecordsAForeignChangeAsTheFormerState", this::changedByOthers),
        new Case("changedOverrideIsDriftAndBindSetsItAgain", this::overrideDrift));
  }

  private void bindDoorToGpioSim() {
    target.write(OVERRIDE, "gpio-sim");
    target.write(SIMULATOR + "bind", "door");
  }

  private void unbindOfForeignDriver() {
    LinuxDevice sim = target.device("sim");
    Problem rejected = Target.rejected(binder.unbind(UnbindRequest.of("sim")), Reason.UNSUITABLE);
    assertThat(rejected.exit()).isEqualTo(ExitStatus.FAILED);
    assertThat(Target.text(rejected))
        .isEqualTo(
            "platform device sim (/sim) is bound to gpio-sim, but not by dtbind;"
                + " use --force to release it anyway, or --none to keep all drivers away");
    assertThat(target.device("sim")).isEqualTo(sim);
  }

  private void bindOverForeignDriver() {
    bindDoorToGpioSim();
    Problem rejected =
        Target.rejected(
            binder.bind(BindRequest.of("door").withDriver("gpio-aggregator")), Reason.UNSUITABLE);
    assertThat(Target.text(rejected))
        .isEqualTo(
            "platform device door (/door) is bound to gpio-sim;"
                + " to bind it to another driver, use --force");
    Target.done(binder.bind(BindRequest.of("door").forced()));
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(target.device("door").driver()).hasValue("gpio-sim");
    Target.done(binder.unbind(UnbindRequest.of("door").forced()));
  }

  private void secondUnbind() {
    bindDoorToGpioSim();
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Target.done(binder.bind(BindRequest.of("door").forced()));
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    Target.rejected(binder.unbind(UnbindRequest.of("door")), Reason.UNSUITABLE);
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    Target.done(binder.unbind(UnbindRequest.of("door").forced()));
    assertThat(Target.done(binder.unbind(UnbindRequest.of("door"))).already()).isTrue();
  }

  private void generic() {
    target.write(OVERRIDE, "gpio-aggregator");
    target.write(AGGREGATOR + "bind", "door");
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(kernel.files().names("/run/dtbind/bindings")).isEmpty();
  }

  private void linesInUse() throws Exception {
    Done<DeviceSubject> done = Target.done(binder.bind(BindRequest.of("late")));
    // If sim2 were unbound now, the next use of late's line would crash Linux 6.1.
    Problem supplier =
        Target.rejected(binder.unbind(UnbindRequest.of("sim2").then(Then.NONE)), Reason.UNSUITABLE);
    assertThat(supplier.details())
        .containsExactly("line 2 of other (gpiochip1) is used by \"late\"");
    String chip = done.subject().chip().orElseThrow().name();
    Process user = new ProcessBuilder("gpioset", "--mode=signal", chip, "0=0").start();
    try {
      while (usedLines(chip).isEmpty()) {
        assertThat(user.isAlive()).isTrue();
        Thread.sleep(10);
      }
      Problem rejected =
          Target.rejected(binder.unbind(UnbindRequest.of("late")), Reason.UNSUITABLE);
      assertThat(rejected.message()).isEqualTo("lines of platform device late (/late) are in use");
      assertThat(rejected.details())
          .containsExactly(
              "line 0 of late (%s) is used by \"gpioset\"".formatted(chip),
              "gpioset[%d] has /dev/%s open".formatted(user.pid(), chip));
      assertThat(target.device("late").driver()).hasValue("gpio-aggregator");
    } finally {
      user.destroy();
      user.waitFor();
    }
    Target.done(binder.unbind(UnbindRequest.of("late")));
  }

  private List<GpioLine> usedLines(String chip) {
    return LiveGpio.read(kernel).places().stream()
        .filter(place -> place.chip().name().equals(chip) && place.line().used())
        .map(LiveGpio.Place::line)
        .toList();
  }

  private void releasedToItsDriver() {
    target.write(SIMULATOR + "unbind", "sim2");
    Target.done(binder.bind(BindRequest.of("sim2").withDriver("uio_pdrv_genirq")));
    assertThat(target.device("sim2").driver()).hasValue("uio_pdrv_genirq");
    Done<DeviceSubject> released = Target.done(binder.unbind(UnbindRequest.of("sim2")));
    assertThat(released.subject().device().driver()).hasValue("gpio-sim");
    assertThat(released.notes())
        .containsExactly("gpio-sim supports this device, and is now bound to it");
  }

  private void changedByOthers() {
    Target.done(binder.bind(BindRequest.of("door")));
    target.write(AGGREGATOR + "unbind", "door");
    bindDoorToGpioSim();
    Problem refused = Target.rejected(binder.unbind(UnbindRequest.of("door")), Reason.UNSUITABLE);
    assertThat(refused.details())
        .containsExactly(
            "dtbind set driver gpio-aggregator; it now has driver gpio-sim and override gpio-sim");
    Done<DeviceSubject> again = Target.done(binder.bind(BindRequest.of("door").forced()));
    assertThat(again.notes())
        .containsExactly(
            "dtbind set driver gpio-aggregator; it now has driver gpio-sim and override gpio-sim; "
                + "unbind will restore this state");
    Target.done(binder.unbind(UnbindRequest.of("door")));
    assertThat(target.device("door").driver()).hasValue("gpio-sim");
    assertThat(target.device("door").override().driver()).hasValue("gpio-sim");
    Target.done(binder.unbind(UnbindRequest.of("door").forced()));
  }

  private void overrideDrift() {
    for (String other : List.of("\n", "spidev")) {
      Target.done(binder.bind(BindRequest.of("door")));
      target.write(OVERRIDE, other);
      assertThat(StatusReport.read(kernel, List.of("door")).statuses())
          .extracting(Status::state)
          .containsExactly(Status.State.DRIFTED);
      Done<DeviceSubject> repaired = Target.done(binder.bind(BindRequest.of("door")));
      assertThat(repaired.already()).isFalse();
      assertThat(repaired.notes())
          .containsExactly(
              other.equals("\n")
                  ? "it was already bound, but no override reserved it for its driver"
                  : "it was already bound, but its override reserved it for spidev");
      assertThat(StatusReport.read(kernel, List.of("door")).exit()).isEqualTo(ExitStatus.DONE);
      assertThat(Target.done(binder.bind(BindRequest.of("door"))).already()).isTrue();
      Target.done(binder.unbind(UnbindRequest.of("door")));
      assertThat(target.device("door").driver()).isEmpty();
    }
  }
}
