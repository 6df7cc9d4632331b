// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Optional;

/**
 * Who may use a device node, and under which name, as written in a declaration.
 *
 * @param owner of the device node
 * @param group of the device node
 * @param mode of the device node, three or four octal digits
 * @param link a fixed name below {@code /dev/gpio}
 * @param selinux the label of the device node
 * @param persist whether to restore it after a reboot
 */
public record DeclaredAccess(
    @Key(value = "User that owns the device node.", example = "anna", pattern = Access.ACCOUNT)
        Optional<Located<String>> owner,
    @Key(value = "Group that owns the device node.", example = "doors", pattern = Access.ACCOUNT)
        Optional<Located<String>> group,
    @Key(
            value = "Mode of the device node, in octal, such as \"0660\".",
            example = "\"0660\"",
            pattern = Access.OCTAL)
        Optional<Located<String>> mode,
    @Key(
            value = "Name of a link to the GPIO chip: /dev/gpio/NAME.",
            example = "door",
            pattern = Access.FILE)
        Optional<Located<String>> link,
    @Key(
            value = "SELinux label of the device node.",
            example = "system_u:object_r:gpio_device_t:s0",
            pattern = Access.CONTEXT)
        Optional<Located<String>> selinux,
    @Key(value = "Whether this entry is applied again after a reboot.", example = "true")
        Optional<Located<Boolean>> persist) {

  /** {@return the access without places} */
  public Access values() {
    return new Access(
        owner.map(Located::value),
        group.map(Located::value),
        mode.map(Located::value),
        link.map(Located::value),
        selinux.map(Located::value));
  }
}
