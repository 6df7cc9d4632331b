// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.gpio.LineUse;

/**
 * Decides whether a kernel shares a line among consumers whose drivers do not request sharing
 * (drivers/gpio/gpiolib-shared.c). At boot, such a kernel searches the tree for lines that several
 * nodes use, requests these lines, and creates a chip with one line for each user.
 */
public final class SharedLines {

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

  private final Optional<KernelConfig> config;

  /** The first use of a line by a property, if the kernel searches for shared lines. */
  private final Map<LineClaims.Listed, LineUse> uses = new HashMap<>();

  /**
   * Creates the rules for one kernel.
   *
   * @param running whether overlays are applied at run time, when the kernel has already searched
   */
  public SharedLines(TreeIndex index, TargetKernel kernel, boolean running) {
    this.config = kernel.config();
    if (!running && kernel.release().filter(release -> release.compareTo(FIRST) >= 0).isPresent()) {
      index.lineUses().forEach(use -> uses.putIfAbsent(LineClaims.Listed.of(use), use));
    }
  }

  /** Returns the effect on the line of a conflict. */
  public Verdict of(Conflict conflict) {
    boolean scanned =
        conflict.kind() == ClaimKind.LINE
            && conflict.resource() instanceof LineClaims.Line line
            && isScanned(line, conflict.first())
            && isScanned(line, conflict.second());
    if (!scanned) {
      return Verdict.EXCLUSIVE;
    }
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

  /** The kernel ignores hogs and specifiers with another number of cells. */
  private boolean isScanned(LineClaims.Line line, Claim claim) {
    LineClaims.Listed listed = new LineClaims.Listed(claim.owner(), claim.property(), line);
    return Optional.ofNullable(uses.get(listed))
        .filter(use -> !use.hog() && use.cells().size() == CELLS)
        .isPresent();
  }
}
