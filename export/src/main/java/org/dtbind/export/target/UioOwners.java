// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import org.dtbind.diag.Message;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.uio.UioMappings;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.tree.DeviceTree;

/** Checks the owners of devices with {@code uio_pdrv_genirq}. Not thread-safe. */
final class UioOwners {

  private static final String HELP =
      "omit owner, group and mode, or accept this with --force (in a Yocto recipe: "
          + "DTBIND_TARGET_OPTIONS = \"--force\")";

  private final boolean force;
  private final DeclarationProblems problems;
  private final UioMappings uio;

  /** Creates an object that adds problems: errors, or warnings with force. */
  UioOwners(DeviceTree tree, boolean force, DeclarationProblems problems) {
    this.uio = new UioMappings(() -> tree, () -> UioMappings.PAGE);
    this.force = force;
    this.problems = problems;
  }

  /** Reports an owner who could reach more than the device through its device node. */
  void check(TargetDevice device, DeviceSpec spec) {
    if (!device.access().admitsOthers()) {
      return;
    }
    for (String reason : uio.beyond(device.node(), device.driver())) {
      Span span = spec.bind().orElseThrow().span();
      Message message =
          Message.of(
              "the device node of {device} gives users other than root access to more than the"
                  + " device: {reason}",
              device.title(),
              reason);
      if (force) {
        problems.warn(ExportCode.GIVES_MORE, span, message, HELP);
      } else {
        problems.fail(ExportCode.GIVES_MORE, span, message, HELP);
      }
    }
  }
}
