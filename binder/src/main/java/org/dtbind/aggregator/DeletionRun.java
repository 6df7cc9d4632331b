// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.AggregatorEntry.Next;
import org.dtbind.aggregator.AggregatorOutcome.Deleted;
import org.dtbind.aggregator.LiveAggregator.Made;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileRun;
import org.dtbind.change.JournalEntry;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.Problem;
import org.dtbind.change.SafeLine;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * Deletes one aggregator. One that cannot be made again goes last, once all else is done: whoever
 * finds the journal then sees by it whether there is anything to undo.
 */
final class DeletionRun implements AggregatorPart {

  private static final Duration GOES = Duration.ofSeconds(2);

  private final Kernel kernel;
  private final LiveAggregator one;
  private final boolean persist;
  private final boolean keepsBoot;
  private final boolean force;
  private AggregatorEntry entry;
  private final List<String> notes = new ArrayList<>();
  private Optional<FileRun> files = Optional.empty();
  private final List<SafeLine> set = new ArrayList<>();
  private boolean begun;

  /**
   * Creates it.
   *
   * @param kernel of the system
   * @param one which, as it is now
   * @param persist whether it is not to come back at the next boot either
   * @param keepsBoot whether what else comes back at boot needs files that it has, too
   * @param force whether it goes though a line of it is in use
   */
  DeletionRun(
      Kernel kernel, LiveAggregator one, boolean persist, boolean keepsBoot, boolean force) {
    this.kernel = kernel;
    this.one = one;
    this.persist = persist && one.persistent();
    this.keepsBoot = keepsBoot;
    this.force = force;
    this.entry = entry(kernel, one);
  }

  private static AggregatorEntry entry(Kernel kernel, LiveAggregator one) {
    Optional<List<SourceLine>> again = AggregatorUndo.lines(kernel, one);
    Next next = again.isPresent() ? Next.DELETED : Next.DELETED_FOR_GOOD;
    List<String> others = new ArrayList<>(LiveAggregators.devices(kernel));
    one.device().ifPresent(others::remove);
    Optional<AggregatorRecord> recorded =
        one.name().flatMap(name -> new AggregatorRecords(kernel.files()).named(name));
    return new AggregatorEntry(
        one.text(),
        one.made() == Made.MISSING ? Next.FORGOTTEN : next,
        one.made() == Made.CONFIGFS ? BackEnd.CONFIGFS : BackEnd.SYSFS,
        one.device().isPresent(),
        again.orElse(List.of()),
        others,
        recorded.flatMap(record -> record.access().link()).orElse(one.text()),
        recorded);
  }

  @Override
  public Optional<String> goes() {
    return one.device();
  }

  @Override
  public Optional<String> forgets() {
    return one.name().filter(name -> persist).map(NodeSetup::declaration);
  }

  @Override
  public void beside(Set<String> devices) {
    entry = entry.without(devices);
  }

  @Override
  public JournalEntry entry() {
    return entry;
  }

  @Override
  public List<FileChange> files() {
    return one.name().map(name -> NodeSetup.touched(kernel, name, persist)).orElse(List.of());
  }

  @Override
  public Optional<Stop> run(JournalWriter journal, int own, int ofFiles, Watch watch) {
    AggregatorWriter writer = new AggregatorWriter(kernel, text -> journal.intend(own, text));
    if (entry.next() == Next.DELETED_FOR_GOOD) {
      return clearUp(writer, journal, ofFiles).or(() -> delete(writer, watch));
    }
    return delete(writer, watch).or(() -> clearUp(writer, journal, ofFiles));
  }

  private Optional<Stop> delete(AggregatorWriter writer, Watch watch) {
    Optional<Stop> unsafe = setLines(writer);
    if (unsafe.isPresent()) {
      return unsafe;
    }
    for (AggregatorStep step : DeletePreparation.steps(one)) {
      if (watch.stopped().getAsBoolean()) {
        return Optional.of(
            new Stop(ExitStatus.STOPPED, Problem.of("stopped while it was being deleted")));
      }
      begun = true;
      Optional<Failure> failure = writer.run(step).failure();
      if (failure.isPresent()) {
        return failure.map(this::stop);
      }
    }
    String folder = "/sys/devices/platform/" + one.device().orElse("-");
    if (!watch.patiently(GOES).until(() -> !kernel.sysfs().exists(folder))) {
      return Optional.of(new Stop(ExitStatus.FAILED, Problem.of(folder + " is still there")));
    }
    NodeSetup.removeLink(kernel, entry.link(), one.chip().map(GpioChip::device));
    return Optional.empty();
  }

  private Optional<Stop> setLines(AggregatorWriter writer) {
    for (SafeLine line : DeletePreparation.safe(one, entry.recorded(), force, notes)) {
      Optional<Failure> failure = writer.change(line.text(), () -> line.set(kernel)).failure();
      if (failure.isPresent()) {
        Problem problem = line.refused(one.text(), failure.get(), "deletes the aggregator");
        return Optional.of(new Stop(ExitStatus.of(failure.get()), problem));
      }
      set.add(line);
    }
    set.forEach(line -> notes.add(line.saidAtEnd()));
    DeletePreparation.levels(one, set).ifPresent(notes::add);
    return Optional.empty();
  }

  @Override
  public List<String> notUndone() {
    return set.stream().map(line -> "not undone: " + line.said()).toList();
  }

  /** What is left of it elsewhere. */
  private Optional<Stop> clearUp(AggregatorWriter writer, JournalWriter journal, int ofFiles) {
    if (one.name().isEmpty()) {
      return Optional.empty();
    }
    String name = one.name().get();
    FileRun run =
        new FileRun(
            kernel,
            NodeSetup.removals(kernel, name, persist, keepsBoot),
            text -> journal.intend(ofFiles, text));
    files = Optional.of(run);
    if (one.persistent() && !persist) {
      notes.add("it comes back at the next boot; --persist keeps it from that");
    }
    return run.write()
        .or(
            () ->
                writer
                    .change(
                        "forget " + AggregatorRecords.path(name),
                        () -> new AggregatorRecords(kernel.files()).forget(name))
                    .failure())
        .map(this::stop);
  }

  private Stop stop(Failure failure) {
    Problem problem = Problem.of("%s is not deleted: %s".formatted(one.text(), failure.text()));
    return new Stop(ExitStatus.of(failure), problem.rights(kernel, failure));
  }

  @Override
  public List<String> goBack(Watch watch) {
    List<String> left = new ArrayList<>(files.map(FileRun::undo).orElse(List.of()));
    left.addAll(new AggregatorUndo(kernel, entry, Optional.empty()).run(begun, watch));
    return left;
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  @Override
  public AggregatorOutcome done() {
    return new Deleted(one, notes);
  }
}
