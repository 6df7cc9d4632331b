// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

/** A udev rule with which a distribution gives all GPIO chips to a group. */
final class DistributionRule {

  /** Like the rules of Raspberry Pi OS, except for the group, which exists on this system. */
  static final String FILE = "/run/udev/rules.d/99-com.rules";

  private static final String ALL_CHIPS = "SUBSYSTEM==\"gpio\", GROUP=\"games\", MODE=\"0660\"";

  /** Prints the owner, group and mode of the file that follows. */
  static final String STAT = "stat -L -c '%U %G %a' ";

  private DistributionRule() {}

  /** Runs a case with udev and this rule. */
  static void with(Target target, Case.Body body) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      shell("mkdir -p /run/udev/rules.d; echo '%s' > %s".formatted(ALL_CHIPS, FILE));
      AggregatorNodeCases.control("--reload");
      shell("udevadm trigger --settle --subsystem-match=gpio");
      body.run();
      shell("rm " + FILE);
      AggregatorNodeCases.control("--reload");
      shell("udevadm trigger --settle --subsystem-match=gpio");
      shell("chown root:root /dev/gpiochip*; chmod 600 /dev/gpiochip*");
    }
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }
}
