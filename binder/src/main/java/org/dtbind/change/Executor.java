// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Outcome.Stop;
import org.dtbind.change.journal.JournalFile;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.change.result.Problem;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Lock.Held;
import org.dtbind.kernel.SystemLock;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/**
 * Carries out changes: all of a {@link ChangeSet}, or none. It takes the lock, writes the head of
 * the journal, goes through the phases of {@link Phase}, writes {@code done} to the journal,
 * updates the records, and removes the journal. Until {@code done} is written, it rolls back all
 * changes if a phase stops, if {@code stopped} returns true, or if an exception is thrown.
 *
 * @param timeout how long to wait for the lock and for the kernel; not negative
 * @param stopped whether to stop; called repeatedly. Once it returns true, a running change is
 *     rolled back
 */
public record Executor(WritableKernel kernel, Duration timeout, BooleanSupplier stopped) {

  /**
   * Carries out a plan: all of it, or nothing. Makes the plan again while holding the lock, because
   * the former holder may have changed the system.
   *
   * @param first the plan, made without the lock
   * @param dryRun whether to show the plan only, or why it cannot be carried out
   * @return the result
   */
  public <R> R change(ChangePlan<R> first, boolean dryRun) {
    if (dryRun) {
      return unreadable(ChangeSet.of(kernel, first.parts(this)))
          .map(first::rejected)
          .orElseGet(first::planned);
    }
    return first.pending()
        ? holding(
            first::rejected,
            () ->
                Recovery.interrupted(kernel)
                    .map(first::rejected)
                    .orElseGet(() -> carryOut(first, new LoadedModules(kernel))))
        : first.unchanged();
  }

  private <R> R carryOut(ChangePlan<R> first, LoadedModules modules) {
    ChangePlan<R> again = first.again(modules);
    if (again.pending()) {
      return again.carryOut(this, modules);
    }
    modules.unload();
    return again.unchanged();
  }

  /** {@return the result of work under the lock, even if an interrupted change exists} */
  <T> T holding(Function<Problem, T> rejected, Supplier<T> work) {
    if (!kernel.live()) {
      return rejected.apply(Problem.ofCopy());
    }
    Attempt<Held> lock = new SystemLock(kernel, stopped).take(timeout);
    if (lock instanceof Attempt.Failed<Held> failed) {
      return rejected.apply(rejection(failed.why()));
    }
    Held held = ((Attempt.Done<Held>) lock).result();
    try (held) {
      kernel.trace().decided("acquired the lock " + SystemLock.PATH);
      return work.get();
    }
  }

  private Problem rejection(Failure why) {
    return stopped.getAsBoolean() ? Problem.stopped() : Problem.ofLock(kernel, why);
  }

  /**
   * Carries out changes. Call this only while holding the lock.
   *
   * @param parts the changes
   * @param modules the modules that were loaded for the changes before; they are unloaded if the
   *     changes fail
   */
  public Outcome run(List<? extends Part<?>> parts, LoadedModules modules) {
    ChangeSet set = ChangeSet.of(kernel, parts);
    Optional<Problem> rejection =
        stopped.getAsBoolean() ? Optional.of(Problem.stopped()) : unreadable(set);
    if (rejection.isPresent()) {
      return rejected(rejection.get(), List.of(), modules);
    }
    List<ReversibleEntry> entries = set.all().stream().map(Change::entry).toList();
    Attempt<JournalWriter> attempt = JournalWriter.begin(kernel, entries);
    if (attempt instanceof Attempt.Failed<JournalWriter> failed) {
      return rejected(Problem.of(kernel, failed.why()), stays(), modules);
    }
    try (JournalWriter journal = ((Attempt.Done<JournalWriter>) attempt).result();
        Watch watch = Watch.begin(kernel, timeout, stopped)) {
      Course course = set.course(kernel, journal, watch, modules, timeout);
      Optional<Stop> stop = applyAndCommit(set, course);
      return stop.isPresent() ? rolledBack(set, course, stop.get()) : done(set, course);
    }
  }

  /** The reason why a file could not be restored: it cannot be read. */
  private Optional<Problem> unreadable(ChangeSet set) {
    return set.files().entry().known().failure().map(why -> Problem.of(kernel, why));
  }

  /** The journal that could not be begun and not be removed either, as a line of text. */
  private List<String> stays() {
    return JournalFile.find(kernel.files()).value().flatMap(found -> found).stream()
        .map(journal -> "cannot remove " + journal.path())
        .toList();
  }

