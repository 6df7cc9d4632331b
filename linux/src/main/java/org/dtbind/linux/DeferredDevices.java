// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code devices_deferred} in debugfs, which lists devices whose probe is deferred. Each
 * line contains the name of a device, a tab and the reason.
 */
public final class DeferredDevices {

  private DeferredDevices() {}

  /**
   * {@return the reasons by device name, in the order of the file; a reason is empty if the kernel
   * gives none}
   *
   * @param lines lines of the file, without line terminators
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
