// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.CreatePreparation.Prepared;
import org.dtbind.aggregator.CreatePreparation.Ready;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Phase;
import org.dtbind.change.StepJournal;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/** Creates one aggregator, or sets up an existing one again. */
final class AggregatorCreation implements AggregatorChange {

  private final Kernel kernel;
  private final CreateRequest request;
  private final Optional<LiveAggregator> existing;
  private final Optional<CreationPlan> plan;
  private final List<String> notes = new ArrayList<>();
  private final AggregatorEntry entry;
  private Optional<CreationSteps> steps = Optional.empty();
  private Optional<LiveAggregator> created = Optional.empty();

  /**
   * Creates the change.
   *
   * @param existing the aggregator of this name, if one exists that is not deleted in the same run
   * @param others the devices of the driver that exist and stay
   * @param plan the plan; empty if other changes of the same run may affect the lines, so that they
   *     are looked up again when the aggregator is created
   */
  AggregatorCreation(
      Kernel kernel,
      CreateRequest request,
      Optional<LiveAggregator> existing,
      List<String> others,
      Optional<CreationPlan> plan) {
    this.kernel = kernel;
    this.request = request;
    this.existing = existing;
    this.plan = plan;
    String name = request.name();
    this.entry =
        new AggregatorEntry(
            name,
            AggregatorEntry.Next.MADE,
            BackEnd.of(kernel.sysfs()),
            false,
            List.of(),
            others,
            request.access().link().orElse(name),
            new AggregatorRecords(kernel.files()).named(name));
  }

  @Override
  public Optional<String> declaration() {
    return request.persist()
        ? Optional.of(NodeFiles.declaration(request.name()))
        : Optional.empty();
  }

  @Override
  public AggregatorEntry entry() {
    return entry;
  }

  @Override
  public List<FileChange> touches() {
    List<FileChange> files =
        new ArrayList<>(NodeFiles.touched(kernel, request.name(), request.persist()));
    if (existing.isPresent() && !kernel.udev().runs()) {
      files.add(FileChange.touched(kernel.files(), NodeGrant.LINKS + entry.link()));
    }
    return files;
  }

  @Override
  public List<GivenNode> nodes() {
    return existing.flatMap(LiveAggregator::chip).map(GpioChip::device).stream()
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
    return steps.isPresent();
  }

  @Override
  public Optional<Problem> apply(Phase phase, Course course) {
    return phase == Phase.MAKE
        ? Aggregators.load(kernel, course.modules(), course.timeout()).or(() -> make(course))
        : Optional.empty();
  }

  private Optional<Problem> make(Course course) {
    Prepared prepared =
        plan.<Prepared>map(Ready::new)
            .orElseGet(() -> new CreatePreparation(kernel, request).prepare());
    if (!(prepared instanceof Ready ready)) {
      return notPlanned(prepared.result().orElseThrow());
    }
    // A rollback deletes an aggregator whose own entry has a step, so one that existed has none.
    StepJournal journal =
        ready.plan().existing().isPresent() ? course.stepsOfFilesAndNodes() : course.steps(this);
    CreationSteps creation =
        new CreationSteps(ready.plan(), entry.others(), journal, course, notes);
    steps = Optional.of(creation);
    Optional<Problem> stop = creation.take(nodes());
    created = stop.isEmpty() ? creation.created() : Optional.empty();
    return stop.isPresent() || created.isPresent()
        ? stop
        : Optional.of(Problem.of("the aggregator disappeared immediately after it was created"));
  }

  /**
   * Handles a second preparation without a plan: the aggregator exists already, or it cannot be
   * created.
   */
  private Optional<Problem> notPlanned(Result<AggregatorSubject> result) {
    created = result.about().flatMap(AggregatorSubject::live);
    return result instanceof Rejected<AggregatorSubject> rejected
        ? Optional.of(rejected.why().more(rejected.why().candidates()).candidates(List.of()))
        : Optional.empty();
  }

  @Override
  public Result<AggregatorSubject> done(List<String> more) {
    notes.addAll(more);
    steps
        .map(CreationSteps::plan)
        .filter(plan -> plan.existing().isPresent())
        .ifPresent(this::note);
    return AggregatorSubject.created(created.orElseThrow(), request, steps.isEmpty(), notes);
  }

  private void note(CreationPlan plan) {
    notes.add(
        entry.recorded().map(AggregatorRecord::safe).filter(plan.states()::equals).isPresent()
            ? "the aggregator already existed; dtbind only set up its device node, link and files"
                + " again"
            : "the aggregator already existed; dtbind only recorded the safe states of its lines");
  }

  /** The executor has restored the files before it calls this. */
  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    return steps.map(taken -> taken.rollBack(entry, watch)).orElse(List.of());
  }
}
