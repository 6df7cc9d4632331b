// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;
import java.util.Set;

/**
 * Devices with {@code gpios} or {@code gpio} that drivers of Linux's own take: their lines are not
 * free for a generic one.
 */
public final class GpioUser {

  /** By the {@code of_device_id} of drivers in Linux 6.1 and 7.2 that ask for such lines. */
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
   * {@return whether one of the compatibles is that of such a device}
   *
   * @param compatible of a node
   */
  public static boolean isKnown(List<String> compatible) {
    return compatible.stream().anyMatch(COMPATIBLES::contains);
  }
}
