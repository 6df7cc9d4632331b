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
import java.util.regex.Pattern;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/**
 * The devices of a running kernel, as {@code src/it/trees/list-devices.sh} or {@code dtbind try}
 * list them.
 *
 * @param devices the devices that have a node, sorted by bus and name
 * @param kernel the release and configuration of the kernel
 */
record KernelDevices(List<Device> devices, TargetKernel kernel) {

  /**
   * A device.
   *
   * @param directory its directory below {@code /sys/devices}; the path of its node if the
   *     directory is unknown
   * @param node the devicetree node that it was created from
   * @param driver its driver; {@code -} for none
   */
  record Device(String bus, String name, String directory, NodePath node, String driver) {}

  /** A device in the report of {@code try}. */
  private static final Pattern REPORTED =
      Pattern.compile(
          "\"node\"\\s*:\\s*\"([^\"]*)\",\\s*\"device\"\\s*:\\s*\"([^\"]*)\",\\s*"
              + "\"bus\"\\s*:\\s*\"([^\"]*)\",\\s*\"driver\"\\s*:\\s*(?:\"([^\"]*)\"|null)");

  /** Finds the devices in a JSON report of {@code try}, which leaves out those of drivers. */
  static KernelDevices reported(String json, TargetKernel kernel) {
    List<Device> devices =
        REPORTED
            .matcher(json)
            .results()
            .map(
                one ->
                    new Device(
                        one.group(3),
                        one.group(2),
                        one.group(1),
                        new NodePath(one.group(1)),
                        Optional.ofNullable(one.group(4)).orElse("-")))
            .toList();
    return new KernelDevices(devices, kernel);
  }

  /**
   * Parses the output of the script.
   *
   * @throws IOException if the output is incomplete
   */
  static KernelDevices parse(String output) throws IOException {
    List<Device> devices = new ArrayList<>();
    Map<String, String> fields = new HashMap<>();
    for (String line : output.lines().map(String::strip).toList()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("device")) {
        NodePath node = new NodePath(words[4].isEmpty() ? "/" : words[4]);
        devices.add(new Device(words[1], words[2], words[3], node, words[5]));
      } else {
        fields.put(words[0], line.substring(words[0].length()).strip());
      }
    }
    if (!fields.containsKey("end")) {
      throw new IOException("the list has no end: " + output);
    }
    byte[] config = Base64.getDecoder().decode(fields.getOrDefault("config", ""));
    Optional<Release> release = Release.of(fields.getOrDefault("release", ""));
    return new KernelDevices(
        devices, new TargetKernel(release, KernelConfig.read(Bytes.wrap(config))));
  }

  /**
   * Returns the devices that the kernel created from nodes. Leaves out devices that a driver
   * created below its own device with the same node, and adapters of I²C multiplexers, whose nodes
   * are channels.
   */
  List<Device> ofNodes() {
    return devices.stream()
        .filter(device -> !device.bus().equals("i2c") || !device.name().matches("i2c-\\d+"))
        .filter(
            device ->
                devices.stream()
                    .noneMatch(
                        parent ->
                            parent.node().equals(device.node())
                                && device.directory().startsWith(parent.directory() + "/")))
        .toList();
  }
}
