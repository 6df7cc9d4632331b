// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * The state of a system that dtbind could change.
 *
 * @param devices the devices of all buses, with driver and override
 * @param chips the GPIO chips, with their lines and consumers
 * @param modules the loaded modules
 * @param files size and time of the files in {@code /run/dtbind} and, where it is writable, {@code
 *     /etc}, except the lock, which names its last holder
 */
record SystemSnapshot(
    Set<LinuxDevice> devices,
    List<GpioChip> chips,
    Set<String> modules,
    Map<String, String> files) {

  private static final Path LOCK = Path.of("/run/dtbind/lock");

  static SystemSnapshot of(Kernel kernel) {
    Map<String, String> files = new TreeMap<>();
    for (Path directory : List.of(Path.of("/run/dtbind"), Path.of("/etc"))) {
      read(directory, files);
    }
    return new SystemSnapshot(
        Set.copyOf(DeviceSnapshot.read(kernel.sysfs()).devices()),
        LiveGpio.read(kernel).chips(),
        new TreeSet<>(KernelModules.of(kernel).loaded().keySet()),
        files);
  }

  private static void read(Path directory, Map<String, String> files) {
    // Files on a read-only file system cannot have changed.
    if (!Files.isWritable(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(f -> !f.equals(LOCK)).toList()) {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isDirectory()) {
          files.put(
              file.toString(), attributes.size() + " bytes of " + attributes.lastModifiedTime());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(directory + " cannot be read", e);
    }
  }
}
