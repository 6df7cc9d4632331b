// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    try {
      for (Path file : below(directory, Integer.MAX_VALUE)) {
        BasicFileAttributes attributes =
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!file.equals(LOCK)) {
          files.put(
              file.toString(), attributes.size() + " bytes of " + attributes.lastModifiedTime());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(directory + " cannot be read", e);
    }
  }

  /**
   * Returns the files below a directory, except those in directories that the user who boots the
   * kernel may not read.
   */
  static List<Path> below(Path directory, int depth) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        Set.of(),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isDirectory()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof AccessDeniedException) {
              return FileVisitResult.CONTINUE;
            }
            throw why;
          }
        });
    return files;
  }
}
