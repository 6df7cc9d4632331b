// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * What {@code src/it/trees/list-devices.sh} said in a running kernel.
 *
 * @param devices that were made of a node, in the order of buses and names
 * @param kernel its release and configuration
 */
record KernelDevices(List<Device> devices, TargetKernel kernel) {

  /**
   * A device.
   *
   * @param bus its bus
   * @param name on the bus
   * @param folder below {@code /sys/devices}
   * @param node it was made of
   * @param driver that has it; {@code -} for none
   */
  record Device(String bus, String name, String folder, NodePath node, String driver) {}

  /**
   * Reads what the script printed.
   *
   * @param output all of it
   * @throws IOException where it did not run to its end
   */
  static KernelDevices parse(String output) throws IOException {
    List<Device> devices = new ArrayList<>();
    Map<String, String> facts = new HashMap<>();
    for (String line : output.lines().map(String::strip).toList()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("device")) {
        NodePath node = new NodePath(words[4].isEmpty() ? "/" : words[4]);
        devices.add(new Device(words[1], words[2], words[3], node, words[5]));
      } else {
        facts.put(words[0], line.substring(words[0].length()).strip());
      }
    }
    if (!facts.containsKey("end")) {
      throw new IOException("the list has no end: " + output);
    }
    byte[] config = Base64.getDecoder().decode(facts.getOrDefault("config", ""));
    Optional<Release> release = Release.of(facts.getOrDefault("release", ""));
    return new KernelDevices(
        devices, new TargetKernel(release, KernelConfig.read(Bytes.wrap(config))));
  }

  /** Those that no driver made of its own node: below the device of a node, with the same node. */
  List<Device> ofNodes() {
    return devices.stream()
        .filter(
            device ->
                devices.stream()
                    .noneMatch(
                        upper ->
                            upper.node().equals(device.node())
                                && device.folder().startsWith(upper.folder() + "/")))
        .toList();
  }
}
