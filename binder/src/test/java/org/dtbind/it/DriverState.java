// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Kernel;

/**
 * What a run can leave.
 *
 * @param devices driver and override by {@code BUS/DEVICE}; but for chips, whose numbers follow the
 *     order in which they come
 * @param records dtbind's own files, by path
 */
record DriverState(Map<String, String> devices, Map<String, String> records) {

  private static final String RECORDS = "/run/dtbind/bindings";

  private static final List<String> FOLDERS =
      List.of(
          RECORDS,
          "/var/lib/dtbind/bindings",
          "/etc/dtbind",
          "/etc/dtbind/devices",
          "/etc/udev/rules.d",
          "/etc/modules-load.d",
          "/etc/systemd/system",
          "/etc/systemd/system/multi-user.target.wants");

  static DriverState of(Kernel kernel) {
    Map<String, String> devices = new TreeMap<>();
    for (LinuxDevice device : DeviceSnapshot.read(kernel.sysfs()).devices()) {
      if (!device.bus().equals("gpio")) {
        devices.put(
            device.bus() + "/" + device.name(),
            device.driver().orElse("-") + " " + device.override().driver().orElse("-"));
      }
    }
    Map<String, String> records = new TreeMap<>();
    for (String folder : FOLDERS) {
      for (String name : kernel.files().names(folder)) {
        String path = folder + "/" + name;
        if (folder.startsWith("/run/") || name.contains("dtbind") || name.startsWith("platform:")) {
          records.put(path, kernel.files().read(path).value().flatMap(t -> t).orElse(""));
        }
      }
    }
    return new DriverState(devices, records);
  }

  /** The devices of which there are records, as {@code BUS/DEVICE}. */
  List<String> recorded() {
    return records.keySet().stream()
        .filter(path -> path.startsWith(RECORDS))
        .map(path -> path.substring(RECORDS.length() + 1).replaceFirst(":", "/"))
        .toList();
  }

  /** The same without some devices, named {@code BUS/DEVICE}. */
  DriverState without(Set<String> names) {
    Map<String, String> some = new TreeMap<>(devices);
    Map<String, String> others = new TreeMap<>(records);
    for (String name : names) {
      some.remove(name);
      others.remove(RECORDS + "/" + name.replace('/', ':'));
    }
    return new DriverState(some, others);
  }

  /** What another one has that this one has not, and the other way round. */
  String against(DriverState other) {
    Set<String> ours = new TreeSet<>();
    devices.forEach((name, is) -> ours.add(name + ": " + is));
    records.forEach((name, is) -> ours.add(name + ": " + is));
    Set<String> theirs = new TreeSet<>();
    other.devices.forEach((name, is) -> theirs.add(name + ": " + is));
    other.records.forEach((name, is) -> theirs.add(name + ": " + is));
    Set<String> both = new TreeSet<>(ours);
    both.retainAll(theirs);
    ours.removeAll(both);
    theirs.removeAll(both);
    return "before " + ours + ", now " + theirs;
  }
}
