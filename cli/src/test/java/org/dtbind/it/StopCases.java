// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.testing.Program;

/** Tests binds that are stopped, interrupted or disturbed before they are complete. */
final class StopCases {

  private static final String BINDINGS = "/run/dtbind/bindings";
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Target target;
  private final WritableKernel kernel;
  private final WritableSysfs sysfs;

  StopCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("stopDuringAWaitRollsBackImmediately", this::stopped),
        new Case("aStopWhileWaitingForTheLockChangesNothing", this::stoppedBeforeTheLock),
        new Case("signalRollsBackAndEndsTheProgram", this::signal),
        new Case("unexpectedExceptionRollsBack", this::unexpectedException),
        new Case("deviceRemovedDuringABindIsReported", this::deviceRemoved),
        new Case("rollbackWaitsForADeferredFormerDriver", this::formerDriverDefers),
        new Case("timeoutReportsThatTheKernelKeepsTryingAQueuedDevice", this::queuedBefore));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void stopped() {
    // Count from the first write: the time until then depends on the machine.
    AtomicLong first = new AtomicLong();
    BooleanSupplier stopped =
        () -> {
          if (first.get() == 0 && target.device("waiting").override().driver().isPresent()) {
            first.set(System.nanoTime());
          }
          return first.get() != 0 && since(first.get()).compareTo(Duration.ofMillis(200)) > 0;
        };
    Binder binder = new Binder(kernel, stopped);
    Target.failed(binder.bind(BindRequest.of("waiting").withTimeout(LONG)), ExitStatus.STOPPED);
    assertThat(since(first.get())).isLessThan(LONG);
    assertThat(kernel.files().names(BINDINGS)).isEmpty();
  }

  private void stoppedBeforeTheLock() {
    try (Lock.Held held = kernel.lock().take("/run/dtbind/lock").value().orElseThrow()) {
      assertThat(held).isNotNull();
      Binder binder = new Binder(kernel, () -> true);
      Target.rejected(binder.bind(BindRequest.of("door").withTimeout(LONG)), Reason.STOPPED);
    }
  }

  private void signal() throws Exception {
    Files.deleteIfExists(Path.of(BINDINGS));
    assertThat(exitStatusAfter("INT")).isEqualTo(130);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(BINDINGS))))
        .isEqualTo("rwxr-xr-x");
  }

  /**
   * Binds in a separate process with umask 077. After a second, the process prints what it waits
   * for.
   */
  private int exitStatusAfter(String signal) throws Exception {
    List<String> java = JavaStarts.counted(System.getProperty("java.class.path", ""));
    String command =
        "umask 077; exec %s org.dtbind.cli.Main bind waiting --timeout 60"
            .formatted(Program.quoted(java.toArray(String[]::new)));
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    try {
      return exitStatusAfter(signal, process);
    } finally {
      // Even after a failure, the process has to end: the next cases need its lock.
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private int exitStatusAfter(String signal, Process process) throws Exception {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String override = "/sys/devices/platform/waiting/driver_override";
    while (!sysfs.text(override).equals(Optional.of("gpio-aggregator"))) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(50);
    }
    assertThat(output.readLine())
        .matches(
            "dtbind: waiting for what gpio-aggregator needs to bind to platform device waiting"
                + " \\(/waiting\\).*, at most \\d+ s more");
    // Use the shell's builtin, because a minimal system has no kill program.
    String send = "kill -s %s %d".formatted(signal, process.pid());
    assertThat(new ProcessBuilder("sh", "-c", send).inheritIO().start().waitFor()).isZero();
    int status = process.waitFor();
    assertThat(target.device("waiting").override().driver()).isEmpty();
    assertThat(kernel.files().names(BINDINGS)).isEmpty();
    return status;
  }

  private void unexpectedException() {
    WritableSysfs faulty =
        Refusing.after(
            sysfs,
            "gpio-aggregator/bind",
            () -> {
              throw new IllegalStateException("a bug");
            });
    Binder binder = new Binder(ReplacedPort.in(kernel, faulty));
    assertThatThrownBy(() -> binder.bind(BindRequest.of("door"))).hasMessage("a bug");
    assertThat(target.device("door").override().driver()).isEmpty();
    assertThat(kernel.files().names(BINDINGS)).isEmpty();
  }

  private void deviceRemoved() {
    target.write("/sys/bus/platform/drivers/gpio-aggregator/new_device", "gpio2 24");
    LinuxDevice made = target.device("gpio-aggregator.0");
    WritableSysfs disturbed =
        Refusing.after(
            sysfs,
            "gpio-sim/bind",
            () ->
                target.write(
                    "/sys/bus/platform/drivers/gpio-aggregator/delete_device", made.name()));
    Binder binder = new Binder(ReplacedPort.in(kernel, disturbed));
    Failed<DeviceSubject> failed =
        Target.failed(
            binder.bind(BindRequest.of(made.name()).withDriver("gpio-sim").forced()),
            ExitStatus.FAILED);
    assertThat(failed.problem().message())
        .isEqualTo("platform device gpio-aggregator.0 disappeared while it was being changed");
    assertThat(kernel.files().names(BINDINGS)).isEmpty();
  }

  private void formerDriverDefers() throws InterruptedException {
    Binder binder = new Binder(kernel);
    Target.done(binder.bind(BindRequest.of("late")));
    LinuxDevice bound = target.device("late");
    Thread supplier =
        new Thread(
            () -> {
              LockSupport.parkNanos(Duration.ofMillis(800).toNanos());
              target.write(SIMULATOR + "bind", "sim2");
            });
    WritableSysfs disturbed =
        new Refusing(
            sysfs,
            "gpio-sim/bind",
            () -> {
              target.write(SIMULATOR + "unbind", "sim2");
              supplier.start();
              return Optional.of(Errno.EIO);
            });
    BindRequest request =
        BindRequest.of("late").withDriver("gpio-sim").forced().withTimeout(Duration.ZERO);
    Target.failed(new Binder(ReplacedPort.in(kernel, disturbed)).bind(request), ExitStatus.FAILED);
    supplier.join();
    assertThat(target.device("late")).isEqualTo(bound);
    Target.done(binder.unbind(UnbindRequest.of("late")));
  }

  private void queuedBefore() {
    String override = "/sys/devices/platform/waiting/driver_override";
    target.write(override, "gpio-aggregator");
    BindRequest request = BindRequest.of("waiting").withTimeout(Duration.ofMillis(200));
    Failed<DeviceSubject> failed =
        Target.failed(new Binder(kernel).bind(request), ExitStatus.TEMPORARY);
    assertThat(failed.problem().details())
        .contains(
            "its override was already gpio-aggregator: the kernel keeps trying to bind it, and may"
                + " succeed later");
    target.write(override, "\n");
  }
}
