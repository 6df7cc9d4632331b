// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.bind.HandOverOutcome.Given;
import org.dtbind.bind.HandOverOutcome.Planned;
import org.dtbind.bind.HandOverOutcome.Refused;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FileRun;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.GivenNode;
import org.dtbind.change.JournalEntry;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.LockSession;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.Problem;
import org.dtbind.iommu.GroupHolders;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;

/**
 * Gives the nodes of an IOMMU group to a user, at once and by a rule of udev's, while nobody has
 * the group open: that is looked at before, under the lock, and again once they are given, since
 * until then their former owner could open them. All of it, or nothing; a run that is killed is
 * undone from its journal.
 *
 * @param kernel of the system
 * @param stopped is asked while the lock is waited for: whether to give up
 */
record HandOver(Kernel kernel, BooleanSupplier stopped) {

  private static final Duration PAUSE = Duration.ofMillis(200);

  /** {@return what came of it} */
  HandOverOutcome run(HandOverRequest request) {
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
    return new LockSession(kernel, stopped)
        .take(request.timeout(), why -> no(why.exit(), why.problem()), () -> again(request));
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

  /** Whoever had the turn before may have changed everything, and somebody may have opened it. */
  private HandOverOutcome again(HandOverRequest request) {
    HandOverPlan.Result again = HandOverPlan.of(kernel, request);
    return again instanceof HandOverPlan.No no
        ? no.why()
        : carryOut(((HandOverPlan.Yes) again).plan());
  }

  private static Refused no(ExitStatus kind, Problem problem) {
    return new Refused(kind, problem, List.of());
  }

  private Refused refused(Failure why) {
    return no(ExitStatus.of(why), Problem.of(why.text()).rights(kernel, why));
  }

  private HandOverOutcome carryOut(HandOverPlan plan) {
    NodesEntry nodes = new NodesEntry(plan.nodes());
    List<JournalEntry> entries = new ArrayList<>();
    entries.add(nodes);
    if (!plan.files().isEmpty()) {
      entries.add(FilesEntry.of(kernel.files(), plan.files()));
    }
    Attempt<JournalWriter> begun = JournalWriter.begin(kernel, entries);
    if (begun instanceof Attempt.Failed<JournalWriter> failed) {
      return refused(failed.why());
    }
    try (JournalWriter journal = ((Attempt.Done<JournalWriter>) begun).result()) {
      FileRun files = new FileRun(kernel, plan.files(), text -> journal.intend(1, text));
      Optional<Refused> stop =
          files
              .write()
              .map(this::refused)
              .or(() -> give(plan, journal))
              .or(() -> opened(plan.group()))
              .or(() -> journal.done().failure().map(this::refused));
      if (stop.isPresent()) {
        List<String> left = new ArrayList<>(nodes.undo(kernel));
        left.addAll(files.undo());
        if (left.isEmpty()) {
          journal.remove().failure().ifPresent(why -> left.add(why.text()));
        }
        return new Refused(stop.get().kind(), stop.get().problem(), left);
      }
      List<String> notes = new ArrayList<>(plan.notes());
      journal.remove().failure().ifPresent(why -> notes.add(why.text() + ": run dtbind recover"));
      return new Given(plan.paths(), plan.text(), notes);
    }
  }

  private Optional<Refused> give(HandOverPlan plan, JournalWriter journal) {
    for (GivenNode node : plan.nodes()) {
      String path = node.path();
      Optional<Failure> failure =
          journal
              .intend(0, plan.text(path))
              .then(stored -> kernel.files().give(path, plan.wanted()))
              .then(given -> kernel.files().restoreLabel(path))
              .failure();
      if (failure.isPresent()) {
        return failure.map(this::refused);
      }
      Optional<String> other = kernel.files().difference(path, plan.wanted());
      if (other.isPresent()) {
        return Optional.of(
            no(ExitStatus.FAILED, Problem.of("%s was given, and %s".formatted(path, other.get()))));
      }
    }
    return Optional.empty();
  }

  /** Who was quicker than the new owner has it still. */
  private Optional<Refused> opened(IommuGroup group) {
    return HandOverPlan.open(GroupHolders.read(kernel, group), group);
  }
}
