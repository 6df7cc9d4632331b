// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.change.ChangeSet;
import org.dtbind.change.Executed;
import org.dtbind.change.Executor;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.Problem;
import org.dtbind.iommu.HandOverOutcome.Given;
import org.dtbind.iommu.HandOverOutcome.Planned;
import org.dtbind.iommu.HandOverOutcome.Refused;
import org.dtbind.kernel.Kernel;

/**
 * Gives the nodes of an IOMMU group to a user, at once and by a rule of udev's, while nobody has
 * the group open: that is looked at before, under the lock, and again once they are given, since
 * until then their former owner could open them. All of it, or nothing; a run that is killed is
 * undone from its journal.
 */
public record HandOver(Kernel kernel, BooleanSupplier stopped) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /**
   * {@return what came of it}
   *
   * @param request which group, and to whom
   */
  public HandOverOutcome run(HandOverRequest request) {
    if (!request.dryRun() && request.patience().compareTo(Duration.ZERO) > 0) {
      Optional<Refused> waited = waitedInVain(request);
      if (waited.isPresent()) {
        return waited.get();
      }
    }
    HandOverPlan.Result first = HandOverPlan.of(kernel, request);
    if (first instanceof HandOverPlan.No no) {
      return no.why();
    }
    HandOverPlan plan = ((HandOverPlan.Yes) first).plan();
    if (request.dryRun()) {
      return new Planned(plan.paths(), plan.text(), plan.notes());
    }
    if (plan.isSo()) {
      return new Given(plan.paths(), List.of(), plan.notes());
    }
    if (!kernel.live()) {
      return no(ExitStatus.UNAVAILABLE, Problem.ofCopy());
    }
    Executor executor = new Executor(kernel, request.timeout(), stopped);
    return executor.locked(why -> no(why.exit(), why.problem()), () -> again(executor, request));
  }

  /** Waits without the lock, so that whoever has the group may be ended by dtbind, too. */
  private Optional<Refused> waitedInVain(HandOverRequest request) {
    long end = System.nanoTime() + request.patience().toNanos();
    while (!stopped.getAsBoolean()) {
      Optional<Refused> open =
          IommuGroups.read(kernel)
              .group(request.group())
              .flatMap(group -> HandOverPlan.open(GroupHolders.read(kernel, group), group));
      if (open.isEmpty()) {
        return Optional.empty();
      }
      if (System.nanoTime() - end >= 0) {
        return Optional.of(no(ExitStatus.TEMPORARY, open.get().problem()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Optional.of(no(ExitStatus.STOPPED, Problem.of("stopped before anything was done")));
  }

  /** Whoever had the lock before may have changed everything, and somebody may have opened it. */
  private HandOverOutcome again(Executor executor, HandOverRequest request) {
    HandOverPlan.Result again = HandOverPlan.of(kernel, request);
    return again instanceof HandOverPlan.No no
        ? no.why()
        : carryOut(executor, ((HandOverPlan.Yes) again).plan());
  }

  private static Refused no(ExitStatus kind, Problem problem) {
    return new Refused(kind, problem, List.of());
  }

  private HandOverOutcome carryOut(Executor executor, HandOverPlan plan) {
    ChangeSet set =
        ChangeSet.of(
            kernel, List.of(new GroupOwnerChange(kernel, plan)), plan.files(), Optional.empty());
    Executed executed = executor.run(set, new LoadedModules(kernel));
    if (executed instanceof Executed.Refused refused) {
      return no(refused.why().exit(), refused.why().problem());
    }
    if (executed instanceof Executed.RolledBack back) {
      return new Refused(back.stop().cause().exit(), back.stop().problem(), back.others(List.of()));
    }
    List<String> notes = new ArrayList<>(plan.notes());
    notes.addAll(((Executed.Done) executed).notes());
    return new Given(plan.paths(), plan.text(), notes);
  }
}
