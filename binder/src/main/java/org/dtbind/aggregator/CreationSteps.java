// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.aggregator.live.NameSearch;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.FilesChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.StepJournal;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/** The steps of a {@link CreationPlan}, and their verification. Confined to one thread. */
final class CreationSteps {

  private final WritableKernel kernel;
  private final CreationPlan plan;
  private final StepJournal journal;
  private final Course course;
  private final Watch watch;
  private final NewDevice device;
  private final NodeSetup setup;
  private final CreationVerification verification;

  /**
   * Whether a step has succeeded. Before that, an aggregator of this name belongs to another
   * program and must not be rolled back.
   */
  private boolean taken;

  /** Prepares the steps; {@code others} are the devices that existed before. */
  CreationSteps(
      CreationPlan plan,
      List<String> others,
      StepJournal journal,
      Course course,
      List<String> notes) {
    this.kernel = journal.kernel();
    this.plan = plan;
    this.journal = journal;
    this.course = course;
    this.watch = course.watch();
    this.device = new NewDevice(kernel, plan, others);
    this.setup = new NodeSetup(kernel, plan.declared(), plan.request().persist());
    this.verification = new CreationVerification(kernel, plan, notes);
  }

  CreationPlan plan() {
    return plan;
  }

  /** The aggregator, as it exists now. */
  Optional<LiveAggregator> created() {
    return LiveAggregators.ofDevice(kernel, device.name());
  }

  /**
   * Takes and verifies all steps; returns the reason to stop if one fails.
   *
   * @param nodes the nodes that existed before, each with its former owner
   */
  Optional<Problem> take(List<GivenNode> nodes) {
    boolean exists = plan.existing().isPresent();
    Optional<Problem> stop = exists ? writeFiles() : create();
    if (stop.isPresent()) {
      return stop;
    }
    String name = device.name().orElseThrow();
    Optional<GpioChip> chip = device.chip(watch);
    Optional<Problem> other = exists ? Optional.empty() : verification.ofChip(chip, name);
    return other
        .or(() -> remember(record().withDevice(kernel, name)))
        .or(
            () ->
                chip.isPresent()
                    ? setup.stopped(
                        chip.get(), nodes, name, () -> device.chip(watch), journal, watch)
                    : Optional.of(Problem.of(Reason.LOCKED, "the aggregator has no GPIO chip")))
        .or(() -> NewDevice.stopped(watch));
  }

  private Optional<Problem> create() {
    // The record is written before the first step: if this process is killed, the aggregator can
    // still be identified. Names are searched for again, because this change may have deleted an
    // aggregator that a process has open.
    return remember(plan.record())
        .or(this::writeFiles)
        .or(() -> NameSearch.crash(kernel, plan.lines()))
        .or(this::write)
        .or(() -> device.identify(watch))
        .or(() -> verification.ofLines(device.name().orElseThrow()));
  }

  private AggregatorRecord record() {
    return plan.existing()
        .flatMap(any -> new AggregatorRecords(kernel.files()).named(plan.request().name()))
        .map(known -> known.withSafe(plan.states()))
        .orElseGet(plan::record);
  }

  private Optional<Problem> writeFiles() {
    Attempt<List<FileChange>> changes = setup.files().changes();
    return changes
        .failure()
        .or(() -> FilesChange.write(changes.value().orElseThrow(), course))
        .map(why -> Problem.of(kernel, why));
  }

  private Optional<Problem> write() {
    for (AggregatorStep step : plan.steps()) {
      Optional<Problem> stop = NewDevice.stopped(watch);
      if (stop.isPresent()) {
        return stop;
      }
      Optional<Failure> failure = step.take(journal).failure();
      if (failure.isPresent()) {
        return Optional.of(refused(failure.get()));
      }
      taken = true;
    }
    return Optional.empty();
  }

  private Problem refused(Failure failure) {
    if (failure instanceof Failure.Forbidden && failure.operation() != Operation.WRITE) {
      return Problem.of(kernel, failure);
    }
    return Problem.of("the kernel did not create the aggregator: " + failure.text())
        .details(device.obstacles(watch));
  }

  private Optional<Problem> remember(AggregatorRecord record) {
    return journal
        .take(
            "write file " + AggregatorRecords.path(record.name()),
            () -> AggregatorRecords.remember(kernel.files(), record))
        .failure()
        .map(why -> Problem.of(kernel, why));
  }

  /** {@return the differences from the former state that remain, one per line} */
  List<String> rollBack(AggregatorEntry entry, Watch patient) {
    return new AggregatorRollBack(kernel, entry, device.name()).run(taken, patient);
  }
}
