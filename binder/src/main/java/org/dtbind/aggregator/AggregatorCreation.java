// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.aggregator.live.NameSearch;
import org.dtbind.change.Course;
import org.dtbind.change.Executed;
import org.dtbind.change.FileChange;
import org.dtbind.change.FilesChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Phase;
import org.dtbind.change.StepJournal;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;

/** Creates one aggregator and verifies each of its lines. */
final class AggregatorCreation implements AggregatorChange {

  private final Kernel kernel;
  private final CreatePreparation preparation;
  private AggregatorEntry entry;
  private final List<String> notes = new ArrayList<>();
  private Optional<CreationPlan> ready;
  private Optional<LiveAggregator> made = Optional.empty();

  /** The aggregator of this name, if one exists that is not deleted in the same run. */
  private final Optional<LiveAggregator> there;

  private boolean begun;

  /**
   * Whether a step has succeeded. Before that, an aggregator of this name belongs to another
   * program and must not be rolled back.
   */
  private boolean stepTaken;

  private Optional<NewDevice> device = Optional.empty();

  AggregatorCreation(
      Kernel kernel,
      CreatePreparation preparation,
      Optional<CreationPlan> ready,
      Optional<LiveAggregator> there) {
    this.kernel = kernel;
    this.there = there;
    this.preparation = preparation;
    this.ready = ready;
    String name = request().name();
    this.entry =
        new AggregatorEntry(
            name,
            AggregatorEntry.Next.MADE,
            BackEnd.of(kernel.sysfs()),
            false,
            List.of(),
            List.copyOf(LiveAggregators.devices(kernel)),
            request().access().link().orElse(name),
            new AggregatorRecords(kernel.files()).named(name));
  }

  private CreateRequest request() {
    return preparation.request();
  }

  private CreationVerification verification() {
    return new CreationVerification(kernel, plan(), notes);
  }

  private CreationPlan plan() {
    return ready.orElseThrow();
  }

  @Override
  public Optional<String> deletedDevice() {
    return Optional.empty();
  }

  @Override
  public Optional<String> deletedDeclaration() {
    return Optional.empty();
  }

  @Override
  public void alsoDeleted(Set<String> devices) {
    entry = entry.without(devices);
  }

  @Override
  public AggregatorEntry entry() {
    return entry;
  }

  @Override
  public List<FileChange> touches() {
    List<FileChange> files =
        new ArrayList<>(NodeFiles.touched(kernel, request().name(), request().persist()));
    if (there.isPresent() && !kernel.udev().runs()) {
      files.add(FileChange.touched(kernel.files(), NodeGrant.LINKS + entry.link()));
    }
    return files;
  }

  @Override
  public List<GivenNode> givenNodes() {
    return there.flatMap(LiveAggregator::chip).map(GpioChip::device).stream()
        .flatMap(
            node ->
                kernel.files().owner(node).stream()
                    .map(owner -> new GivenNode(node, owner.ownership())))
        .toList();
  }

