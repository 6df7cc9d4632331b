// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.dtbind.it.AggregatorCases.shell;

/** Lets a case write to {@code /etc} and {@code /var/lib} of a root that is read-only. */
final class WritableRoot {

  /** Where what is written to {@code /etc} is. */
  static final String WRITTEN = "/tmp/up";

  private WritableRoot() {}

  /** Runs a case; what it wrote is gone after it. */
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
