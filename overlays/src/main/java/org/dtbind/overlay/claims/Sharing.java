// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The way in which a line is requested: whether drivers request it as shared, with {@code
 * GPIOD_FLAGS_BIT_NONEXCLUSIVE} in drivers/ and sound/ of Linux 6.1.
 */
enum Sharing {
  HOG,
  SHARED,
  /** As a reset line, which some drivers share. */
  RESET,
  /** As the clock line of an I²C bus of lines, which Linux 7.3 shares. */
  CLOCK,
  EXCLUSIVE;

  /** Properties that only drivers with this flag use. */
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

  /**
   * Properties with the enable line of a regulator (drivers/regulator/fixed.c, gpio-regulator.c,
   * …).
   */
  private static final Set<String> SWITCHES =
      Set.of("gpio", "gpios", "enable-gpio", "enable-gpios");

  /**
   * Properties with the line that several amplifiers of a sound card share, one for each speaker
   * (sound/soc/codecs/wsa881x.c, wsa883x.c, wsa884x.c).
   */
  private static final Set<String> SPEAKERS = Set.of("powerdown-gpios", "reset-gpios");

  /** Whether two uses of one line can coexist. */
  enum Verdict {
    BOTH,
    /** It depends on the drivers, or on which of them is first. */
    OPEN,
    /** Only one of the two gets the line. */
    ONE
  }

  static Sharing of(TreeIndex index, LineUse use) {
    if (use.hog()) {
      return HOG;
    }
    if (isShared(index, use)) {
      return SHARED;
    }
    return switch (use.property()) {
      case "reset-gpios", "reset-gpio" -> RESET;
      case "scl-gpios" -> isOfLines(index, use.node()) ? CLOCK : EXCLUSIVE;
      default -> EXCLUSIVE;
    };
  }

  /** Returns whether this use and another use of the same line can coexist. */
  Verdict with(Sharing other) {
    // Linux requests hogs first. A driver with the flag also gets a line that is already requested
    // (gpiod_get_index()).
    boolean hog = this == HOG || other == HOG;
    if (this == SHARED || other == SHARED) {
      // A driver without the flag gets the line only if it is the first to request it.
      return this == other || hog ? Verdict.BOTH : Verdict.OPEN;
    }
    // Since Linux 6.9, the reset framework shares reset lines for drivers that use it. Some other
    // drivers continue without the line if it is in use (sound/soc/codecs/cs35l41.c,
    // tlv320aic3x.c).
    // The driver of I²C buses of lines does so as of 7.3 (drivers/i2c/busses/i2c-gpio.c).
    return (this == RESET || this == CLOCK) && this == other ? Verdict.OPEN : Verdict.ONE;
  }

  /** Returns the later uses that cannot coexist, or only with some drivers. */
  List<Sharing> rivals() {
    return Stream.of(values()).filter(later -> with(later) != Verdict.BOTH).toList();
  }

  private static boolean isShared(TreeIndex index, LineUse use) {
    if (PROPERTIES.contains(use.property())) {
      return true;
    }
    DtNode node = index.at(use.node()).orElseThrow();
    if (SWITCHES.contains(use.property())) {
      // The other lines of this regulator select its voltage.
      boolean selects =
          use.property().equals("gpios") && node.compatible().contains("regulator-gpio");
      return !selects && isRegulator(use.node(), node);
    }
    if (use.property().equals("sync-gpios")) {
      // One line for all slots. Their driver, drivers/spi/spidev.c, does not request it.
      return node.compatible().contains("gocontroll,moduline-module-slot");
    }
    // Their amplifiers are devices on a SoundWire bus.
    return SPEAKERS.contains(use.property())
        && node.compatible().stream().anyMatch(name -> name.startsWith("sdw"));
  }

  private static boolean isOfLines(TreeIndex index, NodePath bus) {
    return index.at(bus).orElseThrow().compatible().contains("i2c-gpio");
  }

  private static boolean isRegulator(NodePath path, DtNode node) {
    return node.compatible().stream().anyMatch(name -> name.startsWith("regulator-"))
        || path.parent().name().endsWith("regulators") && node.compatible().isEmpty();
  }
}
