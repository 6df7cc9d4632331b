// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container.live;

import org.dtbind.change.ChangeRequest;
import org.dtbind.change.RequestOptions;
import org.dtbind.container.CdiDevice;

/**
 * How to write the files for container runtimes.
 *
 * @param directory the directory of the CDI files, one of {@link CdiDevice#DIRECTORIES}
 * @param prune whether to remove files that dtbind wrote for devices that are not declared
 * @param options how the change is made; force has no effect
 */
public record ContainerRequest(String directory, boolean prune, RequestOptions options)
    implements ChangeRequest {

  /** The default directory. It is empty after each boot. */
  public static final String VOLATILE = "/run/cdi";

  /**
   * Checks the directory.
   *
   * @throws IllegalArgumentException if container runtimes do not look for files there
   */
  public ContainerRequest {
    if (!CdiDevice.DIRECTORIES.contains(directory)) {
      throw new IllegalArgumentException("not a directory of container runtimes: " + directory);
    }
  }
}
