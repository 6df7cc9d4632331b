// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

/** The QEMU machine types for which dtbind exports guests. */
public enum GuestMachine {
  /**
   * QEMU's {@code virt} for 64-bit ARM, which has a devicetree and a bus for platform devices
   * (docs/system/arm/virt.rst, hw/arm/virt.c of QEMU).
   */
  AARCH64("aarch64", "virt"),
  /** QEMU's {@code q35}, a PC without a devicetree. */
  X86_64("x86_64", "q35");

  private final String architecture;
  private final String machine;

  GuestMachine(String architecture, String machine) {
    this.architecture = architecture;
    this.machine = machine;
  }

  /** Returns the architecture in the name of QEMU's program. */
  public String architecture() {
    return architecture;
  }

  public String program() {
    return "qemu-system-" + architecture;
  }

  /** Returns QEMU's name of the machine type. */
  String machine() {
    return machine;
  }

  /** Whether the machine has a devicetree, without which it cannot have platform devices. */
  boolean hasTree() {
    return this == AARCH64;
  }
}
