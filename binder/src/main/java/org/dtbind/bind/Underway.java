// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.bind.Outcome.BroughtBack;
import org.dtbind.bind.Outcome.Cause;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.NotTried;
import org.dtbind.change.FileRun;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.Problem;
import org.dtbind.gpio.ChipFolders;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Watch;

/** A {@link Transaction} with its journal open: from here on, it is whole or undone. */
final class Underway {

  private final Transaction.Tools tools;

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

  /**
   * Creates it.
   *
   * @param tools what the transaction works with
   * @param journal that has all entries
   * @param watch for what the kernel makes
   * @param runs a device each
   * @param files the files' part
   * @param last the entry of files
   * @param grants what is given in the end
   */
  Underway(
      Transaction.Tools tools,
      JournalWriter journal,
      Watch watch,
      List<DeviceRun> runs,
      FileRun files,
      int last,
      Grants grants) {
    this.tools = tools;
    this.grants = grants;
    this.journal = journal;
    this.watch = watch;
    this.runs = runs;
    this.groups = new GroupRuns(tools.kernel(), runs);
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
        ChipFolders.of(tools.kernel(), runs.stream().filter(DeviceRun::makesChip).count());
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
    return tools.aggregators().delete(journal, last, watch).map(Underway::at);
  }

  private Optional<Stopped> create() {
    return tools.aggregators().create(journal, tools.modules(), last, watch).map(Underway::at);
  }

  private static Stopped at(AggregatorRuns.Stopped stopped) {
    return new Stopped(-1, new Stop(Cause.REFUSED, stopped.stop().problem()), Optional.of(stopped));
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
          record.writes() ? tools.bindings().remember(record.during()).failure() : Optional.empty();
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
    Ended ended = Transaction.rejected(runs.size(), tools.aggregators(), why);
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
        .filter(
            needed -> !Drivers.exists(tools.kernel().sysfs(), run.before().bus(), needed.driver()))
        .flatMap(needed -> tools.modules().load(needed, run.before().bus(), tools.timeout()))
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
        tools
            .bindings()
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
      outcomes.add(run.done(first ? tools.modules().ours() : List.of()));
    }
    return new Ended(outcomes, tools.aggregators().done());
  }

  private void note(String text) {
    runs.stream()
        .findFirst()
        .ifPresentOrElse(run -> run.note(text), () -> tools.aggregators().note(text));
  }

  private Ended failed(Stopped stopped) {
    List<List<Step>> written = runs.stream().map(run -> run.writer().written()).toList();
    List<List<String>> left = goBack();
    List<String> loaded = new ArrayList<>(tools.modules().unload());
    loaded.addAll(tools.aggregators().notUndone());
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
            ? tools
                .aggregators()
                .failedAlone(stopped.aggregator(), stopped.stop(), loaded, left.get(0))
            : tools.aggregators().failed(stopped.aggregator(), loaded));
  }

  private Failed failed(
      DeviceRun run, Stop stop, List<String> loaded, List<Step> written, List<String> left) {
    if (run.vanished()) {
      Problem problem = Problem.of(run.before().text() + " disappeared while it was being changed");
      return new Failed(Cause.GONE, problem, run.before(), written, left);
    }
    return new Failed(stop.cause(), run.tells(stop, loaded), run.before(), written, left);
  }

  /** Undoes, the last first; returns what is not as before of each, and then leaves the journal. */
  private List<List<String>> goBack() {
    tools.kernel().trace().decided("going back to what was before");
    List<List<String>> left = new ArrayList<>();
    List<String> ofAggregators = new ArrayList<>(tools.aggregators().uncreate(watch));
    for (int i = runs.size() - 1; i >= 0; i--) {
      DeviceRun run = runs.get(i);
      List<String> ofDevice = new ArrayList<>(run.goBack(watch));
      if (run.vanished()) {
        attempt(tools.bindings().goBack(run.before(), Optional.empty()), ofDevice);
      } else if (i < remembered && run.planned().record().writes()) {
        attempt(tools.bindings().goBack(run.before(), run.planned().record().before()), ofDevice);
      }
      left.add(0, ofDevice);
    }
    if (left.isEmpty()) {
      left.add(new ArrayList<>());
    }
    if (given) {
      left.get(0).addAll(grants.nodes().undo(tools.kernel()));
      left.get(0).addAll(FileRun.undo(tools.kernel(), grants.links()));
    }
    left.get(0).addAll(files.undo());
    if (given) {
      grants.nodes().announce(tools.kernel());
    }
    runs.forEach(run -> run.giveAgain(watch));
    ofAggregators.addAll(tools.aggregators().undelete(watch));
    if (ofAggregators.isEmpty() && left.stream().allMatch(List::isEmpty)) {
      attempt(journal.remove(), left.get(0));
    }
    return left;
  }

  private void attempt(Attempt<Nothing> attempt, List<String> left) {
    attempt.failure().ifPresent(why -> left.add(why.text()));
  }
}
