// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.gpio.LineUse;

/**
 * Which lines a kernel gives to several consumers although their drivers do not ask for that
 * (drivers/gpio/gpiolib-shared.c). At boot it looks through the tree for lines that more than one
 * node asks for, takes these itself, and makes a chip of one line for each of those who ask.
 *
 * @param index finds the nodes that ask
 * @param running whether overlays come while it runs: it has looked through the tree by then
 */
public record SharedLines(TreeIndex index, TargetKernel kernel, boolean running) {

  private static final Release FIRST = new Release(6, 19);

  /** A specifier is shared that has the line's number and its flags. */
  private static final int CELLS = 2;

  /** What becomes of a line that two nodes ask for. */
  public enum Verdict {
    /** One of them gets it. */
    EXCLUSIVE,
    /** Nobody knows how the kernel is configured; if it shares lines, it shares this one. */
    OPEN,
    /** The kernel takes it, and has no driver that gives it to those who ask. */
    HELD,
    /** Both get it. */
    SHARED,
    /** Both get it once a module is loaded. */
    BY_MODULE
  }

  /** What becomes of the line of a conflict. */
  public Verdict of(Conflict conflict) {
    boolean may =
        conflict.kind() == ClaimKind.LINE
            && !running
            && kernel.release().filter(release -> release.compareTo(FIRST) >= 0).isPresent();
    if (!may || !areScanned(conflict)) {
      return Verdict.EXCLUSIVE;
    }
    Optional<KernelConfig> config = kernel.config();
    if (config.isEmpty()) {
      return Verdict.OPEN;
    }
    if (config.get().value("GPIO_SHARED") != 'y') {
      return Verdict.EXCLUSIVE;
    }
    return switch (config.get().value("GPIO_SHARED_PROXY")) {
      case 'y' -> Verdict.SHARED;
      case 'm' -> Verdict.BY_MODULE;
      default -> Verdict.HELD;
    };
  }

  private boolean areScanned(Conflict conflict) {
    List<LineUse> uses = index.lineUses();
    return isScanned(uses, conflict, conflict.first())
        && isScanned(uses, conflict, conflict.second());
  }

  /** Hogs are left out, and so are specifiers of another number of cells. */
  private static boolean isScanned(List<LineUse> uses, Conflict conflict, Claim claim) {
    for (LineUse use : uses) {
      boolean same =
          use.node().equals(claim.owner())
              && use.property().equals(claim.property())
              && LineClaims.Line.of(use).text().equals(conflict.thing());
      if (same) {
        return !use.hog() && use.cells().size() == CELLS;
      }
    }
    return false;
  }
}
