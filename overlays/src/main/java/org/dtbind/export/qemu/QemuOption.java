// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An option of QEMU's command line.
 *
 * @param option such as {@code -device}
 * @param type what the option makes, such as {@code vfio-pci}; empty for options without
 * @param settings of it, in order
 */
public record QemuOption(String option, Optional<String> type, List<Setting> settings) {

  public QemuOption {
    settings = List.copyOf(settings);
  }

  /**
   * A property and its value.
   *
   * @param value of it, without QEMU's escapes
   */
  public record Setting(String key, String value) {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if a shell or systemd would take one of them apart
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

  /** {@return option and value, a space between; commas doubled (QEMU's util/qemu-option.c)} */
  public String text() {
    List<String> parts = new ArrayList<>();
    type.ifPresent(parts::add);
    settings.forEach(s -> parts.add(s.key() + "=" + s.value().replace(",", ",,")));
    return option + " " + String.join(",", parts);
  }
}
