// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Limits the time for large input, which an algorithm that is not linear exceeds by far. */
public final class ProcessorTime {

  /** Processor time does not depend on the load of the machine as elapsed time does. */
  private static final double SECONDS = 15;

  private ProcessorTime() {}

  /** Returns the result of some work; fails if the work took too long. */
  public static <T> T limited(Supplier<T> work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    T result = work.get();
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    assertThat(seconds).as("seconds of processor time").isLessThan(SECONDS);
    return result;
  }
}
