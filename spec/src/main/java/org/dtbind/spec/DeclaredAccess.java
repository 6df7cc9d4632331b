// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Optional;

/**
 * The owner, group, mode, link and SELinux label of a device node, as a declaration specifies them,
 * with their positions in the file.
 *
 * @param owner the user that owns the device node, by name or number
 * @param group the group that owns the device node, by name or number
 * @param mode the mode in three or four octal digits
 * @param link the name of a link in {@code /dev/gpio} to the device node
 * @param selinux the SELinux label of the device node
 * @param persist whether dtbind applies this entry again after a reboot
 */
public record DeclaredAccess(
    @Key(value = "The user that owns the device node.", example = "anna", pattern = Access.ACCOUNT)
        Optional<Located<String>> owner,
    @Key(
            value = "The group that owns the device node.",
            example = "doors",
            pattern = Access.ACCOUNT)
        Optional<Located<String>> group,
    @Key(
            value = "The mode of the device node, in octal, such as \"0660\".",
            example = "\"0660\"",
            pattern = Access.OCTAL)
        Optional<Located<String>> mode,
    @Key(
            value = "The name of a link to the device node of the GPIO chip: `/dev/gpio/NAME`.",
            example = "door",
            pattern = Access.FILE)
        Optional<Located<String>> link,
    @Key(
            value = "The SELinux label of the device node.",
            example = "system_u:object_r:gpio_device_t:s0",
            pattern = Access.CONTEXT)
        Optional<Located<String>> selinux,
    @Key(value = "Whether this entry is also applied at each boot.", example = "true")
        Optional<Located<Boolean>> persist) {

  /** {@return the values without their positions} */
  public Access values() {
    return new Access(
        owner.map(Located::value),
        group.map(Located::value),
        mode.map(Located::value),
        link.map(Located::value),
        selinux.map(Located::value));
  }
}
