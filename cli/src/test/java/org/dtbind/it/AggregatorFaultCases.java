// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dtbind.it.AggregatorCases.FROM;
import static org.dtbind.it.AggregatorCases.SIX;
import static org.dtbind.it.AggregatorCases.created;
import static org.dtbind.it.AggregatorCases.delete;
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
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Sysfs;

/** Aggregators whose making or deleting fails somewhere, or is disturbed. */
final class AggregatorFaultCases {

  private static final String GROUPS = "/sys/kernel/config/gpio-aggregator";
  private static final String NEW = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";

  private final Target target;
  private final Kernel kernel;
  private final Sysfs sysfs;

  AggregatorFaultCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("everyStepThatFailsIsUndone", this::everyStep),
        new Case("everyStepOfADeletionThatFailsIsUndone", this::everyStepBack),
        new Case("aStopInTheMiddleIsUndone", this::stopped),
        new Case("aChipThatGoesMeanwhileLeavesNothingBehind", this::vanished),
        new Case("anotherOneMadeAtTheSameMomentIsNotMistaken", this::race),
        new Case("aBugInTheMiddleLeavesNothing", this::bug));
  }

  private boolean hasConfigfs() {
    return sysfs.isFolder(GROUPS);
  }

  private Kernel bare() {
    return kernel.withSysfs(Altered.withoutConfigfs(sysfs));
  }

  /** Fails the first change, then the second, until none is left to fail. */
  private int everyChange(Kernel ports, Function<Aggregators, Result<AggregatorSubject>> change) {
    for (int failing = 0; ; failing++) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      AtomicInteger left = new AtomicInteger(failing);
      Sysfs faulty =
          new Altered(
              ports.sysfs(),
              path -> false,
              path -> path.startsWith("/sys") && left.getAndDecrement() == 0);
      Result<AggregatorSubject> outcome = change.apply(new Aggregators(ports.withSysfs(faulty)));
      if (left.get() >= 0) {
        assertThat(outcome.exit()).isEqualTo(ExitStatus.DONE);
        return failing;
      }
      assertThat(outcome).as("change " + failing).isInstanceOf(Failed.class);
      assertThat(((Failed<AggregatorSubject>) outcome).notRestored()).isEmpty();
      assertThat(SystemSnapshot.of(kernel)).as("change " + failing).isEqualTo(before);
    }
  }

  private void everyStep() {
    int bySysfs = everyChange(bare(), all -> all.create(SIX));
    assertThat(bySysfs).isEqualTo(1);
    delete(kernel, "six");
    if (hasConfigfs()) {
      // For each of six lines a folder, key and offset, a name; the aggregator's folder; live.
      assertThat(everyChange(kernel, all -> all.create(SIX))).isEqualTo(6 * 3 + 1 + 2);
      delete(kernel, "six");
    }
  }

  private void everyStepBack() {
    created(new Aggregators(bare()).create(SIX));
    assertThat(everyChange(kernel, all -> all.delete(DeleteRequest.of("six")))).isEqualTo(1);
    if (hasConfigfs()) {
      created(new Aggregators(kernel).create(SIX));
      int number = 0;
      for (; number < 8; number++) {
        AtomicInteger left = new AtomicInteger(number);
        Sysfs faulty =
            new Altered(
                sysfs,
                path -> false,
                path -> path.startsWith("/sys") && left.getAndDecrement() == 0);
        Result<AggregatorSubject> outcome =
            new Aggregators(kernel.withSysfs(faulty)).delete(DeleteRequest.of("six"));
        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed<AggregatorSubject>) outcome).notRestored()).isEmpty();
        assertThat(sources(new Aggregators(kernel).list().get(0))).isEqualTo(FROM);
      }
      delete(kernel, "six");
    }
  }

  private void stopped() {
    for (Kernel ports : List.of(kernel, bare())) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      for (int after = 0; after < 3; after++) {
        AtomicInteger asked = new AtomicInteger();
        int last = after;
        Result<AggregatorSubject> outcome =
            new Aggregators(ports, () -> asked.getAndIncrement() >= last).create(SIX);
        assertThat(outcome.exit()).isEqualTo(ExitStatus.STOPPED);
        assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
      }
    }
  }

  private void vanished() {
    for (Kernel ports : List.of(kernel, bare())) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      AtomicInteger left = new AtomicInteger(1);
      Sysfs shaky =
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
      Result<AggregatorSubject> outcome =
          new Aggregators(ports.withSysfs(shaky)).create(SIX.withTimeout(Duration.ofMillis(500)));
      assertThat(outcome).isInstanceOf(Failed.class);
      assertThat(((Failed<AggregatorSubject>) outcome).notRestored()).isEmpty();
      comesBack();
      assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
      assertThat(sysfs.names(GROUPS)).isEmpty();
    }
  }

  /** Linux 7.2 may keep the number of the chip that went for a moment. */
  private void comesBack() {
    target.write(SIMULATOR + "bind", "sim2");
    for (int tries = 0; tries < 50 && !sysfs.exists("/sys/bus/gpio/devices/gpiochip1"); tries++) {
      target.write(SIMULATOR + "unbind", "sim2");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      target.write(SIMULATOR + "bind", "sim2");
    }
  }

  private void race() {
    AtomicInteger left = new AtomicInteger(1);
    Sysfs crowded =
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
        created(new Aggregators(kernel.withSysfs(crowded)).create(SIX));
    assertThat(created.subject().live().orElseThrow().device()).hasValue("gpio-aggregator.2");
    assertThat(sources(created.subject().live().orElseThrow())).isEqualTo(FROM);
    delete(kernel, "six");
    target.write(DELETE, "gpio-aggregator.0");
    target.write(DELETE, "gpio-aggregator.1");
  }

  private void bug() {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Sysfs faulty =
        new Altered(
            sysfs,
            path -> false,
            path -> {
              if (path.equals(NEW) || path.endsWith("/live")) {
                throw new IllegalStateException("a bug");
              }
              return false;
            });
    assertThatThrownBy(() -> new Aggregators(kernel.withSysfs(faulty)).create(SIX))
        .hasMessage("a bug");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }
}
