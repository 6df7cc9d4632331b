// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Runs random inputs and checks limits on time and memory for each. */
final class Campaign {

  private static final double MAX_SECONDS = 2;
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_CHOICES = 600;

  /** Enough inputs to load the classes that most inputs need. */
  private static final int WARM_UP_INPUTS = 50;

  private Campaign() {}

  /**
   * The statistics of a campaign.
   *
   * @param inputs the number of inputs
   * @param reached the number of inputs for which a tree was built
   * @param slowest the CPU time of the slowest input, in seconds
   * @param largest the most bytes that one input allocated in total
   */
  record Result(long inputs, long reached, double slowest, long largest) {}

  /** Loads the classes that inputs need, without measuring. */
  static void warmUp(Target target) {
    SplittableRandom random = new SplittableRandom(0);
    for (int i = 0; i < WARM_UP_INPUTS; i++) {
      target.check(new Decisions(bytes(random)));
    }
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(MAX_CHOICES)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Runs inputs until the first failure, which reports the bytes that reproduce it. */
  static Result run(Target target, long seed, long inputs) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SplittableRandom random = new SplittableRandom(seed ^ target.name().hashCode());
    Seeds.blobs(); // Not part of the time and memory of the first input.
    long reached = 0;
    double slowest = 0;
    long largest = 0;
    for (long i = 0; i < inputs; i++) {
      byte[] bytes = bytes(random);
      long time = threads.getCurrentThreadCpuTime();
      long memory = threads.getCurrentThreadAllocatedBytes();
      try {
        reached += target.check(new Decisions(bytes)) ? 1 : 0;
      } catch (RuntimeException | Error e) {
        String input = HexFormat.of().formatHex(bytes);
        throw new AssertionError(target + " input " + i + " of seed " + seed + ": " + input, e);
      }
      double seconds = (threads.getCurrentThreadCpuTime() - time) / 1e9;
      long allocated = threads.getCurrentThreadAllocatedBytes() - memory;
      slowest = Math.max(slowest, seconds);
      largest = Math.max(largest, allocated);
      if (seconds > MAX_SECONDS || allocated > MAX_BYTES) {
        String input = HexFormat.of().formatHex(bytes);
        throw new AssertionError(
            "%s input %d of seed %d took %.1f s and %d bytes: %s"
                .formatted(target, i, seed, seconds, allocated, input));
      }
    }
    return new Result(inputs, reached, slowest, largest);
  }

  /**
   * Runs a campaign from the command line.
   *
   * @param args target, seed, number of inputs
   */
  public static void main(String[] args) {
    Result result = run(Target.valueOf(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]));
    System.out.printf(
        "%s, seed %s: %d inputs, %d reached the tree, slowest %.3f s, largest %.1f MiB%n",
        args[0],
        args[1],
        result.inputs(),
        result.reached(),
        result.slowest(),
        result.largest() / 1048576.0);
  }
}
