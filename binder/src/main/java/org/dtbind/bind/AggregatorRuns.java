// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPart;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.change.FileChange;
import org.dtbind.change.JournalEntry;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.Problem;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * The aggregators' part in a {@link Transaction}: those that go do so before any device is changed,
 * and those that come do so once all devices are as planned. Confined to one thread.
 */
final class AggregatorRuns {

  private final Kernel kernel;
  private final Duration timeout;
  private final List<AggregatorPlan> plans;
  private final List<AggregatorPart> deletions;
  private final List<AggregatorPart> creations;
  private final Set<AggregatorPart> begun = new HashSet<>();
  private final Map<AggregatorPart, List<String>> left = new HashMap<>();

  /**
   * Creates it.
   *
   * @param kernel of the system
   * @param plans of which something is to be done
   * @param timeout how long loading a module may take
   */
  AggregatorRuns(Kernel kernel, List<AggregatorPlan> plans, Duration timeout) {
    this.kernel = kernel;
    this.timeout = timeout;
    this.plans = List.copyOf(plans);
    this.deletions = plans.stream().flatMap(plan -> plan.deletion().stream()).toList();
    this.creations = plans.stream().flatMap(plan -> plan.creation().stream()).toList();
    Set<String> gone = new HashSet<>();
    deletions.forEach(part -> part.goes().ifPresent(gone::add));
    deletions.forEach(part -> part.beside(gone));
    creations.forEach(part -> part.beside(gone));
  }

  /** Why a transaction stops at an aggregator. */
  record Stopped(AggregatorPart part, AggregatorPart.Stop stop) {}

  List<JournalEntry> deleted() {
    return deletions.stream().map(AggregatorPart::entry).toList();
  }

  List<JournalEntry> created() {
    return creations.stream().map(AggregatorPart::entry).toList();
  }

  /** {@return those changes of files, and what else may be changed, as it is now} */
  List<FileChange> files(List<FileChange> changes) {
    Map<String, FileChange> files = new LinkedHashMap<>();
    changes.forEach(change -> files.put(change.path(), change));
    deletions.forEach(part -> part.files().forEach(file -> files.putIfAbsent(file.path(), file)));
    creations.forEach(part -> part.files().forEach(file -> files.putIfAbsent(file.path(), file)));
    return List.copyOf(files.values());
  }

  /** Deletes; the entries are the first ones of the journal. */
  Optional<Stopped> delete(JournalWriter journal, int files, Watch watch) {
    return run(deletions, journal, 0, files, watch);
  }

  /** Creates; the entries are those before that of files. */
  Optional<Stopped> create(JournalWriter journal, LoadedModules modules, int files, Watch watch) {
    if (creations.isEmpty()) {
      return Optional.empty();
    }
    return new Aggregators(kernel, watch.stopped())
        .load(modules, timeout)
        .map(why -> new Stopped(creations.get(0), why))
        .or(() -> run(creations, journal, files - creations.size(), files, watch));
  }

  private Optional<Stopped> run(
      List<AggregatorPart> parts, JournalWriter journal, int first, int files, Watch watch) {
    for (int i = 0; i < parts.size(); i++) {
      AggregatorPart part = parts.get(i);
      begun.add(part);
      Optional<AggregatorPart.Stop> stop = part.run(journal, first + i, files, watch);
      if (stop.isPresent()) {
        return stop.map(why -> new Stopped(part, why));
      }
    }
    return Optional.empty();
  }

  /** {@return what is not as before of those that were made, a line each} */
  List<String> uncreate(Watch watch) {
    return goBack(creations, watch);
  }

  /** {@return what is not as before of those that were deleted, a line each} */
  List<String> undelete(Watch watch) {
    return goBack(deletions, watch);
  }

  private List<String> goBack(List<AggregatorPart> parts, Watch watch) {
    List<String> all = new ArrayList<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (begun.contains(parts.get(i))) {
        List<String> own = parts.get(i).goBack(watch);
        left.put(parts.get(i), own);
        all.addAll(own);
      }
    }
    return all;
  }

  List<AggregatorOutcome> done() {
    return plans.stream()
        .map(plan -> plan.creation().or(plan::deletion).orElseThrow().done())
        .toList();
  }

  /** What came of each where it stopped, maybe at one of them. */
  List<AggregatorOutcome> failed(Optional<Stopped> stopped, List<String> loaded) {
    List<AggregatorOutcome> outcomes = new ArrayList<>();
    for (AggregatorPlan plan : plans) {
      List<AggregatorPart> parts = new ArrayList<>(plan.deletion().stream().toList());
      plan.creation().ifPresent(parts::add);
      List<String> own = new ArrayList<>();
      parts.forEach(part -> own.addAll(left.getOrDefault(part, List.of())));
      Optional<Stopped> here = stopped.filter(at -> parts.contains(at.part()));
      if (here.isPresent()) {
        Problem problem = here.get().stop().problem();
        List<String> details = new ArrayList<>(problem.details());
        details.addAll(loaded);
        outcomes.add(
            new AggregatorOutcome.Failed(
                here.get().stop().cause(),
                Problem.of(plan.name() + ": " + problem.message())
                    .details(details)
                    .help(problem.help()),
                own));
      } else {
        outcomes.add(
            parts.stream().anyMatch(begun::contains)
                ? new AggregatorOutcome.BroughtBack(plan.name(), own)
                : new AggregatorOutcome.NotTried());
      }
    }
    return outcomes;
  }

  /** The same where there is no device of which could be said what has to do with none of them. */
  List<AggregatorOutcome> failedAlone(
      Optional<Stopped> stopped, Stop stop, List<String> loaded, List<String> others) {
    List<AggregatorOutcome> outcomes = new ArrayList<>(failed(stopped, loaded));
    if (stopped.isEmpty() || !others.isEmpty()) {
      outcomes.set(0, new AggregatorOutcome.Failed(stop.cause().exit(), stop.problem(), others));
    }
    return outcomes;
  }

  /** What came of each where nothing was begun. */
  List<AggregatorOutcome> rejected(Optional<AggregatorOutcome> first) {
    List<AggregatorOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      outcomes.add(i == 0 && first.isPresent() ? first.get() : new AggregatorOutcome.NotTried());
    }
    return outcomes;
  }

  /** {@return what has been done that is not undone, a line each} */
  List<String> notUndone() {
    return begun.stream().flatMap(part -> part.notUndone().stream()).toList();
  }

  void note(String text) {
    plans.get(0).creation().or(plans.get(0)::deletion).orElseThrow().note(text);
  }
}
