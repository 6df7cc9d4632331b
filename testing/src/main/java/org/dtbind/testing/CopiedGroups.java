// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of a system with IOMMU groups, put together file by file, as Linux 6.1 and 7.2 have them.
 *
 * @param root its folder; paths are absolute in there
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

  /** Makes a link, relative, as sysfs does. */
  public void link(String path, String target) throws IOException {
    Path link = at(path);
    Path folder = Files.createDirectories(link.resolveSibling(""));
    Files.createSymbolicLink(link, folder.relativize(at(target)));
  }

  /**
   * Makes a device.
   *
   * @param folder of it, whose last name is its name
   * @param driver that has it; empty for none
   * @param group it is in; below 0 for none
   */
  public void device(String bus, String folder, String driver, int group) throws IOException {
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    link(folder + "/subsystem", "/sys/bus/" + bus);
    link("/sys/bus/" + bus + "/devices/" + name, folder);
    if (!driver.isEmpty()) {
      link(folder + "/driver", "/sys/bus/" + bus + "/drivers/" + driver);
    }
    if (group >= 0) {
      link(folder + "/iommu_group", "/sys/kernel/iommu_groups/" + group);
      link("/sys/kernel/iommu_groups/" + group + "/devices/" + name, folder);
    }
  }
}
