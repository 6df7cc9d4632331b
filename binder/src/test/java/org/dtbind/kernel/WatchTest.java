// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests waits across the overflow of {@link System#nanoTime()}: the end of the longest wait is a
 * smaller number than its beginning.
 */
class WatchTest {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  @TempDir Path root;

  private WritableKernel kernel() {
    return LinuxKernel.open(root, Trace.NONE);
  }

  @Test
  void waitContinuesAcrossTheOverflowOfTheClock() {
    assertThat(System.nanoTime() + LONGEST.toNanos()).isNegative();
    try (Watch watch = Watch.begin(kernel(), LONGEST, () -> false)) {
      assertThat(watch.mayWait()).isTrue();
      AtomicInteger asked = new AtomicInteger();
      assertThat(watch.until(() -> asked.incrementAndGet() > 2)).isTrue();
      asked.set(0);
      assertThat(watch.until(() -> "a state", () -> asked.incrementAndGet() > 2)).isTrue();
      asked.set(0);
      assertThat(watch.until(Duration.ofSeconds(10), () -> asked.incrementAndGet() > 2)).isTrue();
      assertThat(watch.until(Duration.ofMillis(1), () -> false)).isFalse();
    }
  }

  @Test
  void lockIsWaitedForAcrossTheOverflowOfTheClock() {
    WritableKernel kernel = kernel();
    try (Lock.Held held = kernel.lock().take(SystemLock.PATH).value().orElseThrow()) {
      assertThat(held).isNotNull();
      AtomicInteger asked = new AtomicInteger();
      Attempt<Lock.Held> second =
          new SystemLock(kernel, () -> asked.incrementAndGet() > 2).take(LONGEST);
      assertThat(second.failure()).isPresent();
      assertThat(asked).hasValue(3);
    }
  }
}
