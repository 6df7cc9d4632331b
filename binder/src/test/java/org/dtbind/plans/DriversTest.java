// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.bind.plan.Drivers;
import org.junit.jupiter.api.Test;

class DriversTest {

  /** A driver with suppress_bind_attrs has no attribute bind. */
  @Test
  void driverOfALiveSystemMustHaveBind() {
    String driver = "/sys/bus/platform/drivers/leds-gpio/";
    assertThat(Drivers.exists(TreeKernel.of(driver), "platform", "leds-gpio")).isFalse();
    assertThat(Drivers.exists(TreeKernel.of(driver + "bind ="), "platform", "leds-gpio")).isTrue();
  }
}
