// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.Outcome.NotTried;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileRun;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.JournalEntry;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.Problem;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * Carries out plans, once: all of them, or none. The order is what makes that so:
 *
 * <ol>
 *   <li>the journal's head, which has all that is needed to go back;
 *   <li>the records of what dtbind does to each device;
 *   <li>aggregators that go: their lines are free then;
 *   <li>files, where bindings are to come back at boot, or no more;
 *   <li>for each device in turn its steps, each in the journal before it is done, and read back;
 *       one whose driver waits for something is waited for once all others are written. Devices of
 *       an IOMMU group are taken together: all overrides, then all releases, then all binds;
 *   <li>whether each device, and what its driver made, is as planned, and whether somebody can own
 *       each group;
 *   <li>aggregators that come, each verified: their lines may be those of a chip made just now;
 *   <li>{@code done} in the journal: from here on nothing is undone;
 *   <li>records that are not kept go, and the journal last.
 * </ol>
 *
 * <p>Whoever carries it out holds the lock.
 */
final class Transaction {

  /**
   * What all parts of a transaction work with.
   *
   * @param kernel of the system
   * @param aggregators that go and come
   * @param bindings on record
   * @param modules that it has loaded
   * @param timeout how long it waits
   */
  record Tools(
      Kernel kernel,
      AggregatorRuns aggregators,
      Bindings bindings,
      LoadedModules modules,
      Duration timeout) {}

  private final Kernel kernel;
  private final List<Planned> plans;
  private final AggregatorRuns aggregators;
  private final Duration timeout;
  private final BooleanSupplier stopped;

  Transaction(
      Kernel kernel,
      List<Planned> plans,
      List<AggregatorPlan> aggregators,
      Duration timeout,
      BooleanSupplier stopped) {
    this.kernel = kernel;
    this.plans = List.copyOf(plans);
    this.aggregators = new AggregatorRuns(kernel, aggregators, timeout);
    this.timeout = timeout;
    this.stopped = stopped;
  }

  /** Carries the plans out; returns what came of each. */
  Ended carryOut() {
    if (stopped.getAsBoolean()) {
      return rejected(
          plans.size(),
          aggregators,
          Reason.STOPPED,
          Problem.of("stopped before anything was done"));
    }
    List<JournalEntry> entries = new ArrayList<>(aggregators.deleted());
    int first = entries.size();
    plans.forEach(p -> entries.add(DeviceEntry.of(p.plan(), p.record())));
    entries.addAll(aggregators.created());
    int last = entries.size();
    List<FileChange> changes = changes();
    List<FileChange> links = Grants.links(plans, changes);
    List<FileChange> all = new ArrayList<>(changes);
    all.addAll(links);
    List<FileChange> touched = aggregators.files(all);
    if (!touched.isEmpty()) {
      entries.add(FilesEntry.of(kernel.files(), touched));
    }
    NodesEntry nodes =
        new NodesEntry(plans.stream().flatMap(p -> p.plan().giving().given().stream()).toList());
    Optional<Integer> ofNodes =
        nodes.nodes().isEmpty() ? Optional.empty() : Optional.of(entries.size());
    if (ofNodes.isPresent()) {
      entries.add(nodes);
    }
    Attempt<JournalWriter> begun = JournalWriter.begin(kernel, entries);
    if (begun instanceof Attempt.Failed<JournalWriter> failed) {
      return rejected(failed.why());
    }
    try (JournalWriter journal = ((Attempt.Done<JournalWriter>) begun).result();
        Watch watch = Watch.begin(kernel, timeout, stopped)) {
      List<DeviceRun> runs = new ArrayList<>();
      Map<String, List<String>> drivers = new HashMap<>();
      for (Planned planned : plans) {
        int entry = first + runs.size();
        StepWriter writer =
            new StepWriter(
                kernel,
                planned.plan().before(),
                timeout,
                step -> journal.intend(entry, step.text()));
        List<String> ofBus =
            drivers.computeIfAbsent(
                planned.plan().before().bus(), bus -> DeviceRun.drivers(kernel, bus));
        runs.add(new DeviceRun(kernel, planned, writer, timeout, ofBus));
      }
      FileRun files = new FileRun(kernel, changes, text -> journal.intend(last, text));
      Grants grants = new Grants(nodes, links, ofNodes, first);
      Tools tools =
          new Tools(
              kernel,
              aggregators,
              new Bindings(kernel.files()),
              new LoadedModules(kernel),
              timeout);
      return new Underway(tools, journal, watch, runs, files, last, grants).carryOut();
    }
  }

  /** What several devices have in common is written once. */
  private List<FileChange> changes() {
    Map<String, FileChange> changes = new LinkedHashMap<>();
    for (Planned planned : plans) {
      planned.plan().files().forEach(change -> changes.putIfAbsent(change.path(), change));
    }
    return List.copyOf(changes.values());
  }

  private Ended rejected(Failure why) {
    return rejected(plans.size(), aggregators, why);
  }

  /** Nothing was done, and why not is the answer to the first plan. */
  static Ended rejected(int devices, AggregatorRuns aggregators, Failure why) {
    Reason reason = why instanceof Failure.Forbidden ? Reason.FORBIDDEN : Reason.STATE;
    return rejected(devices, aggregators, reason, Problem.of(why.text()));
  }

  private static Ended rejected(
      int devices, AggregatorRuns aggregators, Reason reason, Problem problem) {
    if (devices == 0) {
      return new Ended(
          List.of(),
          aggregators.rejected(
              Optional.of(new AggregatorOutcome.Rejected(reason.exit(), problem))));
    }
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Rejected(reason, problem, List.of()));
    for (int i = 1; i < devices; i++) {
      outcomes.add(new NotTried());
    }
    return new Ended(outcomes, aggregators.rejected(Optional.empty()));
  }
}
