// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.dtbind.it.AggregatorCases.shell;

/** Makes {@code /etc} and {@code /var/lib} of the read-only root writable for a case. */
final class WritableRoot {

  /** The upper directory of the overlay, with all files that are written to {@code /etc}. */
  static final String WRITTEN = "/tmp/up";

  private WritableRoot() {}

  /** Runs a case, and discards the files that it wrote. */
  static void with(Case.Body body) throws Exception {
    shell(
        "mkdir -p /tmp/up /tmp/at && mount -t overlay -o"
            + " lowerdir=/etc,upperdir=/tmp/up,workdir=/tmp/at etc /etc"
            + " && mount -t tmpfs lib /var/lib");
    try {
      body.run();
    } finally {
      shell("umount -l /var/lib; umount -l /etc; rm -rf /tmp/up /tmp/at");
    }
  }
}
