// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.journal.Journal;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Errno;
import org.junit.jupiter.api.Test;

/** A driver defers its probe, so that the device must be queued for another one. */
class DeferredProbeTest {

  private static final String BIND = "/sys/bus/platform/drivers/uio_pdrv_genirq/bind";

  private static final String QUEUE = "/sys/bus/platform/drivers_probe";

  @Test
  void userIsToldWhatTheDeviceWaitsFor() throws IOException {
    RunningSystem system = system(RunningSystem.Behavior.NONE);
    assertThat(bind(system).reason()).isEqualTo(Reason.LOCKED);
  }

  /** A device that is not queued would be waited for in vain. */
  @Test
  void deviceThatCannotBeQueuedIsNotWaitedFor() throws IOException {
    Problem problem = bind(system(RunningSystem.Behavior.NONE.failing(QUEUE + " EIO")));
    assertThat(problem.reason()).isEqualTo(Reason.STATE);
    assertThat(problem.message()).isEqualTo("cannot write " + QUEUE + ": EIO (input/output error)");
  }

  @Test
  void fullDiskForTheJournalIsReported() throws IOException {
    RunningSystem whole = system(RunningSystem.Behavior.NONE);
    AtomicInteger queued = new AtomicInteger();
    whole.interrupt(
        n -> {
          if (journal(whole).contains(QUEUE)) {
            queued.compareAndSet(0, n);
          }
          return Optional.empty();
        });
    bind(whole);
    assertThat(queued.get()).isGreaterThan(1);
    for (int at = 1; at <= queued.get(); at++) {
      int failing = at;
      RunningSystem system = system(RunningSystem.Behavior.NONE);
      system.interrupt(n -> n == failing ? Optional.of(Errno.ENOSPC) : Optional.empty());
      assertThat(bind(system).message()).as("write %d fails", at).contains("ENOSPC");
    }
  }

  private static String journal(RunningSystem system) {
    return system.kernel().files().read(Journal.PATH).value().flatMap(text -> text).orElse("");
  }

  private static Problem bind(RunningSystem system) {
    Result<DeviceSubject> result =
        new Binder(system.kernel())
            .bind(
                BindRequest.of("gate")
                    .withDriver("uio_pdrv_genirq")
                    .withTimeout(Duration.ofMillis(1)));
    return result.reason().orElseThrow();
  }

  private static RunningSystem system(RunningSystem.Behavior behavior) throws IOException {
    List<String> entries = Files.readAllLines(PlansTest.DIRECTORY.resolve("systems/board.txt"));
    return new RunningSystem(
        SystemText.read(new SystemTree(Map.of(), Map.of()), entries),
        behavior.failing(BIND + " EAGAIN"),
        tree -> tree);
  }
}
