// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.journal.Journal;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.journal.JournalFile;
import org.dtbind.change.journal.JournalReading;
import org.dtbind.change.journal.JournalWriter;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Recovered.Interrupted;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * Recovers from an interrupted change, according to its {@link Journal}: updates the records if the
 * change was complete, otherwise rolls it back. It does not write what is already restored, so that
 * it can be interrupted and repeated.
 *
 * @param executor takes the lock
 * @param kinds reads the blocks of the journal
 */
public record Recovery(Executor executor, Journal.Kinds<ReversibleEntry> kinds) {

  /**
   * Recovers from the interrupted change, if there is one. Takes the lock only if a journal may
   * exist.
   *
   * @return the result
   */
  public Recovered run() {
    boolean unfinished =
        executor.kernel().live() && JournalFile.hasUnfinished(executor.kernel().files());
    boolean none =
        JournalFile.find(executor.kernel().files()).value().filter(Optional::isEmpty).isPresent();
    return !unfinished && none
        ? new Recovered.None()
        : executor.holding(Recovered.Rejected::new, this::recover);
  }

  /**
   * {@return the reason not to start while the journal of an interrupted change exists; empty if
   * none exists}
   *
   * <p>Call this only while holding the lock: otherwise the change may still be running.
   */
  public static Optional<Problem> interrupted(Kernel kernel) {
    Attempt<Optional<JournalFile>> journal = JournalFile.find(kernel.files());
    return journal.failure().isPresent()
        ? journal.failure().map(why -> unreadable(kernel, why))
        : journal.value().flatMap(found -> found).map(found -> interrupted(found.path()));
  }

  /**
   * {@return the number of the running process that wrote the existing journal, as text; empty if
   * there is no journal, it cannot be read, it is of an earlier boot, or that process has ended}
   */
  public static Optional<String> worker(Kernel kernel) {
    return JournalFile.find(kernel.files())
        .value()
        .flatMap(found -> found)
        .flatMap(Recovery::read)
        .filter(journal -> journal.isOf(JournalWriter.boot(kernel)))
        .map(Journal::process)
        .filter(process -> process.matches("\\d+"))
        .filter(process -> kernel.sysfs().exists("/proc/" + process));
  }

  private static Optional<Journal> read(JournalFile file) {
    try {
      return Optional.of(JournalReading.read(file.text()));
    } catch (JournalDamage damage) {
      return Optional.empty();
    }
  }

  private static Problem interrupted(String path) {
    return Problem.of(Reason.INTERRUPTED, "an earlier change was interrupted: " + path)
        .help("run dtbind recover to roll it back or finish it");
  }

  /** The reason not to start while the journal of an interrupted change cannot be read. */
  private static Problem unreadable(Kernel kernel, Failure why) {
    return why instanceof Failure.Forbidden
        ? Problem.of(kernel, why)
        : Problem.of(Reason.INTERRUPTED, why.text());
  }

  private Recovered recover() {
    JournalFile.removeUnfinished(executor.kernel().files());
    Attempt<Optional<JournalFile>> file = JournalFile.find(executor.kernel().files());
    if (file.failure().isPresent()) {
      return new Recovered.Rejected(unreadable(executor.kernel(), file.failure().get()));
    }
    Optional<JournalFile> found = file.value().flatMap(content -> content);
    return found.isPresent() ? recover(found.get()) : new Recovered.None();
  }

  private Recovered recover(JournalFile file) {
    try {
      Journal journal = JournalReading.read(file.text());
      boolean otherBoot = !journal.isOf(JournalWriter.boot(executor.kernel()));
      return recover(
          file,
          journal,
          otherBoot,
          otherBoot && !file.lasts() ? List.of() : journal.entries(kinds));
    } catch (JournalDamage damage) {
      return new Recovered.Rejected(damaged(file, damage.why()));
    }
  }

  private Recovered recover(
      JournalFile file, Journal journal, boolean otherBoot, List<ReversibleEntry> entries) {
    List<String> left = new ArrayList<>();
    if (otherBoot) {
      AfterBoot after = AfterBoot.of(executor.kernel(), journal, entries);
      return ended(after.restore(left), file, journal, List.of(), Map.of(), left);
    }
    // Remove temporary files first: a directory can only be removed when it is empty.
    for (JournalEntry each : entries) {
      for (String path : each.files()) {
        executor
            .kernel()
            .files()
            .removeUnfinished(path)
            .failure()
            .ifPresent(why -> left.add(why.text()));
      }
    }
    List<Reversible> changes =
        entries.stream().map(entry -> entry.change(executor.kernel(), executor.timeout())).toList();
    return journal.done() || changes.stream().anyMatch(Reversible::isLastAndDone)
        ? finish(file, journal, changes, left)
        : rollBack(file, journal, changes, left);
  }

  private static Problem damaged(JournalFile file, String why) {
    return Problem.of(Reason.INTERRUPTED, "%s is damaged: %s".formatted(file.path(), why))
        .details(List.of("nothing was written"))
        .help(
            "inspect the file, and run dtbind status; if you delete it, dtbind accepts the "
                + "current state of all devices: rm "
                + file.path());
  }

  private Recovered finish(
      JournalFile file, Journal journal, List<Reversible> changes, List<String> left) {
    changes.forEach(change -> left.addAll(change.finish()));
    return ended(Interrupted.Way.FINISHED, file, journal, changes, Map.of(), left);
  }

  private Recovered rollBack(
      JournalFile file, Journal journal, List<Reversible> changes, List<String> left) {
    Set<Reversible> touched = Collections.newSetFromMap(new IdentityHashMap<>());
    journal.touched().forEach(number -> touched.add(changes.get(number)));
    Map<Reversible, List<String>> own;
    try (Watch watch = Watch.begin(executor.kernel(), executor.timeout(), executor.stopped())) {
      own = new RollBack(changes, touched::contains, watch).run();
    }
    own.values().forEach(left::addAll);
    return ended(Interrupted.Way.UNDONE, file, journal, changes, own, left);
  }

  private Recovered ended(
      Interrupted.Way way,
      JournalFile file,
      Journal journal,
      List<Reversible> changes,
      Map<Reversible, List<String>> own,
      List<String> left) {
    List<Recovered.Subject> subjects =
        changes.stream()
            .flatMap(change -> change.recovered(own.getOrDefault(change, List.of())).stream())
            .toList();
    List<String> all = new ArrayList<>(left);
    if (all.isEmpty()) {
      JournalWriter.remove(executor.kernel().files(), file.path())
          .failure()
          .ifPresent(why -> all.add(why.text()));
    }
    List<Journal.Step> steps = journal.steps();
    Optional<String> last =
        steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1).text());
    List<String> notUndone =
        steps.stream()
            .filter(step -> way == Interrupted.Way.UNDONE)
            .filter(step -> !changes.get(step.entry()).entry().undoes(step.text()))
            .map(Journal.Step::text)
            .toList();
    return new Interrupted(way, journal.process(), last, subjects, all, notUndone);
  }
}
