// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Optional;
import org.dtbind.kernel.Sysfs;

/**
 * The only driver that may bind to a device (Documentation/ABI/testing/sysfs-bus-platform, {@code
 * driver_override}).
 *
 * @param supported whether the device's bus supports overrides
 * @param driver the driver's name, exactly as the kernel stores it; empty if none is set
 */
public record DriverOverride(boolean supported, Optional<String> driver) {

  /** The bus does not support overrides; i2c and usb are examples. */
  public static final DriverOverride UNSUPPORTED = new DriverOverride(false, Optional.empty());

  /** The bus supports overrides, but none is set. */
  public static final DriverOverride UNSET = new DriverOverride(true, Optional.empty());

  /**
   * {@return the override of a device, with one character from U+0000 to U+00FF for each byte: the
   * kernel stores arbitrary bytes, which must be written back unchanged}
   *
   * @param sysfs the attributes of the system
   */
  public static DriverOverride read(Sysfs sysfs, String directory) {
    return sysfs
        .read(directory + "/driver_override")
        .map(bytes -> of(bytes.latin1()))
        .value()
        .orElse(UNSUPPORTED);
  }

  /**
   * {@return the override for the text of the attribute. Depending on bus and kernel, {@code
   * (null)} or empty text means that none is set}
   *
   * @param attribute the text of the attribute, with the newline
   */
  public static DriverOverride of(String attribute) {
    String text =
        attribute.endsWith("\n") ? attribute.substring(0, attribute.length() - 1) : attribute;
    return text.isEmpty() || text.equals("(null)")
        ? UNSET
        : new DriverOverride(true, Optional.of(text));
  }
}
