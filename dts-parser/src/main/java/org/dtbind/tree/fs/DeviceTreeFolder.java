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
 * A folder in the format of {@code /sys/firmware/devicetree/base} and {@code /proc/device-tree}
 * (Documentation/ABI/testing/sysfs-firmware-ofw): a folder for each node, a file for each property.
 */
public final class DeviceTreeFolder {

  private DeviceTreeFolder() {}

  /**
   * {@return the tree that {@code folder} holds}
   *
   * <p>Properties and children come sorted by name: a file system keeps no order, and the same
   * folder must always give the same tree. The {@code name} property that Linux adds to every node
   * is left out where it says no more than the folder's name, as dtc does. Links inside the folder
   * are not followed; the folder itself may be one.
   *
   * @param folder the root node's
   */
  public static Diagnosed<DeviceTree> read(Path folder) {
    return read(folder, FolderLimits.DEFAULT);
  }

  /**
   * {@return the tree that {@code folder} holds}
   *
   * @param folder the root node's
   * @param limits what to refuse
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
