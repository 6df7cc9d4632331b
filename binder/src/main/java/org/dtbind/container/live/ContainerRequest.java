// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container.live;

import java.time.Duration;
import java.util.List;

/**
 * How files for container runtimes are to be written.
 *
 * @param folder of the files, one of {@link #FOLDERS}
 * @param prune whether files that dtbind wrote for devices that are not declared are removed
 * @param timeout how long to wait for the lock; not negative
 * @param dryRun whether to plan only
 */
public record ContainerRequest(String folder, boolean prune, Duration timeout, boolean dryRun) {

  /** The usual folder, which is empty after each boot. */
  public static final String VOLATILE = "/run/cdi";

  /** Where runtimes look. */
  public static final List<String> FOLDERS = List.of(VOLATILE, "/etc/cdi");

  /**
   * Checks the folder.
   *
   * @throws IllegalArgumentException if runtimes do not look there
   */
  public ContainerRequest {
    if (!FOLDERS.contains(folder)) {
      throw new IllegalArgumentException("not a folder of container runtimes: " + folder);
    }
  }
}
