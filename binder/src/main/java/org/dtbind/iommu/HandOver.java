// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.change.Executor;
import org.dtbind.change.SinglePlan;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.kernel.WritableKernel;

/**
 * Makes a user the owner of the nodes of an IOMMU group, both directly and by a udev rule, if no
 * process has the group open. This is checked under the lock, and checked again after setting the
 * owner, because the former owner can open the nodes until then. The hand-over succeeds completely
 * or changes nothing; if the process is killed, {@code recover} rolls the change back from the
 * journal.
 *
 * @param stopped asked repeatedly; once it returns true, a running change is rolled back
 */
public record HandOver(WritableKernel kernel, BooleanSupplier stopped) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * Carries out or plans a request.
   *
   * @param request the group and the user
   */
  public Result<GroupOwnership> run(HandOverRequest request) {
    if (!request.dryRun() && request.patience().compareTo(Duration.ZERO) > 0) {
      // No wait makes an impossible request possible.
      Optional<Problem> rejected =
          IommuGroups.read(kernel)
              .group(request.group())
              .flatMap(group -> HandOverPlan.impossible(kernel, group, request))
              .or(() -> timedOut(request));
      if (rejected.isPresent()) {
        return Result.rejected(rejected.get());
      }
    }
    return new Executor(kernel, request.timeout(), stopped).change(plan(request), request.dryRun());
  }

  private SinglePlan<GroupOwnership> plan(HandOverRequest request) {
    Result<HandOverPlan> found = HandOverPlan.of(kernel, request);
    if (!(found instanceof Planned<HandOverPlan> planned)) {
      return SinglePlan.ended(Result.rejected(found.reason().orElseThrow()));
    }
    HandOverPlan plan = planned.subject();
    GroupOwnership ownership = new GroupOwnership(plan.paths(), plan.text());
    return plan.changesNothing() && !request.dryRun()
        ? SinglePlan.ended(new Done<>(ownership, true, planned.notes()))
        : new SinglePlan<>(
            new Planned<>(ownership, planned.notes()),
            Optional.of(new GroupOwnerChange(kernel, planned)),
            modules -> plan(request));
  }

  /**
   * Waits without holding the lock, so that another dtbind can stop the program that uses the
   * group.
   */
  private Optional<Problem> timedOut(HandOverRequest request) {
    long end = System.nanoTime() + request.patience().toNanos();
    while (!stopped.getAsBoolean()) {
      Optional<Problem> open =
          IommuGroups.read(kernel)
              .group(request.group())
              .flatMap(group -> HandOverPlan.open(GroupHolders.read(kernel, group), group));
      if (open.isEmpty()) {
        return Optional.empty();
      }
      if (System.nanoTime() - end >= 0) {
        return Optional.of(open.get().reason(Reason.LOCKED));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Optional.of(Problem.stopped());
  }
}
