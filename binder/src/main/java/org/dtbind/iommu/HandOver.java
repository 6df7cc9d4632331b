// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.change.ChangeSet;
import org.dtbind.change.Executor;
import org.dtbind.change.FileChange;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.kernel.Kernel;

/**
 * Makes a user the owner of the nodes of an IOMMU group, both directly and by a udev rule, if no
 * process has the group open. This is checked under the lock, and checked again after setting the
 * owner, because the former owner can open the nodes until then. The hand-over succeeds completely
 * or changes nothing; if the process is killed, {@code recover} rolls the change back from the
 * journal.
 *
 * @param kernel the system's kernel
 * @param stopped asked repeatedly; once it returns true, a running change is rolled back
 */
public record HandOver(Kernel kernel, BooleanSupplier stopped) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * Carries out or plans a request.
   *
   * @param request the group and the user
   * @return the result
   */
  public Result<GroupOwnership> run(HandOverRequest request) {
    if (!request.dryRun() && request.patience().compareTo(Duration.ZERO) > 0) {
      Optional<Problem> waited = waitedInVain(request);
      if (waited.isPresent()) {
        return Result.rejected(waited.get());
      }
    }
    return HandOverPlan.of(kernel, request).then(plan -> carryOut(request, plan));
  }

  private Result<GroupOwnership> carryOut(HandOverRequest request, Planned<HandOverPlan> first) {
    HandOverPlan plan = first.subject();
    if (request.dryRun()) {
      return new Planned<>(new GroupOwnership(plan.paths(), plan.text()), first.notes());
    }
    if (plan.isSo()) {
      return new Done<>(new GroupOwnership(plan.paths(), List.of()), true, first.notes());
    }
    if (!kernel.live()) {
      return Result.rejected(Problem.ofCopy());
    }
    Executor executor = new Executor(kernel, request.timeout(), stopped);
    // Plan again while holding the lock: a process that held it before may have changed everything,
    // and a process may have opened the group.
    return executor.locked(
        Result::rejected,
        () -> HandOverPlan.of(kernel, request).then(again -> carryOut(executor, again)));
  }

  /**
   * Waits without holding the lock, so that another dtbind can stop the program that uses the
   * group.
   */
  private Optional<Problem> waitedInVain(HandOverRequest request) {
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

  private Result<GroupOwnership> carryOut(Executor executor, Planned<HandOverPlan> plan) {
    GroupOwnerChange change = new GroupOwnerChange(kernel, plan);
    List<FileChange> files = plan.subject().files();
    return executor
        .run(
            ChangeSet.of(kernel, List.of(change), files, Optional.empty()),
            new LoadedModules(kernel))
        .result(change, List.of(change));
  }
}
