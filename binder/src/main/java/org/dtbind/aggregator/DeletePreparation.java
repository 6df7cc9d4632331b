// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.AggregatorSteps;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.change.SafeLine;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.boot.SharedBootFiles;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.OpenNodes;
import org.dtbind.device.RemovedChips;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * Finds the aggregator that a request wants to delete, or the reason why it is kept. Only reads.
 */
record DeletePreparation(Kernel kernel, DeleteRequest request) {

  static final String LEVELS = "its lines keep their levels: dtbind does not reset them";

  private static final String OTHER_LEVELS =
      "its other lines keep their levels: dtbind does not reset them";

  /** The plan to delete the requested aggregator, or the reason why it is kept. */
  Result<AggregatorSubject> plan() {
    List<LiveAggregator> all = LiveAggregators.read(kernel, LiveGpio.read(kernel));
    Optional<LiveAggregator> found = find(all);
    if (found.isEmpty()) {
      List<String> names = all.stream().flatMap(one -> one.name().stream()).toList();
      List<String> near = Nearest.to(request.name(), names);
      return Result.rejected(
          Problem.of(Reason.NOT_FOUND, "there is no aggregator \"" + request.name() + "\"")
              .help(
                  near.isEmpty()
                      ? "run dtbind aggregator list to list all aggregators"
                      : Nearest.question(near))
              .candidates(near));
    }
    LiveAggregator one = found.get();
    return rejection(one)
        .<Result<AggregatorSubject>>map(Result::rejected)
        .orElseGet(() -> plan(one));
  }

  private Result<AggregatorSubject> plan(LiveAggregator one) {
    List<String> others = new ArrayList<>(LiveAggregators.devices(kernel));
    one.device().ifPresent(others::remove);
    AggregatorDeletion deletion =
        new AggregatorDeletion(kernel, one, request.persist(), request.force(), others);
    Set<String> removed = deletion.declaration().stream().collect(Collectors.toSet());
    SharedBootFiles shared = new SharedBootFiles(kernel.files(), removed, Set.of());
    Planned<List<String>> text = text(one);
    return new AggregatorPlan(
            one.text(),
            List.of(deletion.removing(shared.unused(BootUnit.AGGREGATORS, any -> true))))
        .planned(text.subject(), text.notes());
  }

  private Optional<LiveAggregator> find(List<LiveAggregator> all) {
    return all.stream()
        .filter(one -> one.name().filter(request.name()::equals).isPresent())
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(one -> one.device().filter(request.name()::equals).isPresent())
                    .findFirst());
  }

  /** The reason why an aggregator is kept; empty if it can be deleted. */
  Optional<Problem> rejection(LiveAggregator one) {
    if (one.creationMethod() == CreationMethod.DEVICETREE) {
      return Optional.of(
          Problem.of("%s comes from the devicetree, so it cannot be deleted".formatted(one.text()))
              .help("release it: dtbind unbind " + one.text()));
    }
    if (one.creationMethod() == CreationMethod.MISSING && one.persistent() && !request.persist()) {
      return Optional.of(
          Problem.of(
                  Reason.NOT_FOUND,
                  "%s does not exist now, but will be created at the next boot"
                      .formatted(one.text()))
              .help("use --persist to prevent that"));
    }
    return inUse(one);
  }

  private Optional<Problem> inUse(LiveAggregator one) {
    List<String> used =
        one.chip().stream()
            .flatMap(chip -> chip.lines().stream().filter(GpioLine::used))
            .map(
                line ->
                    "line %d is used by \"%s\""
                        .formatted(line.offset(), line.consumer().orElse("the kernel")))
            .toList();
    boolean crashes = !used.isEmpty() && RemovedChips.crash(kernel.sysfs());
    if (request.force() && !crashes) {
      return Optional.empty();
    }
    List<String> holders = holders(kernel, one);
    if (used.isEmpty() && !holders.isEmpty()) {
      return Optional.of(
          Problem.of("aggregator %s is in use".formatted(one.text()))
              .details(holders)
              .help("end these processes first, or use --force to delete the chip anyway"));
    }
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of("aggregator %s has lines in use".formatted(one.text()))
                .details(Stream.concat(used.stream(), holders.stream()).toList())
                .help(
                    crashes
                        ? RemovedChips.RELEASE_FIRST
                        : "release them first, or use --force to delete the chip anyway"));
  }

  /**
   * The processes that have the chip open, one per line. A process may use a chip without
   * requesting a line of it.
   */
  static List<String> holders(Kernel kernel, LiveAggregator one) {
    Set<String> nodes =
        one.chip().map(GpioChip::device).stream().collect(Collectors.toUnmodifiableSet());
    return OpenNodes.texts(OpenNodes.read(kernel.sysfs(), nodes).holders());
  }

  static List<AggregatorStep> steps(LiveAggregator one) {
    return switch (one.creationMethod()) {
      case CONFIGFS -> {
        List<AggregatorStep> steps =
            AggregatorSteps.deleteFromConfigfs(one.name().orElseThrow(), one.lines().size());
        yield one.device().isPresent() ? steps : steps.subList(1, steps.size());
      }
      case SYSFS -> AggregatorSteps.deleteBySysfs(one.device().orElseThrow());
      case DEVICETREE, MISSING -> List.of();
    };
  }

  /** What dtbind recorded when it created an aggregator, if it did. */
  static Optional<AggregatorRecord> record(Kernel kernel, LiveAggregator one) {
    return one.name().flatMap(name -> new AggregatorRecords(kernel.files()).named(name));
  }

  /** The lines that are set to their recorded safe states before the aggregator is deleted. */
  static Planned<List<SafeLine>> safe(
      LiveAggregator one, Optional<AggregatorRecord> record, boolean force) {
    return one.device().isEmpty()
        ? new Planned<>(List.of(), List.of())
        : SafeLine.of(one.chip(), record.map(AggregatorRecord::safe).orElse(Map.of()), force);
  }

  /** A note about the lines that are not set, if there are any. */
  static Optional<String> levels(LiveAggregator one, List<SafeLine> set) {
    int all = one.chip().map(chip -> chip.lines().size()).orElse(0);
    return set.isEmpty()
        ? Optional.of(LEVELS)
        : Optional.of(OTHER_LEVELS).filter(any -> set.size() < all);
  }

  /** The steps that delete an aggregator, one per line. */
  Planned<List<String>> text(LiveAggregator one) {
    Planned<List<SafeLine>> safe = safe(one, record(kernel, one), request.force());
    List<String> notes = new ArrayList<>(safe.notes());
    levels(one, safe.subject()).ifPresent(notes::add);
    List<String> plan = new ArrayList<>();
    safe.subject().forEach(line -> plan.add(line.text()));
    plan.addAll(steps(one).stream().map(AggregatorStep::text).toList());
    if (one.recorded()) {
      plan.add("remove file " + AggregatorRecords.path(one.text()));
    }
    if (one.persistent() && request.persist()) {
      plan.add("remove the files that create it at boot");
    }
    plan.add("# a rollback does not restore the electrical state of its lines");
    return new Planned<>(plan, notes);
  }
}
