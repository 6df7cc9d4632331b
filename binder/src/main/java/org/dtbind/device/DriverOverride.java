// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Optional;
import org.dtbind.kernel.Sysfs;

/**
 * The only driver that may bind to a device (Documentation/ABI/testing/sysfs-bus-platform, {@code
 * driver_override}).
 *
 * @param supported whether the device's bus supports it
 * @param driver the driver's name, exactly as the kernel stores it; empty if none is set
 */
public record DriverOverride(boolean supported, Optional<String> driver) {

  /** Not supported by the bus, as on i2c and usb. */
  public static final DriverOverride UNSUPPORTED = new DriverOverride(false, Optional.empty());

  /** Supported, but not set. */
  public static final DriverOverride UNSET = new DriverOverride(true, Optional.empty());

  /**
   * {@return the override of a device, its bytes as characters U+0000 to U+00FF, because the kernel
   * stores any bytes and they are written back unchanged}
   *
   * @param sysfs to read
   * @param folder of the device
   */
  public static DriverOverride read(Sysfs sysfs, String folder) {
    return sysfs
        .read(folder + "/driver_override")
        .map(bytes -> of(bytes.latin1()))
        .value()
        .orElse(UNSUPPORTED);
  }

  /**
   * {@return the override that an attribute's text means: {@code (null)} and nothing both mean that
   * none is set, by bus and kernel}
   *
   * @param attribute its text with the newline
   */
  public static DriverOverride of(String attribute) {
    String text =
        attribute.endsWith("\n") ? attribute.substring(0, attribute.length() - 1) : attribute;
    return text.isEmpty() || text.equals("(null)")
        ? UNSET
        : new DriverOverride(true, Optional.of(text));
  }
}
