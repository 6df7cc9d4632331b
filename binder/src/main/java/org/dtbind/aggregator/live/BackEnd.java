// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.KnownDriver;

/** The kernel interface by which an aggregator is created. */
public enum BackEnd {
  /** Folders in configfs, since about Linux 6.16: lines keep their names. */
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

  /** {@return the name of the interface, for users and files} */
  public String text() {
    return text;
  }

  /**
   * {@return the best interface of a kernel}
   *
   * @param sysfs the system's sysfs
   */
  public static BackEnd of(Sysfs sysfs) {
    return sysfs.isFolder(GROUPS) ? CONFIGFS : SYSFS;
  }
}
