// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An option of QEMU's command line.
 *
 * @param option option with its dash, such as {@code -device}
 * @param type first part of the value, such as {@code vfio-pci}; empty for options without one
 * @param settings properties of the option, in order
 */
public record QemuOption(String option, Optional<String> type, List<Setting> settings) {

  public QemuOption {
    settings = List.copyOf(settings);
  }

  /**
   * A property and its value.
   *
   * @param value value without QEMU's escapes
   */
  public record Setting(String key, String value) {
    /**
     * Checks key and value.
     *
     * @throws IllegalArgumentException if one of them has characters that are special to a shell or
     *     systemd
     */
    public Setting {
      GuestDevice.checked(key);
      GuestDevice.checked(value);
    }
  }

  static QemuOption of(String option, String type) {
    return new QemuOption(option, Optional.of(type), List.of());
  }

  static QemuOption of(String option) {
    return new QemuOption(option, Optional.empty(), List.of());
  }

  QemuOption with(String key, String value) {
    List<Setting> more = new ArrayList<>(settings);
    more.add(new Setting(key, value));
    return new QemuOption(option, type, more);
  }

  /**
   * Returns option and value, separated by a space, with commas in values doubled (QEMU's
   * util/qemu-option.c).
   */
  public String text() {
    List<String> parts = new ArrayList<>();
    type.ifPresent(parts::add);
    settings.forEach(s -> parts.add(s.key() + "=" + s.value().replace(",", ",,")));
    return option + " " + String.join(",", parts);
  }
}
