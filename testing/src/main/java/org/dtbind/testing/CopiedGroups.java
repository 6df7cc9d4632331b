// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of a system's files for IOMMU groups, in the layout of Linux 6.1 and 7.2.
 *
 * @param root the directory of the copy; absolute paths are relative to it
 */
public record CopiedGroups(Path root) {

  private Path at(String path) {
    return root.resolve(path.substring(1));
  }

  public void file(String path, String text) throws IOException {
    Path file = at(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Creates a relative link, as in sysfs. */
  public void link(String path, String target) throws IOException {
    Path link = at(path);
    Path directory = Files.createDirectories(link.resolveSibling(""));
    Files.createSymbolicLink(link, directory.relativize(at(target)));
  }

  /**
   * Creates a device with its links.
   *
   * @param directory the directory of the device in sysfs; its last part is the name of the device
   * @param driver the driver of the device; empty if it has none
   * @param group the number of the IOMMU group; negative if the device is in no group
   */
  public void device(String bus, String directory, String driver, int group) throws IOException {
    String name = directory.substring(directory.lastIndexOf('/') + 1);
    link(directory + "/subsystem", "/sys/bus/" + bus);
    link("/sys/bus/" + bus + "/devices/" + name, directory);
    if (!driver.isEmpty()) {
      link(directory + "/driver", "/sys/bus/" + bus + "/drivers/" + driver);
    }
    if (group >= 0) {
      link(directory + "/iommu_group", "/sys/kernel/iommu_groups/" + group);
      link("/sys/kernel/iommu_groups/" + group + "/devices/" + name, directory);
    }
  }
}
