// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.tree.DtNode;

/**
 * Whether the lines of a property are active low where the flags of the specifier do not decide
 * that (drivers/gpio/gpiolib-of.c, {@code of_gpio_flags_quirks()}). Before Linux 6.3, the drivers
 * themselves read the properties of {@code fsl,*}, with the same result.
 */
final class ActiveLevel {

  /** A property that alone decides whether lines are active high. */
  private record Rule(String compatible, Set<String> lines, String activeHigh) {}

  private static final String ENABLE_HIGH = "enable-active-high";
  private static final Set<String> GPIO = Set.of("gpio", "gpios");
  private static final Set<String> ENABLE = Set.of("enable-gpio", "enable-gpios");
  private static final Set<String> PHY_RESET = Set.of("phy-reset-gpios");
  private static final String PHY_RESET_HIGH = "phy-reset-active-high";
  private static final Set<String> RESET = Set.of("reset-gpio");
  private static final String RESET_HIGH = "reset-gpio-active-high";

  private static final List<Rule> RULES =
      List.of(
          new Rule("regulator-fixed", GPIO, ENABLE_HIGH),
          new Rule("reg-fixed-voltage", GPIO, ENABLE_HIGH),
          new Rule("regulator-gpio", ENABLE, ENABLE_HIGH),
          new Rule("fsl,imx25-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx27-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx28-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx6q-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,mvf600-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx6sx-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx6ul-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx8mq-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx8qm-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,s32v234-fec", PHY_RESET, PHY_RESET_HIGH),
          new Rule("fsl,imx6q-pcie", RESET, RESET_HIGH),
          new Rule("fsl,imx6sx-pcie", RESET, RESET_HIGH),
          new Rule("fsl,imx6qp-pcie", RESET, RESET_HIGH),
          new Rule("fsl,imx7d-pcie", RESET, RESET_HIGH),
          new Rule("fsl,imx8mq-pcie", RESET, RESET_HIGH),
          new Rule("fsl,imx8mm-pcie", RESET, RESET_HIGH),
          new Rule("fsl,imx8mp-pcie", RESET, RESET_HIGH));

  private final DtNode node;
  private final String property;
  private final boolean atmelSlot;

  /** For {@code cs-gpios}, the first child with each chip select. */
  private final Map<Integer, DtNode> selected = new HashMap<>();

  ActiveLevel(DtNode node, DtNode parent, String property) {
    this.node = node;
    this.property = property;
    this.atmelSlot = parent.compatible().contains("atmel,hsmci");
    if (property.equals("cs-gpios")) {
      for (DtNode child : node.children()) {
        child.cell("reg").ifPresent(reg -> selected.putIfAbsent(reg, child));
      }
    }
  }

  /** Returns the property that alone decides whether the lines are active high. */
  static Optional<String> decider(DtNode node, String property) {
    return RULES.stream()
        .filter(rule -> rule.lines().contains(property))
        .filter(rule -> node.compatible().contains(rule.compatible()))
        .map(Rule::activeHigh)
        .findFirst();
  }

  /**
   * Returns the flags of a line as Linux uses them.
   *
   * @param index index of the entry in the property
   */
  Set<LineFlag> flags(int index, Set<LineFlag> written) {
    Set<LineFlag> flags = EnumSet.noneOf(LineFlag.class);
    flags.addAll(written);
    if (isLow(index, written.contains(LineFlag.ACTIVE_LOW))) {
      flags.add(LineFlag.ACTIVE_LOW);
    } else {
      flags.remove(LineFlag.ACTIVE_LOW);
    }
    if (has("gpio-open-drain") && node.compatible().contains("reg-fixed-voltage")) {
      flags.remove(LineFlag.OPEN_SOURCE);
      flags.add(LineFlag.OPEN_DRAIN);
    }
    return Collections.unmodifiableSet(flags);
  }

  private boolean isLow(int index, boolean written) {
    Optional<String> decider = decider(node, property);
    if (decider.isPresent()) {
      return !has(decider.get());
    }
    Optional<DtNode> device = Optional.ofNullable(selected.get(index));
    if (device.isPresent()) {
      return device.get().property("spi-cs-high").isEmpty();
    }
    return switch (property) {
      case "snps,reset-gpio" -> written || has("snps,reset-active-low");
      // drivers/mmc/host/atmel-mci.c; other hosts follow drivers/mmc/core/slot-gpio.c.
      case "cd-gpios" ->
          atmelSlot ? !has("cd-inverted") : written ^ (has("cd-inverted") && !has("non-removable"));
      case "wp-gpios" -> written ^ (has("wp-inverted") && !atmelSlot);
      default -> written;
    };
  }

  private boolean has(String name) {
    return node.property(name).isPresent();
  }
}
