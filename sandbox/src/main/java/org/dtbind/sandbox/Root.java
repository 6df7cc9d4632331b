// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.util.Locale;

/** The root file systems that are made for machines which do not get this machine's own. */
public enum Root {
  /** A Debian 12 for arm64, unpacked and not configured: Java, the gpiod tools, no init. */
  ARM64,
  /** A small Debian 12 for amd64 with systemd and udev, to be booted as a whole. */
  SYSTEM,
  /** The same with podman, to start containers in. */
  CONTAINERS;

  /** {@return what the script calls it} */
  String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the name of its folder in the cache} */
  String cachedAs() throws IOException {
    return "root-" + kind() + "-" + Resources.key(Resources.ROOT);
  }

  /** {@return whether the programs that start it are there} */
  boolean startable() throws InterruptedException {
    return this != ARM64 || Probe.succeeds(Invocation.QEMU, "--version");
  }
}
