// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;
import java.util.Set;

/**
 * Devices with {@code gpios} or {@code gpio} for which Linux has a specific driver, so that their
 * lines are not available to gpio-aggregator.
 */
public final class GpioUser {

  /**
   * Entries of {@code of_device_id} tables of drivers in Linux 6.1 and 7.2 that request such lines.
   */
  private static final Set<String> COMPATIBLES =
      Set.of(
          "extcon-usb-gpio",
          "gpio-backlight",
          "gpio-beeper",
          "gpio-fan",
          "gpio-ir-receiver",
          "gpio-ir-tx",
          "gpio-mux-clock",
          "gpio-poweroff",
          "gpio-restart",
          "gpio-sbu-mux",
          "i2c-gpio",
          "i2c-mux-gpio",
          "linux,extcon-usb-gpio",
          "linux,wdt-gpio",
          "mdio-mux-gpio",
          "pps-gpio",
          "pwm-gpio",
          "regulator-fixed",
          "regulator-fixed-clock",
          "regulator-fixed-domain",
          "regulator-gpio",
          "rotary-encoder",
          "virtual,mdio-gpio",
          "w1-gpio");

  private GpioUser() {}

  /**
   * {@return whether one of the compatibles belongs to such a device}
   *
   * @param compatible compatibles of a node
   */
  public static boolean isKnown(List<String> compatible) {
    return compatible.stream().anyMatch(COMPATIBLES::contains);
  }
}
