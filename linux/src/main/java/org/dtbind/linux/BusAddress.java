// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Optional;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.tree.DtNode;

/** The address of a device on an I²C or SPI bus, without which the kernel creates no device. */
final class BusAddress {

  static final int TEN_BITS = 0x8000_0000;
  static final int OWN = 0x4000_0000;

  private static final int MOST_OF_SEVEN_BITS = 0x7f;
  private static final int MOST_OF_TEN_BITS = 0x3ff;

  /** The kernel stores an I²C address in 16 bits. */
  private static final int STORED = 0xffff;

  private BusAddress() {}

  /**
   * Returns what the node of a device has in place of a valid address; empty if its address is
   * valid (drivers/i2c/i2c-core-of.c, {@code of_i2c_get_board_info()}; i2c-core-base.c, {@code
   * i2c_check_addr_validity()}; drivers/spi/spi.c, {@code of_spi_parse_dt()}).
   */
  static Optional<String> lacking(DtNode controller, DtNode device, DriverKind kind) {
    boolean i2c = kind == DriverKind.I2C;
    boolean spi = kind == DriverKind.SPI && controller.property("spi-slave").isEmpty();
    if (!i2c && !spi) {
      return Optional.empty();
    }
    Optional<Integer> reg = Nodes.cell(device, "reg");
    if (reg.isEmpty()) {
      String defect =
          device.property("reg").isPresent() ? "a \"reg\" of less than 4 bytes" : "no \"reg\"";
      return Optional.of(
          "%s, so Linux does not know its %s"
              .formatted(defect, i2c ? "address on the I²C bus" : "chip select"));
    }
    return i2c ? invalid(reg.get()) : Optional.empty();
  }

  private static Optional<String> invalid(int reg) {
    int address = reg & ~(TEN_BITS | OWN) & STORED;
    boolean ten = (reg & TEN_BITS) != 0;
    boolean valid =
        ten ? address <= MOST_OF_TEN_BITS : address > 0 && address <= MOST_OF_SEVEN_BITS;
    return valid
        ? Optional.empty()
        : Optional.of(
            "the I²C address 0x%02x, but %s"
                .formatted(
                    address,
                    ten
                        ? "10-bit addresses end at 0x3ff"
                        : "7-bit addresses are in the range from 0x01 to 0x7f"));
  }
}
