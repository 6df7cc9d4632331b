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
import java.util.function.Function;
import org.dtbind.aggregator.AggregatorOutcome;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.bind.DeviceRun.Stop;
import org.dtbind.bind.Outcome.BroughtBack;
import org.dtbind.bind.Outcome.Cause;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.NotTried;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.gpio.ChipFolders;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;
import org.dtbind.transaction.FileChange;
import org.dtbind.transaction.FileRun;
import org.dtbind.transaction.FilesEntry;
import org.dtbind.transaction.JournalEntry;
import org.dtbind.transaction.JournalWriter;
import org.dtbind.transaction.LoadedModules;
import org.dtbind.transaction.NodesEntry;
import org.dtbind.transaction.Problem;

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

  private final Kernel kernel;
  private final List<Planned> plans;
  private final AggregatorRuns aggregators;
  private final Bindings bindings;
  private final Duration timeout;
  private final BooleanSupplier stopped;
  private final LoadedModules modules;

  Transaction(
      Kernel kernel,
      List<Planned> plans,
      List<AggregatorPlan> aggregators,
      Duration timeout,
      BooleanSupplier stopped) {
    this.kernel = kernel;
    this.plans = List.copyOf(plans);
    this.aggregators = new AggregatorRuns(kernel, aggregators, timeout);
    this.bindings = new Bindings(kernel.files());
    this.timeout = timeout;
    this.stopped = stopped;
    this.modules = new LoadedModules(kernel);
  }

  /** Carries the plans out; returns what came of each. */
  Ended carryOut() {
    if (stopped.getAsBoolean()) {
      return rejected(Reason.STOPPED, Problem.of("stopped before anything was done"));
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
      return new Underway(journal, watch, runs, files, last, grants).carryOut();
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
    Reason reason = why instanceof Failure.Forbidden ? Reason.FORBIDDEN : Reason.STATE;
    return rejected(reason, Problem.of(why.text()));
  }

  private Ended rejected(Reason reason, Problem problem) {
    if (plans.isEmpty()) {
      return new Ended(
          List.of(),
          aggregators.rejected(
              Optional.of(new AggregatorOutcome.Rejected(reason.exit(), problem))));
    }
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Rejected(reason, problem, List.of()));
    plans.stream().skip(1).forEach(plan -> outcomes.add(new NotTried()));
    return new Ended(outcomes, aggregators.rejected(Optional.empty()));
  }

  /** With the journal open. */
  private final class Underway {

    private final JournalWriter journal;
    private final Watch watch;
    private final List<DeviceRun> runs;
    private final GroupRuns groups;
    private final FileRun files;
    private final Grants grants;
    private boolean given;

    /** The entry of files. */
    private final int last;

    /** How many of the runs have their records. */
    private int remembered;

    Underway(
        JournalWriter journal,
        Watch watch,
        List<DeviceRun> runs,
        FileRun files,
        int last,
        Grants grants) {
      this.grants = grants;
      this.journal = journal;
      this.watch = watch;
      this.runs = runs;
      this.groups = new GroupRuns(kernel, runs);
      this.files = files;
      this.last = last;
    }

    /** What stopped it, and at which of the runs, or at which aggregator. */
    private record Stopped(int run, Stop stop, Optional<AggregatorRuns.Stopped> aggregator) {
      Stopped(int run, Stop stop) {
        this(run, stop, Optional.empty());
      }
    }

    Ended carryOut() {
      try {
        Optional<Failure> forgetful = remember();
        if (forgetful.isPresent()) {
          return unwritten(forgetful.get());
        }
        Optional<Stopped> stop =
            delete()
                .or(this::writeFiles)
                .or(this::writeDevices)
                .or(() -> each(run -> run.writeRest(watch)))
                .or(this::verifyDevices)
                .or(this::verifyGroups)
                .or(this::give)
                .or(this::create)
                .or(this::commit);
        return stop.isPresent() ? failed(stop.get()) : done();
      } catch (RuntimeException | Error bug) {
        // Not even a bug leaves half a change behind.
        try {
          goBack();
        } catch (RuntimeException | Error another) {
          bug.addSuppressed(another);
        }
        throw bug;
      }
    }

    private Optional<Stopped> each(Function<DeviceRun, Optional<Stop>> part) {
      return each(0, runs.size(), part);
    }

    private Optional<Stopped> each(int from, int to, Function<DeviceRun, Optional<Stop>> part) {
      for (int i = from; i < to; i++) {
        Optional<Stop> stop = part.apply(runs.get(i));
        if (stop.isPresent()) {
          return Optional.of(new Stopped(i, stop.get()));
        }
      }
      return Optional.empty();
    }

    private Optional<Stopped> writeDevices() {
      Optional<Stopped> stop = Optional.empty();
      for (int from = 0; from < runs.size() && stop.isEmpty(); ) {
        int first = from;
        int end = groups.end(from);
        stop = each(first, end, this::loadModule);
        for (int i = 0; i < Plan.PHASES && stop.isEmpty(); i++) {
          int phase = i;
          stop = each(first, end, run -> run.write(phase, watch));
        }
        from = end;
      }
      return stop;
    }

    private Optional<Stopped> verifyDevices() {
      ChipFolders chips =
          ChipFolders.of(kernel, runs.stream().filter(DeviceRun::makesChip).count());
      return each(run -> run.verify(chips, watch));
    }

    /** Only what VFIO is to have is to be owned. */
    private Optional<Stopped> verifyGroups() {
      return groups
          .verify(watch)
          .map(no -> new Stopped(no.run(), new Stop(Cause.WRONG_RESULT, no.problem())));
    }

    /** Last of what is done to devices: whoever is given a node may use it at once. */
    private Optional<Stopped> give() {
      given = true;
      return each(run -> run.give(grants.intentions(journal, runs.indexOf(run), last), watch));
    }

    private Optional<Stopped> delete() {
      return aggregators.delete(journal, last, watch).map(Underway::at);
    }

    private Optional<Stopped> create() {
      return aggregators.create(journal, modules, last, watch).map(Underway::at);
    }

    private static Stopped at(AggregatorRuns.Stopped stopped) {
      return new Stopped(
          -1, new Stop(Cause.REFUSED, stopped.stop().problem()), Optional.of(stopped));
    }

    /** Before any device is changed: a rule is there when udev hears of it. */
    private Optional<Stopped> writeFiles() {
      return files.write().map(why -> new Stopped(0, new Stop(cause(why), Problem.of(why.text()))));
    }

    private static Cause cause(Failure why) {
      return why instanceof Failure.Forbidden ? Cause.FORBIDDEN : Cause.REFUSED;
    }

    private Optional<Failure> remember() {
      for (DeviceRun run : runs) {
        RecordChange record = run.planned().record();
        Optional<Failure> failure =
            record.writes() ? bindings.remember(record.during()).failure() : Optional.empty();
        if (failure.isPresent()) {
          return failure;
        }
        remembered++;
      }
      return Optional.empty();
    }

    /** Nothing was written to the system: only what was written about it goes. */
    private Ended unwritten(Failure why) {
      List<String> left = goBack().stream().flatMap(List::stream).toList();
      Ended ended = rejected(why);
      List<Outcome> outcomes = new ArrayList<>(ended.devices());
      if (!left.isEmpty()) {
        Problem problem = Problem.of(why.text());
        outcomes.set(0, new Failed(Cause.REFUSED, problem, runs.get(0).before(), List.of(), left));
      }
      return new Ended(outcomes, ended.aggregators());
    }

    private Optional<Stop> loadModule(DeviceRun run) {
      return run.planned()
          .plan()
          .module()
          .filter(needed -> !Drivers.exists(kernel.sysfs(), run.before().bus(), needed.driver()))
          .flatMap(needed -> modules.load(needed, run.before().bus(), timeout))
          .map(refusal -> new Stop(Cause.of(refusal.exit()), refusal.problem()));
    }

    private Optional<Stopped> commit() {
      return journal
          .done()
          .failure()
          .map(why -> new Stopped(0, new Stop(Cause.REFUSED, Problem.of(why.text()))));
    }

    private Ended done() {
      for (DeviceRun run : runs) {
        if (run.planned().record().after().isEmpty()) {
          bindings
              .goBack(run.before(), Optional.empty())
              .failure()
              .ifPresent(why -> run.note(why.text()));
        }
      }
      Optional<Failure> stays = journal.remove().failure();
      stays.ifPresent(why -> note(why.text() + ": run dtbind recover"));
      List<Outcome> outcomes = new ArrayList<>();
      for (DeviceRun run : runs) {
        boolean first = outcomes.isEmpty();
        outcomes.add(run.done(first ? modules.ours() : List.of()));
      }
      return new Ended(outcomes, aggregators.done());
    }

    private void note(String text) {
      runs.stream()
          .findFirst()
          .ifPresentOrElse(run -> run.note(text), () -> aggregators.note(text));
    }

    private Ended failed(Stopped stopped) {
      List<List<Step>> written = runs.stream().map(run -> run.writer().written()).toList();
      List<List<String>> left = goBack();
      List<String> loaded = new ArrayList<>(modules.unload());
      loaded.addAll(aggregators.notUndone());
      for (int i = 0; i < runs.size(); i++) {
        loaded.addAll(i == stopped.run() ? List.of() : runs.get(i).notUndone());
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        DeviceRun run = runs.get(i);
        if (i == stopped.run()) {
          outcomes.add(failed(run, stopped.stop(), loaded, written.get(i), left.get(i)));
        } else if (written.get(i).isEmpty() && left.get(i).isEmpty()) {
          outcomes.add(new NotTried());
        } else {
          outcomes.add(new BroughtBack(run.before(), left.get(i)));
        }
      }
      return new Ended(
          outcomes,
          runs.isEmpty()
              ? aggregators.failedAlone(stopped.aggregator(), stopped.stop(), loaded, left.get(0))
              : aggregators.failed(stopped.aggregator(), loaded));
    }

    private Failed failed(
        DeviceRun run, Stop stop, List<String> loaded, List<Step> written, List<String> left) {
      if (run.vanished()) {
        Problem problem =
            Problem.of(run.before().text() + " disappeared while it was being changed");
        return new Failed(Cause.GONE, problem, run.before(), written, left);
      }
      return new Failed(stop.cause(), run.tells(stop, loaded), run.before(), written, left);
    }

    /**
     * Undoes, the last first; returns what is not as before of each, and then leaves the journal.
     */
    private List<List<String>> goBack() {
      kernel.trace().decided("going back to what was before");
      List<List<String>> left = new ArrayList<>();
      List<String> ofAggregators = new ArrayList<>(aggregators.uncreate(watch));
      for (int i = runs.size() - 1; i >= 0; i--) {
        DeviceRun run = runs.get(i);
        List<String> ofDevice = new ArrayList<>(run.goBack(watch));
        if (run.vanished()) {
          attempt(bindings.goBack(run.before(), Optional.empty()), ofDevice);
        } else if (i < remembered && run.planned().record().writes()) {
          attempt(bindings.goBack(run.before(), run.planned().record().before()), ofDevice);
        }
        left.add(0, ofDevice);
      }
      if (left.isEmpty()) {
        left.add(new ArrayList<>());
      }
      if (given) {
        left.get(0).addAll(grants.nodes().undo(kernel));
        left.get(0).addAll(FileRun.undo(kernel, grants.links()));
      }
      left.get(0).addAll(files.undo());
      if (given) {
        grants.nodes().announce(kernel);
      }
      runs.forEach(run -> run.giveAgain(watch));
      ofAggregators.addAll(aggregators.undelete(watch));
      if (ofAggregators.isEmpty() && left.stream().allMatch(List::isEmpty)) {
        attempt(journal.remove(), left.get(0));
      }
      return left;
    }

    private void attempt(Attempt<Nothing> attempt, List<String> left) {
      attempt.failure().ifPresent(why -> left.add(why.text()));
    }
  }
}
