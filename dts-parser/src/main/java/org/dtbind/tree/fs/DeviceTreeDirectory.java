// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import java.nio.file.Path;
import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;

/**
 * Reads a directory in the format of {@code /sys/firmware/devicetree/base} and {@code
 * /proc/device-tree} (Documentation/ABI/testing/sysfs-firmware-ofw): one directory for each node,
 * one file for each property.
 */
public final class DeviceTreeDirectory {

  private DeviceTreeDirectory() {}

  /**
   * {@return the tree in {@code directory}}
   *
   * <p>Properties and children are sorted by name: a file system defines no order, and reading a
   * directory twice must yield equal trees. As in dtc, the {@code name} property that Linux adds to
   * each node is omitted if it repeats the name of the directory. Symbolic links inside the
   * directory are not followed; the directory itself may be one.
   *
   * @param directory the directory of the root node
   */
  public static Diagnosed<DeviceTree> read(Path directory) {
    return read(directory, DirectoryLimits.DEFAULT);
  }

  /**
   * {@return the tree in {@code directory}; absent if it exceeds a limit}
   *
   * @param directory the directory of the root node
   * @param limits the limits for the content of the directory
   */
  public static Diagnosed<DeviceTree> read(Path directory, DirectoryLimits limits) {
    DirectoryReader reader = new DirectoryReader(directory, limits);
    List<String> paths = reader.paths();
    return reader
        .read()
        .then(
            root ->
                Diagnosed.of(
                    new DeviceTree(
                        root, List.of(), 0, false, span -> origin(paths, directory, span)),
                    List.of()));
  }

  private static Origin origin(List<String> paths, Path directory, Span span) {
    return span.isKnown()
        ? new Origin.Path(paths.get(span.start()))
        : new Origin.Unknown(directory.toString());
  }
}
