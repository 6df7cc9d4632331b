// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.GenericDriver;

/** The kernel interface through which an aggregator is created. */
public enum BackEnd {
  /** Directories in configfs, available since about Linux 6.16. Lines keep their names. */
  CONFIGFS("configfs"),
  /** The driver's attributes {@code new_device} and {@code delete_device}. */
  SYSFS("sysfs");

  /** The absolute path of the driver's directory in sysfs. */
  public static final String DRIVER =
      "/sys/bus/platform/drivers/" + GenericDriver.GPIO_AGGREGATOR.driver();

  /** The absolute path of the directory of all aggregators in configfs. */
  public static final String GROUPS = "/sys/kernel/config/gpio-aggregator";

  private final String text;

  BackEnd(String text) {
    this.text = text;
  }

  /** {@return the name of the interface, in output and in files} */
  public String text() {
    return text;
  }

  /**
   * {@return the best interface of a kernel: configfs if it supports aggregators}
   *
   * @param sysfs the sysfs and configfs of the system
   */
  public static BackEnd of(Sysfs sysfs) {
    return sysfs.isDirectory(GROUPS) ? CONFIGFS : SYSFS;
  }
}
