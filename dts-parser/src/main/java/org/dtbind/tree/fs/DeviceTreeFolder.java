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
 * Reads a folder in the format of {@code /sys/firmware/devicetree/base} and {@code
 * /proc/device-tree} (Documentation/ABI/testing/sysfs-firmware-ofw): one folder for each node, one
 * file for each property.
 */
public final class DeviceTreeFolder {

  private DeviceTreeFolder() {}

  /**
   * {@return the tree in {@code folder}}
   *
   * <p>Properties and children are sorted by name: a file system defines no order, and reading a
   * folder twice must yield equal trees. As in dtc, the {@code name} property that Linux adds to
   * each node is omitted if it repeats the name of the folder. Symbolic links inside the folder are
   * not followed; the folder itself may be one.
   *
   * @param folder the folder of the root node
   */
  public static Diagnosed<DeviceTree> read(Path folder) {
    return read(folder, FolderLimits.DEFAULT);
  }

  /**
   * {@return the tree in {@code folder}; absent if it exceeds a limit}
   *
   * @param folder the folder of the root node
   * @param limits the limits for the content of the folder
   */
  public static Diagnosed<DeviceTree> read(Path folder, FolderLimits limits) {
    FolderReader reader = new FolderReader(folder, limits);
    List<String> paths = reader.paths();
    return reader
        .read()
        .then(
            root ->
                Diagnosed.of(
                    new DeviceTree(root, List.of(), 0, false, span -> origin(paths, folder, span)),
                    List.of()));
  }

  private static Origin origin(List<String> paths, Path folder, Span span) {
    return span.isKnown()
        ? new Origin.Path(paths.get(span.start()))
        : new Origin.Unknown(folder.toString());
  }
}
