// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.gpio.GpioLine;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;

/** Bind attempts that fail after the first write. */
final class FailureCases {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final Target target;
  private final WritableKernel kernel;
  private final WritableSysfs sysfs;
  private final Binder binder;

  FailureCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
    this.binder = target.binder();
  }

  List<Case> all() {
    return List.of(
        new Case("bindFailsOnHoggedLineAndNamesItsConsumer", this::hogged),
        new Case("failedRollbackIsReportedAndRecovered", this::failedRollback),
        new Case("bindTimesOutOnMissingSupplier", this::missingSupplier),
        new Case("bindWaitsForLateSupplier", this::lateSupplier));
  }

  private void hogged() {
    Failed<DeviceSubject> failed =
        Target.failed(binder.bind(BindRequest.of("hogged")), ExitStatus.FAILED);
    assertThat(failed.problem().message())
        .isEqualTo(
            "gpio-aggregator does not accept platform device hogged (/hogged): EBUSY (device or "
                + "resource busy)");
    assertThat(failed.problem().details())
        .contains("gpios[1] is line 3 of gpio2 (gpiochip0), which is used by \"taken-line\"");
  }

  private void failedRollback() {
    target.write("/sys/devices/platform/hogged/driver_override", "gpio-sim");
    target.write("/sys/bus/platform/drivers_probe", "hogged");
    target.write("/sys/devices/platform/hogged/driver_override", "\n");
    Binder faulty =
        new Binder(
            ReplacedPort.in(
                kernel, new Refusing(new Refusing(sysfs, "gpio-sim/bind"), "drivers_probe")));
    BindRequest request = BindRequest.of("hogged").withDriver("gpio-aggregator").forced();
    Failed<DeviceSubject> failed = (Failed<DeviceSubject>) faulty.bind(request.withTimeout(SHORT));
    assertThat(failed.exit()).isEqualTo(ExitStatus.NOT_RESTORED);
    assertThat(failed.notRestored())
        .containsExactly(
            "cannot write /sys/bus/platform/drivers_probe: EIO (input/output error)",
            "the driver is none, but was gpio-sim before");
    assertThat(target.device("hogged").override().driver()).isEmpty();
    Problem next = Target.rejected(binder.bind(BindRequest.of("door")), Reason.INTERRUPTED);
    assertThat(next.exit()).isEqualTo(ExitStatus.NOT_RESTORED);
    assertThat(next.help()).hasValue("run dtbind recover to roll it back or finish it");
    assertThat(binder.recover(SHORT).exit()).isEqualTo(ExitStatus.DONE);
    assertThat(target.device("hogged").driver()).hasValue("gpio-sim");
    assertThat(sysfs.exists("/run/dtbind/journal")).isFalse();
    target.write("/sys/bus/platform/drivers/gpio-sim/unbind", "hogged");
  }

  private void missingSupplier() {
    long start = System.nanoTime();
    Failed<DeviceSubject> failed =
        Target.failed(
            binder.bind(BindRequest.of("waiting").withTimeout(SHORT)), ExitStatus.TEMPORARY);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    assertThat(failed.problem().message())
        .isEqualTo(
            "platform device waiting (/waiting) waits for something that did not appear within"
                + " 400 ms");
    assertThat(failed.problem().details())
        .contains("gpios[0] refers to /lost, which currently has no GPIO chip");
  }

  private void lateSupplier() throws InterruptedException {
    target.write("/sys/bus/platform/drivers/gpio-sim/unbind", "sim2");
    Thread supplier =
        new Thread(
            () -> {
              java.util.concurrent.locks.LockSupport.parkNanos(SHORT.toNanos());
              target.write("/sys/bus/platform/drivers/gpio-sim/bind", "sim2");
            });
    supplier.start();
    Result<DeviceSubject> result = binder.bind(BindRequest.of("late"));
    supplier.join();
    assertThat(Target.done(result).subject().chip().orElseThrow().lines())
        .extracting(GpioLine::name)
        .containsExactly("late-line");
    Target.done(binder.unbind(UnbindRequest.of("late")));
  }
}
