// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

public enum GuestMachine {
  /**
   * {@code virt} of 64-bit ARM, which has a devicetree, and a bus for platform devices
   * (docs/system/arm/virt.rst, hw/arm/virt.c of QEMU).
   */
  AARCH64("aarch64", "virt"),
  /** {@code q35}, a PC: without devicetree. */
  X86_64("x86_64", "q35");

  private final String architecture;
  private final String machine;

  GuestMachine(String architecture, String machine) {
    this.architecture = architecture;
    this.machine = machine;
  }

  /** {@return as in the name of QEMU's program} */
  public String architecture() {
    return architecture;
  }

  public String program() {
    return "qemu-system-" + architecture;
  }

  /** {@return what QEMU calls it} */
  String machine() {
    return machine;
  }

  /** {@return whether it has a devicetree, and takes platform devices} */
  boolean hasTree() {
    return this == AARCH64;
  }
}
