// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.KnownDriver;

/** By what means the kernel is asked for an aggregator. */
public enum BackEnd {
  /** Folders in configfs, from about Linux 6.16 on: lines keep their names. */
  CONFIGFS("configfs"),
  /** The driver's attributes {@code new_device} and {@code delete_device}. */
  SYSFS("sysfs");

  /** The driver's folder. */
  public static final String DRIVER =
      "/sys/bus/platform/drivers/" + KnownDriver.GPIO_AGGREGATOR.driver();

  /** Where configfs has aggregators. */
  public static final String GROUPS = "/sys/kernel/config/gpio-aggregator";

  private final String text;

  BackEnd(String text) {
    this.text = text;
  }

  /** {@return the word for people and for files} */
  public String text() {
    return text;
  }

  /**
   * {@return the best that a kernel has}
   *
   * @param sysfs of it
   */
  public static BackEnd of(Sysfs sysfs) {
    return sysfs.isFolder(GROUPS) ? CONFIGFS : SYSFS;
  }
}
