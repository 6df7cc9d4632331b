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
 * Decides whether a kernel shares a line among consumers whose drivers do not request sharing
 * (drivers/gpio/gpiolib-shared.c). At boot, such a kernel searches the tree for lines that several
 * nodes use, requests these lines, and creates a chip with one line for each user.
 *
 * @param running whether overlays are applied at run time, when the kernel has already searched
 */
public record SharedLines(TreeIndex index, TargetKernel kernel, boolean running) {

  private static final Release FIRST = new Release(6, 19);

  /** The cells of a specifier that the kernel considers for sharing: line number and flags. */
  private static final int CELLS = 2;

  /** The effect on a line that two nodes claim. */
  public enum Verdict {
    /** Only one of the nodes gets the line. */
    EXCLUSIVE,
    /** The kernel's configuration is unknown; with GPIO_SHARED, the line would be shared. */
    OPEN,
    /** The kernel requests the line, but has no driver that gives it to the nodes. */
    HELD,
    /** Both nodes get the line. */
    SHARED,
    /** Both nodes get the line after the module gpio-shared-proxy is loaded. */
    BY_MODULE
  }

  /** Returns the effect on the line of a conflict. */
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

  /** The kernel ignores hogs and specifiers with another number of cells. */
  private static boolean isScanned(List<LineUse> uses, Conflict conflict, Claim claim) {
    for (LineUse use : uses) {
      boolean same =
          use.node().equals(claim.owner())
              && use.property().equals(claim.property())
              && LineClaims.Line.of(use).thing().equals(conflict.thing());
      if (same) {
        return !use.hog() && use.cells().size() == CELLS;
      }
    }
    return false;
  }
}
