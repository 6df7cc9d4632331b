// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dtbind.it.AggregatorCases.SIX;
import static org.dtbind.it.AggregatorCases.SIX_SOURCES;
import static org.dtbind.it.AggregatorCases.created;
import static org.dtbind.it.AggregatorCases.delete;
import static org.dtbind.it.AggregatorCases.shell;
import static org.dtbind.it.AggregatorCases.sources;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;

/** Makes the creation or deletion of aggregators fail at each step, or disturbs it. */
final class AggregatorFaultCases {

  private static final String GROUPS = "/sys/kernel/config/gpio-aggregator";
  private static final String NEW = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";

  private final Target target;
  private final WritableKernel kernel;
  private final WritableSysfs sysfs;

  AggregatorFaultCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("failureAtAnyStepOfCreateIsUndone", this::eachCreateStep),
        new Case("failureAtAnyStepOfDeleteIsUndone", this::eachDeleteStep),
        new Case("stoppedCreateIsUndone", this::stopped),
        new Case("createIsUndoneIfSourceChipDisappears", this::sourceDisappears),
        new Case("concurrentlyCreatedAggregatorIsNotMistaken", this::concurrentCreate),
        new Case("unexpectedExceptionDuringCreateIsUndone", this::unexpectedException),
        new Case("createDoesNotCrashTheKernelWhileARemovedChipIsOpen", this::removedChip));
  }

  /** The kernel must find the line by its name, because two chips have the label of its chip. */
  private void removedChip() throws Exception {
    String twin = "/sys/kernel/config/gpio-sim/twin";
    shell(
        "mkdir -p %1$s/bank && echo gpio2 > %1$s/bank/label && echo 1 > %1$s/live".formatted(twin));
    target.write(NEW, "other 1");
    String chip = shell("basename /sys/devices/platform/gpio-aggregator.0/gpiochip*").strip();
    Process holder =
        new ProcessBuilder("sh", "-c", "exec 3< /dev/" + chip + " && echo open && read end")
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("open");
      target.write(DELETE, "gpio-aggregator.0");
      SystemSnapshot before = SystemSnapshot.of(kernel);
      String declared = "aggregator mine\nkey 6d\nclass gpio\nline nine-byte\n";
      Run script = TargetScript.IN_DASH.run(declared, "start");
      assertThat(TargetScript.IN_DASH.run(declared, "stop").status()).isZero();
      Run run = Run.of("aggregator", "create", "named", "nine-byte");
      if (hasConfigfs()) {
        assertThat(run.status()).as(run.toString()).isZero();
        delete(kernel, "named");
        assertThat(script).isEqualTo(new Run(0, "", ""));
      } else {
        assertThat(script.status()).as(script.toString()).isEqualTo(1);
        assertThat(script.err()).contains("aggregator mine: this kernel keeps a removed GPIO chip");
        assertThat(run.status()).as(run.toString()).isEqualTo(1);
        assertThat(run.err())
            .contains("Linux before 6.9 crashes", "\"nine-byte\"")
            .contains("sh[%d] has /dev/%s open".formatted(holder.pid(), chip));
        assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
        for (String command : List.of("doctor", "status")) {
          assertThat(Run.of(command).toString())
              .contains("sh[%d] has /dev/%s open".formatted(holder.pid(), chip));
        }
      }
    } finally {
      holder.outputWriter().close();
      holder.waitFor();
    }
    assertThat(Run.of("aggregator", "create", "named", "nine-byte").status()).isZero();
    delete(kernel, "named");
    shell("echo 0 > %1$s/live && rmdir %1$s/bank %1$s".formatted(twin));
  }

  private boolean hasConfigfs() {
    return sysfs.isDirectory(GROUPS);
  }

  private WritableKernel withoutConfigfs() {
    return ReplacedPort.in(kernel, Altered.withoutConfigfs(sysfs));
  }

  /** Makes the first change fail, then the second, and so on; returns the number of changes. */
  private int failEachChange(
      WritableKernel ports, Function<Aggregators, Result<AggregatorSubject>> change) {
    for (int failing = 0; ; failing++) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      AtomicInteger left = new AtomicInteger(failing);
      WritableSysfs faulty =
          new Altered(
              ports.sysfs(),
              path -> false,
              path -> path.startsWith("/sys") && left.getAndDecrement() == 0);
      Result<AggregatorSubject> result =
          change.apply(new Aggregators(ReplacedPort.in(ports, faulty)));
      if (left.get() >= 0) {
        assertThat(result.exit()).isEqualTo(ExitStatus.DONE);
        return failing;
      }
      assertThat(result).as("change " + failing).isInstanceOf(Failed.class);
      assertThat(((Failed<AggregatorSubject>) result).notRestored()).isEmpty();
      assertThat(SystemSnapshot.of(kernel)).as("change " + failing).isEqualTo(before);
    }
  }

  private void eachCreateStep() {
    int bySysfs = failEachChange(withoutConfigfs(), all -> all.create(SIX));
    assertThat(bySysfs).isEqualTo(1);
    delete(kernel, "six");
    if (hasConfigfs()) {
      // Each of the six lines has a directory, a key and an offset; one has a name. The aggregator
      // has
      // a directory and "live".
      assertThat(failEachChange(kernel, all -> all.create(SIX))).isEqualTo(6 * 3 + 1 + 2);
      delete(kernel, "six");
    }
  }

  private void eachDeleteStep() {
    created(new Aggregators(withoutConfigfs()).create(SIX));
    assertThat(failEachChange(kernel, all -> all.delete(DeleteRequest.of("six")))).isEqualTo(1);
    if (hasConfigfs()) {
      created(new Aggregators(kernel).create(SIX));
      int number = 0;
      for (; number < 8; number++) {
        AtomicInteger left = new AtomicInteger(number);
        WritableSysfs faulty =
            new Altered(
                sysfs,
                path -> false,
                path -> path.startsWith("/sys") && left.getAndDecrement() == 0);
        Result<AggregatorSubject> result =
            new Aggregators(ReplacedPort.in(kernel, faulty)).delete(DeleteRequest.of("six"));
        assertThat(result).isInstanceOf(Failed.class);
        assertThat(((Failed<AggregatorSubject>) result).notRestored()).isEmpty();
        assertThat(sources(new Aggregators(kernel).list().get(0))).isEqualTo(SIX_SOURCES);
      }
      delete(kernel, "six");
    }
  }

  private void stopped() {
    for (WritableKernel ports :
        hasConfigfs() ? List.of(kernel, withoutConfigfs()) : List.of(kernel)) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      for (int after = 0; after < 3; after++) {
        AtomicInteger asked = new AtomicInteger();
        int last = after;
        Result<AggregatorSubject> result =
            new Aggregators(ports, () -> asked.getAndIncrement() >= last).create(SIX);
        assertThat(result.exit()).isEqualTo(ExitStatus.STOPPED);
        assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
      }
    }
  }

  private void sourceDisappears() {
    for (WritableKernel ports :
        hasConfigfs() ? List.of(kernel, withoutConfigfs()) : List.of(kernel)) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      AtomicInteger left = new AtomicInteger(1);
      WritableSysfs removingSource =
          new Altered(
              ports.sysfs(),
              path -> false,
              path -> {
                boolean last = path.equals(NEW) || path.endsWith("/live");
                if (last && left.getAndDecrement() == 1) {
                  target.write(SIMULATOR + "unbind", "sim2");
                }
                return false;
              });
      Result<AggregatorSubject> result =
          new Aggregators(ReplacedPort.in(ports, removingSource))
              .create(SIX.withTimeout(Duration.ofMillis(500)));
      assertThat(result).isInstanceOf(Failed.class);
      assertThat(((Failed<AggregatorSubject>) result).notRestored()).isEmpty();
      rebindSimulator();
      assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
      assertThat(sysfs.names(GROUPS)).isEmpty();
    }
  }

  /** Rebinds sim2 until its chip has its former number, which Linux 7.2 may free a little later. */
  private void rebindSimulator() {
    target.write(SIMULATOR + "bind", "sim2");
    for (int tries = 0; tries < 2000 && !sysfs.exists("/sys/bus/gpio/devices/gpiochip1"); tries++) {
      target.write(SIMULATOR + "unbind", "sim2");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      target.write(SIMULATOR + "bind", "sim2");
    }
  }

  private void concurrentCreate() {
    AtomicInteger left = new AtomicInteger(1);
    WritableSysfs creatingOthers =
        new Altered(
            Altered.withoutConfigfs(sysfs),
            path -> false,
            path -> {
              if (path.equals(NEW) && left.getAndDecrement() == 1) {
                target.write(NEW, "gpio2 28-30");
                target.write(NEW, "nobody 1");
              }
              return false;
            });
    Done<AggregatorSubject> created =
        created(new Aggregators(ReplacedPort.in(kernel, creatingOthers)).create(SIX));
    assertThat(created.subject().live().orElseThrow().device()).hasValue("gpio-aggregator.2");
    assertThat(sources(created.subject().live().orElseThrow())).isEqualTo(SIX_SOURCES);
    delete(kernel, "six");
    target.write(DELETE, "gpio-aggregator.0");
    target.write(DELETE, "gpio-aggregator.1");
  }

  private void unexpectedException() {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    WritableSysfs faulty =
        new Altered(
            sysfs,
            path -> false,
            path -> {
              if (path.equals(NEW) || path.endsWith("/live")) {
                throw new IllegalStateException("a bug");
              }
              return false;
            });
    assertThatThrownBy(() -> new Aggregators(ReplacedPort.in(kernel, faulty)).create(SIX))
        .hasMessage("a bug");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }
}
