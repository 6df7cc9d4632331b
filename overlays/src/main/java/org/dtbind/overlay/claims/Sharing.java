// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.Set;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Which drivers ask for a line in a way that others may have it, too: {@code
 * GPIOD_FLAGS_BIT_NONEXCLUSIVE} in drivers/ and sound/ of Linux 6.1.
 *
 * @param index finds the nodes that ask
 */
record Sharing(TreeIndex index) {

  /** Properties that only drivers which share ask for. */
  private static final Set<String> PROPERTIES =
      Set.of(
          // drivers/regulator/{max77686,s2mps11,s5m8767,arizona-ldo1,wm8994,slg51000}*.c
          "maxim,ena-gpios",
          "samsung,ext-control-gpios",
          "s5m8767,pmic-ext-control-gpios",
          "wlf,ldoena",
          "wlf,ldo1ena-gpios",
          "wlf,ldo2ena-gpios",
          "dlg,cs-gpios",
          // drivers/net/phy/micrel.c, mscc/mscc_ptp.c
          "coma-mode-gpios",
          "load-save-gpios",
          // drivers/fsi/fsi-master-aspeed.c
          "fsi-routing-gpios");

  /** Those by which a regulator is switched (drivers/regulator/fixed.c, gpio-regulator.c, …). */
  private static final Set<String> SWITCHES =
      Set.of("gpio", "gpios", "enable-gpio", "enable-gpios");

  /** What {@link #of} says of two uses of one line. */
  enum Verdict {
    BOTH,
    /** Some drivers share, some do not. */
    OPEN,
    /** One of them gets it. */
    ONE
  }

  /** Whether two uses of one line exclude each other. */
  Verdict of(LineUse one, LineUse other) {
    boolean shared = isShared(one) && isShared(other);
    // A hog is first, and who shares takes a line that is taken (gpiod_get_index()).
    boolean hogged = one.hog() && isShared(other) || other.hog() && isShared(one);
    if (shared || hogged) {
      return Verdict.BOTH;
    }
    // Since Linux 6.9 the reset framework shares them, for drivers that ask it; some drivers go on
    // without the line where it is taken (sound/soc/codecs/cs35l41.c, tlv320aic3x.c).
    return isReset(one) && isReset(other) ? Verdict.OPEN : Verdict.ONE;
  }

  private static boolean isReset(LineUse use) {
    return !use.hog()
        && (use.property().equals("reset-gpios") || use.property().equals("reset-gpio"));
  }

  private boolean isShared(LineUse use) {
    if (use.hog()) {
      return false;
    }
    if (PROPERTIES.contains(use.property())) {
      return true;
    }
    DtNode node = index.at(use.node()).orElseThrow();
    if (SWITCHES.contains(use.property())) {
      return isRegulator(use.node(), node);
    }
    // sound/soc/codecs/wsa881x.c, wsa883x.c: devices of a SoundWire bus
    return use.property().equals("powerdown-gpios")
        && node.compatible().stream().anyMatch(name -> name.startsWith("sdw"));
  }

  private static boolean isRegulator(NodePath path, DtNode node) {
    return node.compatible().stream().anyMatch(name -> name.startsWith("regulator-"))
        || path.parent().name().endsWith("regulators") && node.compatible().isEmpty();
  }
}
