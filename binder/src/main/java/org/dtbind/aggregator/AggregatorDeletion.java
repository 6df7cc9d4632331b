// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorEntry.Next;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.FilesChange;
import org.dtbind.change.Phase;
import org.dtbind.change.SafeLine;
import org.dtbind.change.StepJournal;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/**
 * Deletes one aggregator. An aggregator that cannot be created again is deleted after all other
 * changes: its presence then tells a later recovery whether there is anything to roll back.
 */
final class AggregatorDeletion implements AggregatorChange {

  private static final Duration DELETION = Duration.ofSeconds(2);

  private final Kernel kernel;
  private final LiveAggregator one;
  private final boolean persist;
  private final boolean force;
  private final AggregatorEntry entry;
  private final List<FileChange> removals;
  private final List<String> notes = new ArrayList<>();
  private final List<SafeLine> set = new ArrayList<>();
  private Optional<StepJournal> journal = Optional.empty();
  private boolean written;

  /**
   * Creates the change.
   *
   * @param others the devices of the driver that exist and stay
   */
  AggregatorDeletion(
      Kernel kernel, LiveAggregator one, boolean persist, boolean force, List<String> others) {
    this(kernel, one, persist && one.persistent(), force, entry(kernel, one, others), List.of());
  }

  private AggregatorDeletion(
      Kernel kernel,
      LiveAggregator one,
      boolean persist,
      boolean force,
      AggregatorEntry entry,
      List<FileChange> shared) {
    this.kernel = kernel;
    this.one = one;
    this.persist = persist;
    this.force = force;
    this.entry = entry;
    List<FileChange> files = new ArrayList<>();
    one.name().ifPresent(name -> files.addAll(NodeFiles.removals(kernel, name, persist)));
    files.addAll(shared);
    this.removals = List.copyOf(files);
  }

  @Override
  public AggregatorDeletion removing(List<FileChange> shared) {
    return new AggregatorDeletion(kernel, one, persist, force, entry, shared);
  }

  private static AggregatorEntry entry(Kernel kernel, LiveAggregator one, List<String> others) {
    Optional<List<SourceLine>> again = AggregatorRollBack.lines(kernel, one);
    Next next = again.isPresent() ? Next.DELETED : Next.DELETED_FOR_GOOD;
    Optional<AggregatorRecord> recorded = DeletePreparation.record(kernel, one);
    return new AggregatorEntry(
        one.text(),
        one.creationMethod() == CreationMethod.MISSING ? Next.FORGOTTEN : next,
        one.creationMethod() == CreationMethod.CONFIGFS ? BackEnd.CONFIGFS : BackEnd.SYSFS,
        one.device().isPresent(),
        again.orElse(List.of()),
        others,
        recorded.flatMap(record -> record.access().link()).orElse(one.text()),
        recorded);
  }

  @Override
  public Optional<String> declaration() {
    return one.name().filter(name -> persist).map(NodeFiles::declaration);
  }

  @Override
  public AggregatorEntry entry() {
    return entry;
  }

  @Override
  public List<FileChange> touches() {
    return removals;
  }

  @Override
  public Undo place() {
    return Undo.DELETED;
  }

  @Override
  public boolean isIrreversible() {
    return entry.next() == Next.DELETED_FOR_GOOD;
  }

  @Override
  public boolean begun() {
    return journal.isPresent();
  }

  @Override
  public Optional<Problem> apply(Phase phase, Course course) {
    if (phase != Phase.DELETE) {
      return Optional.empty();
    }
    StepJournal journal = course.steps(this);
    this.journal = Optional.of(journal);
    if (isIrreversible()) {
      return clearUp(journal, course).or(() -> delete(journal, course.watch()));
    }
    return delete(journal, course.watch()).or(() -> clearUp(journal, course));
  }

  private Optional<Problem> delete(StepJournal journal, Watch watch) {
    Optional<Problem> unsafe = setLines(journal);
    if (unsafe.isPresent()) {
      return unsafe;
    }
    for (AggregatorStep step : DeletePreparation.steps(one)) {
      Optional<Problem> stopped = Problem.stopped(watch, "the aggregator was being deleted");
      if (stopped.isPresent()) {
        return stopped;
      }
      written = true;
      Optional<Failure> failure = step.take(journal).failure();
      if (failure.isPresent()) {
        return failure.map(this::stop);
      }
    }
    String directory = "/sys/devices/platform/" + one.device().orElse("-");
    if (!watch.unstoppable(DELETION).until(() -> !kernel.sysfs().exists(directory))) {
      return Optional.of(Problem.of(directory + " still exists"));
    }
    entry.chipLink(journal.kernel()).remove(one.chip().map(GpioChip::device));
    return Optional.empty();
  }

  private Optional<Problem> setLines(StepJournal journal) {
    Planned<List<SafeLine>> safe = DeletePreparation.safe(one, entry.recorded(), force);
    notes.addAll(safe.notes());
    for (SafeLine line : safe.subject()) {
      Optional<Failure> failure =
          journal.take(line.text(), () -> line.set(journal.kernel())).failure();
      if (failure.isPresent()) {
        Problem problem = line.refused(one.text(), failure.get(), "delete the aggregator");
        return Optional.of(problem.reason(Reason.of(failure.get())));
      }
      set.add(line);
    }
    set.forEach(line -> notes.add(line.succeeded()));
    DeletePreparation.levels(one, set).ifPresent(notes::add);
    return Optional.empty();
  }

  @Override
  public List<String> notUndone() {
    return set.stream().map(line -> "not rolled back: " + line.completed()).toList();
  }

  /** Removes the files and the record of the aggregator. */
  private Optional<Problem> clearUp(StepJournal journal, Course course) {
    if (one.name().isEmpty()) {
      return Optional.empty();
    }
    String name = one.name().get();
    if (one.persistent() && !persist) {
      notes.add(
          "the aggregator will be created again at the next boot; use --persist to prevent that");
    }
    return FilesChange.write(removals, course)
        .or(
            () ->
                journal
                    .take(
                        "remove file " + AggregatorRecords.path(name),
                        () -> AggregatorRecords.forget(journal.kernel().files(), name))
                    .failure())
        .map(this::stop);
  }

  private Problem stop(Failure failure) {
    Problem problem =
        Problem.of(
            Reason.of(failure), "cannot delete %s: %s".formatted(one.text(), failure.text()));
    return problem.rights(kernel, failure);
  }

  /** The executor has restored the files before it calls this. */
  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    return journal
        .map(StepJournal::kernel)
        .map(kernel -> new AggregatorRollBack(kernel, entry, Optional.empty()).run(written, watch))
        .orElse(List.of());
  }

  @Override
  public Result<AggregatorSubject> done(List<String> more) {
    notes.addAll(more);
    return AggregatorSubject.deleted(one, notes);
  }
}
