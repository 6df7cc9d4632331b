// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.StepJournal;
import org.dtbind.change.result.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Watch;

/** Sets the owner of the nodes of one device. */
record OwnerChange(OwnerPlan owners, StepJournal journal, List<String> given) {

  /** Sets the owner as planned; returns the reason to stop if that fails. */
  Optional<Problem> give(LinuxDevice now, Watch watch) {
    List<String> nodes = DeviceNodes.of(journal.kernel(), now);
    if (nodes.isEmpty() && !owners.back()) {
      return Optional.of(
          Problem.of("%s has no device node whose owner could be set".formatted(now.text())));
    }
    for (String node : nodes) {
      NodeGrant grant = NodeGrant.of(journal.kernel(), node, owners.access());
      Optional<Problem> failed = Optional.empty();
      if (owners.revocation().asksKernel(node)) {
        failed = grant.closed(journal);
      }
      if (failed.isEmpty() && owners.back()) {
        failed = grant.takeBack(journal);
        given.add("returned %s to root".formatted(node));
      }
      if (failed.isEmpty() && grant.difference().isPresent()) {
        failed = grant.make(journal, watch);
        given.add(grant.text());
      }
      if (failed.isPresent()) {
        return failed;
      }
    }
    return Optional.empty();
  }
}
