// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;

/** Reports that a command has nothing to show. */
final class MissingInput {

  private MissingInput() {}

  /** Reports that the system has no devicetree; returns the exit code. */
  static int tree(Session session) {
    return session.fail(
        ExitStatus.UNAVAILABLE,
        "this system has no devicetree: there is no /sys/firmware/devicetree/base",
        Optional.of("specify a tree with --tree, or a copy of a system with --sysroot"));
  }

  /** Reports that no node of a tree could be a device; returns the exit code. */
  static int devices(Session session, String tree) {
    return session.fail(
        ExitStatus.NOT_FOUND,
        "no node of " + tree + " has a \"compatible\" property, so none of them becomes a device");
  }
}
