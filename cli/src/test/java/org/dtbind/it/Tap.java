// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dtbind.kernel.Sysfs;

/**
 * Runs cases in a kernel and prints their results in the Test Anything Protocol. A case fails if it
 * leaves a trace ({@link Traces}). After a failure, or if the kernel keeps a removed chip, the run
 * ends, so that no other case runs in a kernel with unknown state; {@link TapOutput} boots the
 * kernel again for the remaining cases.
 */
final class Tap {

  private Tap() {}

  /**
   * Runs the cases whose names match the regular expression of the system property {@code cases},
   * in order, or, if {@code cases.seed} is set, in a random order. Omits the first cases; {@code
   * cases.first} is their number.
   */
  @SuppressWarnings("CatchAndPrintStackTrace") // the host reads the failure from standard output
  static void run(Sysfs sysfs, List<Case> all) {
    String names = System.getProperty("cases", ".*");
    List<Case> cases =
        new ArrayList<>(all.stream().filter(one -> one.name().matches(names)).toList());
    String seed = System.getProperty("cases.seed", "");
    if (!seed.isEmpty()) {
      Collections.shuffle(cases, new Random(Long.parseLong(seed)));
    }
    System.out.println("1.." + cases.size());
    boolean clean = true;
    for (int number = 1 + Integer.getInteger("cases.first", 0);
        clean && number <= cases.size();
        number++) {
      clean = leavesCleanKernel(sysfs, cases.get(number - 1), number);
    }
    System.out.println(TapOutput.JAVA_STARTS + JavaStarts.count());
    System.out.println(TapOutput.END);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the host reads the failure from standard output
  private static boolean leavesCleanKernel(Sysfs sysfs, Case one, int number) {
    System.out.println(TapOutput.STARTED + number + " - " + one.name());
    Traces before = Traces.read(sysfs);
    long start = System.nanoTime();
    try {
      one.body().run();
      Traces.assertNone(sysfs, before);
      long took = (System.nanoTime() - start) / 1_000_000;
      System.out.println("ok " + number + " - " + one.name() + " # " + took + " ms");
      return !Traces.keepsRemovedChip(sysfs);
    } catch (Exception | AssertionError e) {
      System.out.println("not ok " + number + " - " + one.name());
      e.printStackTrace(System.out);
      return false;
    }
  }
}
