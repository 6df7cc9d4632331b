// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of debugfs's {@code devices_deferred}: a device a line, a tab, the reason. */
public final class DeferredDevices {

  private DeferredDevices() {}

  /**
   * {@return reason by device name, in the file's order; the reason is empty if the kernel gives
   * none}
   *
   * @param lines of the file
   */
  public static Map<String, String> parse(List<String> lines) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : lines) {
      int tab = line.indexOf('\t');
      String name = tab < 0 ? line : line.substring(0, tab);
      if (!name.isEmpty()) {
        reasons.put(name, tab < 0 ? "" : line.substring(tab + 1).strip());
      }
    }
    return reasons;
  }
}
