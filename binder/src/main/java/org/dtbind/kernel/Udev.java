// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/** The daemon that sets up device nodes according to rules, udev(7). */
public interface Udev {

  /** {@return whether the daemon runs on this system} */
  boolean runs();
}