  private static Outcome rejected(Problem why, List<String> left, LoadedModules modules) {
    modules.unload();
    return new Outcome(
        Optional.of(new Stop(Optional.empty(), Phase.REMEMBER, why)), Map.of(), left, false);
  }

  /**
   * Goes through the phases, and commits; returns why the changes stopped, if they did. Rolls them
   * back after a bug, so that no change stays incomplete.
   */
  private Optional<Stop> applyAndCommit(ChangeSet set, Course course) {
    try {
      return apply(set, course).or(() -> commit(course));
    } catch (RuntimeException | Error bug) {
      try {
        rollBack(set, course);
      } catch (RuntimeException | Error another) {
        bug.addSuppressed(another);
      }
      throw bug;
    }
  }

  private static Optional<Stop> apply(ChangeSet set, Course course) {
    List<List<Change>> groups = set.groups();
    Course now = course;
    for (List<Phase> stage : Phase.STAGES) {
      long start = System.nanoTime();
      for (List<Change> group : groups) {
        Optional<Stop> stop = apply(stage, group, now);
        if (stop.isPresent()) {
          return stop;
        }
      }
      if (stage.contains(Phase.FILES)) {
        // Do not count the time for writing files: udev may be busy with other events, and the
        // timeout is for the kernel's response to the change.
        now = now.later(Duration.ofNanos(System.nanoTime() - start));
      }
    }
    return Optional.empty();
  }

  private static Optional<Stop> apply(List<Phase> stage, List<Change> group, Course course) {
    for (Phase phase : stage) {
      for (Change change : group) {
        Optional<Problem> why = change.apply(phase, course);
        if (why.isPresent()) {
          return Optional.of(new Stop(Optional.of(change), phase, why.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Stop> commit(Course course) {
    return course
        .journal()
        .done()
        .failure()
        .map(why -> new Stop(Optional.empty(), Phase.MAKE, Problem.of(kernel, why)));
  }

  /** Updates the records of committed changes: whatever happens here, nothing is rolled back. */
  private static Outcome done(ChangeSet set, Course course) {
    JournalWriter journal = course.journal();
    List<String> ofJournal = new ArrayList<>();
    journal.sync().failure().ifPresent(why -> ofJournal.add(why.text()));
    Map<Reversible, List<String>> notes = new LinkedHashMap<>();
    set.all().forEach(change -> notes.put(change, change.finish()));
    journal.remove().failure().ifPresent(why -> ofJournal.add(why.text() + "; run dtbind recover"));
    return Outcome.of(set, Optional.empty(), notes, ofJournal);
  }

  private Outcome rolledBack(ChangeSet set, Course course, Stop stop) {
    NotRestored remains = rollBack(set, course);
    List<String> stays = new ArrayList<>(remains.modules());
    for (Change change : set.all()) {
      if (stop.at().filter(at -> at == change).isEmpty()) {
        stays.addAll(change.notUndone());
      }
    }
    stop.at().ifPresent(change -> stays.addAll(change.notUndone()));
    Stop end = new Stop(stop.at(), stop.phase(), stop.why().more(stays));
    return Outcome.of(set, Optional.of(end), remains.left(), remains.ofJournal());
  }

  /**
   * What a rollback could not restore, one per line.
   *
   * @param left the differences from the former state, by change
   * @param ofJournal why the journal stays, if everything else is restored
   * @param modules the modules that stay loaded
   */
  private record NotRestored(
      Map<Reversible, List<String>> left, List<String> ofJournal, List<String> modules) {}

  /** Keeps the journal if the former state is not completely restored. */
  private NotRestored rollBack(ChangeSet set, Course course) {
    kernel.trace().decided("rolling back");
    JournalWriter journal = course.journal();
    List<String> ofJournal = new ArrayList<>();
    List<String> modules = new ArrayList<>();
    Map<Reversible, List<String>> left;
    try {
      left =
          new RollBack(set.all(), change -> journal.touched(change.entry()), course.watch()).run();
      if (left.values().stream().allMatch(List::isEmpty)) {
        journal.remove().failure().ifPresent(why -> ofJournal.add(why.text()));
      }
    } finally {
      // Also after a bug: what is rolled back does not need them.
      modules.addAll(course.modules().unload());
    }
    return new NotRestored(left, ofJournal, modules);
  }
}
