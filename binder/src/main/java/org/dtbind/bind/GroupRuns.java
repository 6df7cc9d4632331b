// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.Problem;
import org.dtbind.iommu.GroupMember;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * The devices of a {@link Transaction} that are changed together, since they are of one IOMMU
 * group: they stand side by side.
 *
 * @param kernel of the system
 * @param runs of all devices, in order
 */
record GroupRuns(Kernel kernel, List<DeviceRun> runs) {

  GroupRuns {
    runs = List.copyOf(runs);
  }

  /** Why nobody could own a group, and its first run. */
  record Unowned(int run, Problem problem) {}

  /** {@return where the devices end that are changed together with one} */
  int end(int from) {
    Optional<Integer> group = runs.get(from).planned().group();
    int end = from + 1;
    while (group.isPresent()
        && end < runs.size()
        && runs.get(end).planned().group().equals(group)) {
      end++;
    }
    return end;
  }

  /** Only what VFIO is to have is to be owned. */
  Optional<Unowned> verify(Watch watch) {
    for (int from = 0; from < runs.size(); from = end(from)) {
      Optional<Integer> group = runs.get(from).planned().group();
      boolean owned =
          runs.subList(from, end(from)).stream()
              .anyMatch(
                  run -> run.planned().plan().driver().filter(GroupMember::isVfio).isPresent());
      Optional<Problem> no =
          group
              .filter(number -> owned)
              .flatMap(number -> new GroupVerification(kernel, number).run(watch));
      if (no.isPresent()) {
        return Optional.of(new Unowned(from, no.get()));
      }
    }
    return Optional.empty();
  }
}
