// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container.live;

import java.time.Duration;
import java.util.List;

/**
 * How to write the files for container runtimes.
 *
 * @param folder the folder of the CDI files, one of {@link #FOLDERS}
 * @param prune whether to remove files that dtbind wrote for devices that are not declared
 * @param timeout how long to wait for the lock; not negative
 * @param dryRun whether to plan only
 */
public record ContainerRequest(String folder, boolean prune, Duration timeout, boolean dryRun) {

  /** The default folder. It is empty after each boot. */
  public static final String VOLATILE = "/run/cdi";

  /** The folders in which container runtimes look for CDI files. */
  public static final List<String> FOLDERS = List.of(VOLATILE, "/etc/cdi");

  /**
   * Checks the folder.
   *
   * @throws IllegalArgumentException if container runtimes do not look for files there
   */
  public ContainerRequest {
    if (!FOLDERS.contains(folder)) {
      throw new IllegalArgumentException("not a folder of container runtimes: " + folder);
    }
  }
}
