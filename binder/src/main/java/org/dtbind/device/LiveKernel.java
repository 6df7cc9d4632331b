// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.Bytes;

/** Reads the release and the configuration of a running kernel. */
public final class LiveKernel {

  private static final String RELEASE = "/proc/sys/kernel/osrelease";

  private LiveKernel() {}

  /**
   * {@return release and configuration of a system's kernel, each empty if the kernel does not show
   * it}
   *
   * @param sysfs the attributes of the system
   */
  public static TargetKernel of(Sysfs sysfs) {
    Optional<String> name = text(sysfs, RELEASE);
    Optional<KernelConfig> config = Optional.empty();
    for (String path : List.of("/proc/config.gz", "/boot/config-" + name.orElse(""))) {
      if (config.isEmpty() && sysfs.exists(path)) {
        config = sysfs.read(path).value().flatMap(LiveKernel::config);
      }
    }
    return new TargetKernel(name.flatMap(Release::of), config);
  }

  /**
   * {@return the release of a system's kernel; empty if the kernel does not show it}
   *
   * @param sysfs the attributes of the system
   */
  public static Optional<Release> release(Sysfs sysfs) {
    return text(sysfs, RELEASE).flatMap(Release::of);
  }

  private static Optional<String> text(Sysfs sysfs, String path) {
    return sysfs.exists(path) ? sysfs.text(path) : Optional.empty();
  }

  /**
   * Treats a damaged configuration as an unknown one, so that questions about options stay open.
   */
  private static Optional<KernelConfig> config(Bytes bytes) {
    try {
      return KernelConfig.read(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
