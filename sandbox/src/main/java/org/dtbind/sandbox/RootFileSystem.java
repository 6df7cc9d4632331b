// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.util.Locale;

/** The root file systems for machines that do not use the root file system of this machine. */
public enum RootFileSystem {
  /**
   * A Debian 12 for arm64 with Java and the gpiod tools, unpacked but not configured, without init.
   */
  ARM64,
  /** A small Debian 12 for amd64 with systemd and udev, which boots as a whole system. */
  SYSTEM;

  /** {@return the name that build-root.sh uses} */
  String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the name of its directory in the cache, which changes with the build scripts} */
  String cachedAs() throws IOException {
    return "root-" + kind() + "-" + Resources.key(Resources.ROOT);
  }

  /** {@return whether the programs that start a machine with it are installed} */
  boolean startable() throws InterruptedException {
    return this != ARM64 || HostProgram.succeeds(Invocation.QEMU, "--version");
  }
}
