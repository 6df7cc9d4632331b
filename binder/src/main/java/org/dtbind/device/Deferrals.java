// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.DeferredDevices;

/** The devices whose probes the kernel has deferred (debugfs, {@code devices_deferred}). */
public final class Deferrals {

  private static final String PATH = "/sys/kernel/debug/devices_deferred";

  private Deferrals() {}

  /**
   * {@return the reasons for deferral by device name; a reason is empty if the kernel gives none.
   * The map is empty if debugfs is not mounted or not readable}
   *
   * @param sysfs the attributes of the system
   */
  public static Map<String, String> read(Sysfs sysfs) {
    return DeferredDevices.parse(sysfs.text(PATH).orElse("").lines().toList());
  }

  /**
   * {@return the suppliers that a device waits for because of a device link, one per line. The
   * kernel shows them even if debugfs is not mounted
   * (Documentation/ABI/testing/sysfs-class-devlink)}
   *
   * @param sysfs the attributes of the system
   */
  public static List<String> missingSuppliers(Sysfs sysfs, String directory) {
    List<String> missing = new ArrayList<>();
    for (String entry : sysfs.names(directory)) {
      if (entry.startsWith("supplier:")) {
        String link = sysfs.target(directory + "/" + entry).value().orElse("");
        String status = sysfs.text(link + "/status").orElse("");
        if (status.equals("dormant") || status.equals("supplier unbinding")) {
          missing.add("supplier %s has no driver".formatted(entry.substring("supplier:".length())));
        }
      }
    }
    if (sysfs.text(directory + "/waiting_for_supplier").filter("1"::equals).isPresent()) {
      missing.add("a supplier of its node has not become a device yet");
    }
    return missing;
  }

  /**
   * {@return why the probe of a device is deferred; empty if it is not, or the kernel gives no
   * reason}
   *
   * @param sysfs the attributes of the system
   */
  public static Optional<String> reason(Sysfs sysfs, String device) {
    return Optional.ofNullable(read(sysfs).get(device)).filter(text -> !text.isEmpty());
  }
}