  @Override
  public Undo place() {
    return Undo.MADE;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public Optional<Problem> apply(Phase phase, Course course) {
    if (phase != Phase.MAKE) {
      return Optional.empty();
    }
    Optional<Problem> noDriver = Aggregators.load(kernel, course.modules(), course.timeout());
    begun = noDriver.isEmpty();
    return noDriver.or(() -> make(course));
  }

  private Optional<Problem> make(Course course) {
    Watch watch = course.watch();
    if (ready.isEmpty()) {
      CreatePreparation.Preparation result = preparation.prepare();
      if (result.outcome().isPresent()) {
        return notPlanned(result.outcome().get());
      }
      ready = Optional.of(((CreatePreparation.Ready) result).plan());
    }
    StepJournal journal = new StepJournal(kernel, text -> intend(course, text));
    NodeSetup setup = new NodeSetup(kernel, plan().declared(), request().persist());
    // The record is written before the first step: if this process is killed, the aggregator can
    // still be identified.
    NewDevice created = new NewDevice(kernel, plan(), entry.others());
    device = Optional.of(created);
    Optional<Problem> stop =
        created.name().isPresent()
            ? write(setup, course)
            : remember(journal, plan().record())
                .or(() -> write(setup, course))
                .or(this::crash)
                .or(() -> writeAll(journal, created, watch))
                .or(() -> created.identify(watch))
                .or(() -> verification().ofLines(created.name().orElseThrow()));
    Optional<GpioChip> chip = stop.isEmpty() ? created.chip(watch) : Optional.empty();
    return stop.or(
            () ->
                plan().there().isPresent()
                    ? Optional.empty()
                    : verification().ofChip(chip, created.name().orElseThrow()))
        .or(() -> remember(journal, record().withDevice(kernel, created.name().orElseThrow())))
        .or(
            () ->
                chip.flatMap(
                    one ->
                        setup.stopped(
                            one,
                            givenNodes(),
                            created.name().orElseThrow(),
                            () -> created.chip(watch),
                            journal,
                            watch)))
        .or(() -> stopped(watch))
        .or(this::look);
  }

  /** A rollback deletes an aggregator whose own entry has a step, so one that existed has none. */
  private Attempt<Nothing> intend(Course course, String text) {
    return plan().there().isPresent()
        ? course.intendFilesAndNodes(text)
        : course.intend(this, text);
  }

  /** Checked again, because this change may have deleted an aggregator that a process has open. */
  private Optional<Problem> crash() {
    return NameSearch.crash(kernel, plan().lines());
  }

  private AggregatorRecord record() {
    return plan()
        .there()
        .flatMap(any -> new AggregatorRecords(kernel.files()).named(request().name()))
        .map(known -> known.withSafe(plan().states()))
        .orElseGet(() -> plan().record());
  }

  /**
   * Handles a second preparation without a plan: the aggregator exists already, or it cannot be
   * created.
   */
  private Optional<Problem> notPlanned(Result<AggregatorSubject> outcome) {
    made = outcome.about().flatMap(AggregatorSubject::live);
    return outcome instanceof Rejected<AggregatorSubject> rejected
        ? Optional.of(rejected.why().more(rejected.why().candidates()).candidates(List.of()))
        : Optional.empty();
  }

  private Optional<Problem> write(NodeSetup setup, Course course) {
    Attempt<List<FileChange>> changes = setup.files().changes();
    return changes
        .failure()
        .or(() -> FilesChange.write(kernel, changes.value().orElseThrow(), course))
        .map(why -> Problem.of(kernel, why));
  }

  private Optional<Problem> look() {
    made = LiveAggregators.ofDevice(kernel, device.flatMap(NewDevice::name));
    return made.isPresent()
        ? Optional.empty()
        : Optional.of(Problem.of("the aggregator disappeared immediately after it was created"));
  }

  @Override
  public Result<AggregatorSubject> done(Executed.Done executed) {
    notes.addAll(executed.notes());
    if (ready.flatMap(CreationPlan::there).isPresent()) {
      notes.add(
          entry.recorded().map(AggregatorRecord::safe).filter(plan().states()::equals).isPresent()
              ? "the aggregator already existed; dtbind only set up its device node, link and files"
                  + " again"
              : "the aggregator already existed; dtbind only recorded the safe states of its"
                  + " lines");
    }
    return AggregatorSubject.created(made.orElseThrow(), request(), ready.isEmpty(), notes);
  }

  static Optional<Problem> stopped(Watch watch) {
    return Problem.stopped(watch, "the aggregator was being created");
  }

  private Optional<Problem> writeAll(StepJournal journal, NewDevice created, Watch watch) {
    for (AggregatorStep step : plan().steps()) {
      Optional<Problem> stop = stopped(watch);
      if (stop.isPresent()) {
        return stop;
      }
      Optional<Failure> failure = step.take(journal).failure();
      if (failure.isPresent()) {
        return Optional.of(refused(failure.get(), created.obstacles(watch)));
      }
      stepTaken = true;
    }
    return Optional.empty();
  }

  private Problem refused(Failure failure, List<String> obstacles) {
    if (failure instanceof Failure.Forbidden && failure.operation() != Operation.WRITE) {
      return Problem.of(kernel, failure);
    }
    return Problem.of("the kernel did not create the aggregator: " + failure.text())
        .details(obstacles);
  }

  private Optional<Problem> remember(StepJournal journal, AggregatorRecord record) {
    AggregatorRecords records = new AggregatorRecords(kernel.files());
    return journal
        .take(
            "write file " + AggregatorRecords.path(record.name()), () -> records.remember(record))
        .failure()
        .map(why -> Problem.of(kernel, why));
  }

  /** The executor has restored the files before it calls this. */
  @Override
  public List<String> revert(boolean touched, Watch watch) {
    return ready.isPresent() && begun
        ? new AggregatorRollBack(kernel, entry, device.flatMap(NewDevice::name))
            .run(stepTaken, watch)
        : List.of();
  }
}
