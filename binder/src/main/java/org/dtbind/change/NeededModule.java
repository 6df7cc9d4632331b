// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;

/**
 * A kernel module that must be loaded before the first write of a plan.
 *
 * @param loader the absolute path of the program that the kernel uses to load modules
 * @param all the module and its dependencies, in an order in which they can be unloaded
 */
public record NeededModule(String driver, String name, String loader, List<String> all) {

  /** Copies the list. */
  public NeededModule {
    all = List.copyOf(all);
  }

  /** {@return the command as one line: {@code run LOADER -b -- MODULE # PURPOSE}} */
  public String text() {
    return "run %s -b -- %s  # load the module of %s".formatted(loader, name, driver);
  }
}
