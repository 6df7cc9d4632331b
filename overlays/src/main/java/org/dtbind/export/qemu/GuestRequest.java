// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

/**
 * What is to be exported for a guest.
 *
 * @param name of the guest: systemd's unit {@code NAME.service} runs it
 * @param memory of it as QEMU takes it, such as {@code 1G}: what a back end shares with the guest
 *     is all of its memory
 * @param iommufd whether QEMU opens devices through iommufd (QEMU 9.0 and later), not through the
 *     file of their group
 */
public record GuestRequest(String name, GuestMachine machine, String memory, boolean iommufd) {

  /** What a guest may be called: a regular expression. The name stands in paths of sockets. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,31}";

  /** An amount of memory: a regular expression. */
  public static final String MEMORY = "[1-9][0-9]{0,8}[MG]";

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if name or memory is not as of the patterns
   */
  public GuestRequest {
    if (!name.matches(NAME) || !memory.matches(MEMORY)) {
      throw new IllegalArgumentException(name + ", " + memory);
    }
  }

  /** {@return the folder of what the guest needs, below the root of the host} */
  String folder() {
    return "etc/dtbind/guests/" + name;
  }
}
