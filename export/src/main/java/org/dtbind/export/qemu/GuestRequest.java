// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

/**
 * The parameters of an export for a guest.
 *
 * @param name name of the guest: the systemd unit {@code NAME.service} runs it
 * @param memory memory of the guest as QEMU expects it, such as {@code 1G}; back ends share all of
 *     it with the guest, so the memory object needs the size
 * @param iommufd whether QEMU opens devices through iommufd (QEMU 9.0 and later) instead of the
 *     device node of their group
 */
public record GuestRequest(String name, GuestMachine machine, String memory, boolean iommufd) {

  /**
   * The pattern of guest names. The names are short because they are part of the paths of sockets.
   */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,31}";

  public static final String MEMORY = "[1-9][0-9]{0,8}[MG]";

  /**
   * Checks name and memory.
   *
   * @throws IllegalArgumentException if name or memory does not match its pattern
   */
  public GuestRequest {
    if (!name.matches(NAME) || !memory.matches(MEMORY)) {
      throw new IllegalArgumentException(name + ", " + memory);
    }
  }

  /** Returns the path of the guest's directory on the host, without the slash at the beginning. */
  String directory() {
    return "etc/dtbind/guests/" + name;
  }
}
