// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dtbind.aggregator.AggregatorOutcome.Deleted;
import org.dtbind.aggregator.AggregatorOutcome.Failed;
import org.dtbind.aggregator.AggregatorOutcome.Planned;
import org.dtbind.aggregator.AggregatorOutcome.Rejected;
import org.dtbind.aggregator.LiveAggregator.Made;
import org.dtbind.diag.Nearest;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;
import org.dtbind.transaction.ExitClass;
import org.dtbind.transaction.Problem;

/**
 * Deletes one aggregator.
 *
 * @param kernel of the system
 * @param request what is wished
 */
record DeletionRun(Kernel kernel, DeleteRequest request) {

  private static final Duration GOES = Duration.ofSeconds(2);

  private static final String LEVELS = "its lines keep the level that they had: that is not undone";

  /** One that may be deleted, or why there is none. */
  private sealed interface Search {}

  /** This one. */
  private record Found(LiveAggregator one) implements Search {}

  /** None. */
  private record Refused(Rejected why) implements Search {}

  /** The plan, or why there is none. */
  AggregatorOutcome prepare() {
    Search search = search();
    return search instanceof Found found
        ? new Planned(plan(found.one()), List.of(LEVELS))
        : ((Refused) search).why();
  }

  private Search search() {
    List<LiveAggregator> all = LiveAggregators.read(kernel, LiveGpio.read(kernel));
    Optional<LiveAggregator> found = find(all);
    if (found.isEmpty()) {
      List<String> names = all.stream().flatMap(one -> one.name().stream()).toList();
      List<String> near = Nearest.to(request.name(), names);
      Problem problem = Problem.of("there is no aggregator \"" + request.name() + "\"");
      return new Refused(
          new Rejected(
              ExitClass.NOT_FOUND,
              problem.help(
                  near.isEmpty()
                      ? "see dtbind aggregator list"
                      : "did you mean " + String.join(" or ", near) + "?"),
              near));
    }
    return refusal(found.get()).<Search>map(Refused::new).orElseGet(() -> new Found(found.get()));
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

  private Optional<Rejected> refusal(LiveAggregator one) {
    if (one.made() == Made.DEVICETREE) {
      return Optional.of(
          new Rejected(
              ExitClass.FAILED,
              Problem.of("%s is a device of the devicetree".formatted(one.text()))
                  .help("release it: dtbind unbind " + one.text())));
    }
    if (one.made() == Made.MISSING && one.persistent() && !request.persist()) {
      return Optional.of(
          new Rejected(
              ExitClass.NOT_FOUND,
              Problem.of("%s is not there now, and is made at the next boot".formatted(one.text()))
                  .help("--persist keeps it from coming back")));
    }
    List<String> used =
        one.chip().stream()
            .flatMap(chip -> chip.lines().stream().filter(GpioLine::used))
            .map(
                line ->
                    "line %d: \"%s\" has it"
                        .formatted(line.offset(), line.consumer().orElse("the kernel")))
            .toList();
    return used.isEmpty() || request.force()
        ? Optional.empty()
        : Optional.of(
            new Rejected(
                ExitClass.FAILED,
                Problem.of("lines of %s are in use".formatted(one.text()))
                    .details(used)
                    .help("release them first; --force takes the chip from under them")));
  }

  private List<AggregatorStep> steps(LiveAggregator one) {
    return switch (one.made()) {
      case CONFIGFS -> {
        List<AggregatorStep> steps =
            AggregatorSteps.deleteFromConfigfs(one.name().orElseThrow(), one.lines().size());
        yield one.device().isPresent() ? steps : steps.subList(1, steps.size());
      }
      case SYSFS -> AggregatorSteps.deleteBySysfs(one.device().orElseThrow());
      case DEVICETREE, MISSING -> List.of();
    };
  }

  private List<String> plan(LiveAggregator one) {
    List<String> plan = new ArrayList<>(steps(one).stream().map(AggregatorStep::text).toList());
    if (one.recorded()) {
      plan.add("forget " + AggregatorRecords.path(one.text()));
    }
    if (one.persistent() && request.persist()) {
      plan.add("remove what makes it at boot");
    }
    plan.add("# not undone: the electrical state of its lines");
    return plan;
  }

  /** Does what {@link #prepare()} has planned. */
  AggregatorOutcome carryOut(BooleanSupplier stopped) {
    Search search = search();
    if (search instanceof Refused refused) {
      return refused.why();
    }
    if (stopped.getAsBoolean()) {
      return new Rejected(ExitClass.STOPPED, Problem.of("stopped before anything was done"));
    }
    LiveAggregator one = ((Found) search).one();
    for (AggregatorStep step : steps(one)) {
      kernel.trace().decided(step.text());
      Optional<Failure> failure = step.run(kernel.sysfs()).failure();
      if (failure.isPresent()) {
        return failed(one, failure.get());
      }
    }
    String folder = "/sys/devices/platform/" + one.device().orElse("-");
    try (Watch watch = Watch.begin(kernel, GOES, () -> false)) {
      if (!watch.until(() -> !kernel.sysfs().exists(folder))) {
        return new Failed(
            ExitClass.FAILED, Problem.of(folder + " is still there"), List.of(folder));
      }
    }
    return new Deleted(one, clearUp(one));
  }

  /** What is left of it elsewhere. */
  private List<String> clearUp(LiveAggregator one) {
    List<String> notes = new ArrayList<>();
    notes.add(LEVELS);
    Optional<String> name = one.name();
    if (name.isEmpty()) {
      return notes;
    }
    AggregatorRecords records = new AggregatorRecords(kernel.files());
    String link =
        CreatePreparation.LINKS
            + records.all().stream()
                .filter(record -> record.name().equals(name.get()))
                .flatMap(record -> record.access().link().stream())
                .findFirst()
                .orElse(name.get());
    if (!kernel.udev().runs()) {
      one.chip().ifPresent(chip -> NodeSetup.removeLink(kernel, link, chip.device()));
    }
    String rules = NodeSetup.rules(name.get(), false);
    boolean persistent = one.persistent() && request.persist();
    if (kernel.sysfs().exists(rules)) {
      kernel.files().remove(rules).failure().ifPresent(why -> notes.add(why.text()));
      kernel.udev().reload();
    }
    if (persistent) {
      notes.addAll(NodeSetup.removePersistent(kernel, name.get()));
    } else if (one.persistent()) {
      notes.add("it comes back at the next boot; --persist keeps it from that");
    }
    records.forget(name.get()).failure().ifPresent(why -> notes.add(why.text()));
    return notes;
  }

  /** Makes anew what is gone already. */
  private AggregatorOutcome failed(LiveAggregator one, Failure failure) {
    List<String> left = new ArrayList<>();
    if (one.made() == Made.CONFIGFS) {
      List<SourceLine> lines = one.lines().stream().flatMap(line -> line.told().stream()).toList();
      for (AggregatorStep step : AggregatorSteps.makeInConfigfs(one.name().orElseThrow(), lines)) {
        boolean live = AggregatorSteps.isLive(kernel.sysfs(), one.name().get());
        boolean there =
            step instanceof AggregatorStep.MakeFolder && kernel.sysfs().isFolder(step.path());
        boolean last = step.path().endsWith("/live") && one.device().isEmpty();
        if (!live && !there && !last) {
          step.run(kernel.sysfs()).failure().ifPresent(why -> left.add(why.text()));
        }
      }
    }
    ExitClass exit =
        failure instanceof Failure.Forbidden ? ExitClass.NOT_PERMITTED : ExitClass.FAILED;
    Problem problem = Problem.of("%s is not deleted: %s".formatted(one.text(), failure.text()));
    return new Failed(exit, problem.rights(kernel, failure), left);
  }
}
