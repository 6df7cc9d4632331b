// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.dtbind.aggregator.AggregatorOutcome.Created;
import org.dtbind.aggregator.AggregatorOutcome.Failed;
import org.dtbind.aggregator.AggregatorOutcome.Rejected;
import org.dtbind.device.Deferrals;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.LineInfo;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;
import org.dtbind.linux.KnownDriver;
import org.dtbind.source.Bytes;
import org.dtbind.transaction.ExitClass;
import org.dtbind.transaction.LoadedModules;
import org.dtbind.transaction.Problem;

/** Makes one aggregator, once: writes, verifies line by line, and goes back where it fails. */
final class CreationRun {

  /** What the kernel calls the devices of {@code new_device} and configfs. */
  private static final String DEVICE = KnownDriver.GPIO_AGGREGATOR.driver() + "\\.\\d+";

  private static final String DEVICES = "/sys/devices/platform/";
  private static final String DEFERRED = "/sys/kernel/debug/devices_deferred";
  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);
  private static final int MOST_DETAILS = 5;

  private final Kernel kernel;
  private final CreationPlan plan;
  private final BooleanSupplier stopped;
  private final LoadedModules modules;
  private final AggregatorRecords records;
  private final NodeSetup setup;
  private final Set<String> before;
  private final List<String> notes = new ArrayList<>();

  /** Before the first step is done, what is there by that name is somebody else's. */
  private boolean begun;

  private Optional<String> device = Optional.empty();

  CreationRun(Kernel kernel, CreationPlan plan, BooleanSupplier stopped, LoadedModules modules) {
    this.kernel = kernel;
    this.plan = plan;
    this.stopped = stopped;
    this.modules = modules;
    this.records = new AggregatorRecords(kernel.files());
    this.setup = new NodeSetup(kernel, plan.declared(), plan.request().persist());
    this.before = LiveAggregators.devices(kernel);
  }

  /** Why a run stops before its end. */
  private record Stop(ExitClass cause, Problem problem) {}

  AggregatorOutcome carryOut() {
    if (stopped.getAsBoolean()) {
      return new Rejected(ExitClass.STOPPED, Problem.of("stopped before anything was done"));
    }
    // Even if this program dies after the first write, it is known whose that was.
    Optional<Failure> forgetful = records.remember(plan.record()).failure();
    if (forgetful.isPresent()) {
      return new Rejected(exit(forgetful.get()), Problem.of(forgetful.get().text()));
    }
    try (Watch watch = Watch.begin(kernel, plan.request().timeout(), stopped)) {
      try {
        return attempt(watch);
      } catch (RuntimeException | Error bug) {
        // Not even a bug leaves half of it behind.
        goBack(watch);
        throw bug;
      }
    }
  }

  private AggregatorOutcome attempt(Watch watch) {
    Optional<Stop> stop =
        setup
            .prepare()
            .map(CreationRun::stop)
            .or(() -> writeAll(watch))
            .or(() -> identify(watch))
            .or(this::verifyLines);
    Optional<GpioChip> chip = stop.isEmpty() ? chip(watch) : Optional.empty();
    stop =
        stop.or(() -> verifyChip(chip))
            .or(this::remember)
            .or(() -> chip.flatMap(one -> setup.apply(one, watch)).map(CreationRun::notSetUp))
            .or(this::stoppedMeanwhile);
    if (stop.isPresent()) {
      Problem problem = stop.get().problem();
      List<String> details = new ArrayList<>(problem.details());
      List<String> left = goBack(watch);
      details.addAll(modules.unload());
      return new Failed(stop.get().cause(), problem.details(details), left);
    }
    return LiveAggregators.read(kernel, LiveGpio.read(kernel)).stream()
        .filter(one -> one.device().equals(device))
        .findFirst()
        .<AggregatorOutcome>map(one -> new Created(one, false, notes))
        .orElseGet(
            () ->
                new Failed(ExitClass.FAILED, Problem.of("it disappeared at once"), goBack(watch)));
  }

  private static ExitClass exit(Failure failure) {
    return failure instanceof Failure.Forbidden ? ExitClass.NOT_PERMITTED : ExitClass.FAILED;
  }

  private static Stop stop(Failure failure) {
    return new Stop(exit(failure), Problem.of(failure.text()));
  }

  private static Stop notSetUp(String what) {
    return new Stop(
        ExitClass.FAILED,
        Problem.of(what)
            .help("see what udev says: journalctl -u systemd-udevd; or wait longer: --timeout"));
  }

  private Optional<Stop> stoppedMeanwhile() {
    return stopped.getAsBoolean()
        ? Optional.of(new Stop(ExitClass.STOPPED, Problem.of("stopped while it was being made")))
        : Optional.empty();
  }

  private Optional<Stop> writeAll(Watch watch) {
    for (AggregatorStep step : plan.steps()) {
      Optional<Stop> stop = stoppedMeanwhile();
      if (stop.isPresent()) {
        return stop;
      }
      kernel.trace().decided(step.text());
      Optional<Failure> failure = step.run(kernel.sysfs()).failure();
      if (failure.isPresent()) {
        return Optional.of(refused(failure.get(), watch));
      }
      begun = true;
    }
    return Optional.empty();
  }

  private Stop refused(Failure failure, Watch watch) {
    if (failure instanceof Failure.Forbidden && failure.operation() != Operation.WRITE) {
      return new Stop(
          ExitClass.NOT_PERMITTED,
          Problem.of(failure.text()).help(MissingRight.of(kernel, failure)));
    }
    return new Stop(
        ExitClass.FAILED,
        Problem.of("the kernel does not make it: " + failure.text()).details(obstacles(watch)));
  }

  /**
   * Which device it is. The consumer of a line that was free before is the device that we asked
   * for, whoever else asks for others at the same time.
   */
  private Optional<Stop> identify(Watch watch) {
    LiveGpio.Place first = plan.places().get(0);
    boolean there =
        watch.until(
            () -> {
              device = consumer(first).filter(name -> name.matches(DEVICE));
              return device.isPresent() || !mayStillCome();
            });
    if (there && device.isPresent()) {
      return Optional.empty();
    }
    return stoppedMeanwhile()
        .or(
            () ->
                Optional.of(
                    new Stop(
                        there ? ExitClass.FAILED : ExitClass.TEMPORARY,
                        Problem.of("the kernel takes the request and makes no chip of these lines")
                            .details(obstacles(watch)))));
  }

  /** Whether the driver may yet take the device: where nobody can tell, it may. */
  private boolean mayStillCome() {
    return !kernel.sysfs().exists(DEFERRED)
        || candidates().stream()
            .anyMatch(name -> Deferrals.reason(kernel.sysfs(), name).isPresent());
  }

  private Optional<String> consumer(LiveGpio.Place place) {
    return kernel
        .chips()
        .ask(place.chip().device())
        .value()
        .map(GpioChips.Answer::lines)
        .filter(lines -> place.line().offset() < lines.size())
        .map(lines -> lines.get(place.line().offset()).consumer().utf8());
  }

  /** Every line has to be this aggregator's. */
  private Optional<Stop> verifyLines() {
    String name = device.orElseThrow();
    Map<String, List<LineInfo>> chips = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (LiveGpio.Place place : plan.places()) {
      List<LineInfo> lines =
          chips.computeIfAbsent(
              place.chip().device(),
              path ->
                  kernel.chips().ask(path).value().map(GpioChips.Answer::lines).orElse(List.of()));
      int offset = place.line().offset();
      String consumer = offset < lines.size() ? lines.get(offset).consumer().utf8() : "";
      if (!consumer.equals(name)) {
        wrong.add(
            "%s: \"%s\" has it, not %s".formatted(CreatePreparation.text(place), consumer, name));
      }
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong(wrong));
  }

  private static Stop wrong(List<String> details) {
    return new Stop(
        ExitClass.FAILED,
        Problem.of("the kernel has made it of other lines")
            .details(details.subList(0, Math.min(MOST_DETAILS, details.size()))));
  }

  private Optional<GpioChip> chip(Watch watch) {
    String folder = DEVICES + device.orElseThrow();
    watch.until(() -> LiveGpio.below(kernel, folder).isPresent());
    // Without devtmpfs, udev makes the node a little later; in a container nobody does.
    watch.until(
        NODE_APPEARS,
        () -> LiveGpio.below(kernel, folder).filter(one -> one.unreadable().isEmpty()).isPresent());
    return LiveGpio.below(kernel, folder);
  }

  private Optional<Stop> verifyChip(Optional<GpioChip> chip) {
    if (chip.isEmpty()) {
      return Optional.of(
          new Stop(ExitClass.TEMPORARY, Problem.of("no chip of %s".formatted(device.get()))));
    }
    if (chip.get().unreadable().isPresent()) {
      notes.add("its lines were not verified: " + chip.get().unreadable().get().text());
      return Optional.empty();
    }
    List<String> wrong = new ArrayList<>();
    int lines = chip.get().lines().size();
    if (lines != plan.lines().size()) {
      wrong.add("it has %d lines, not %d".formatted(lines, plan.lines().size()));
    }
    for (int i = 0; wrong.isEmpty() && i < lines; i++) {
      Bytes name = KernelText.trimmed(plan.lines().get(i).name());
      Bytes shown = name.slice(0, Math.min(LineInfo.SHOWN, name.length()));
      boolean same = chip.get().lines().get(i).info().name().equals(shown);
      if (plan.backEnd() == BackEnd.CONFIGFS && !same) {
        wrong.add("line %d is not called \"%s\"".formatted(i, name.utf8()));
      }
    }
    boolean nameless =
        plan.backEnd() == BackEnd.SYSFS
            && plan.lines().stream().anyMatch(line -> !line.name().isEmpty());
    if (nameless) {
      notes.add("its lines have no names: this kernel gives none to aggregators made by hand");
    }
    return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong(wrong));
  }

  private Optional<Stop> remember() {
    return records
        .remember(plan.record().withDevice(device.orElseThrow()))
        .failure()
        .map(CreationRun::stop);
  }

  /** What stands in the way now, and what the kernel has said. */
  private List<String> obstacles(Watch watch) {
    LiveGpio now = LiveGpio.read(kernel);
    List<String> details =
        new ArrayList<>(
            CreatePreparation.used(
                now.places().stream()
                    .filter(
                        place ->
                            plan.places().stream()
                                .anyMatch(
                                    one ->
                                        one.chip().name().equals(place.chip().name())
                                            && one.line().offset() == place.line().offset()))
                    .filter(
                        place ->
                            place
                                .line()
                                .consumer()
                                .filter(name -> name.matches(DEVICE))
                                .isEmpty())));
    List<String> said = watch.messages().stream().filter(line -> line.contains("gpio")).toList();
    said.subList(Math.max(0, said.size() - MOST_DETAILS), said.size())
        .forEach(line -> details.add("kernel: " + line));
    return details;
  }

  /** Devices that came since the beginning, and that no driver has. */
  private List<String> candidates() {
    return LiveAggregators.devices(kernel).stream()
        .filter(name -> !before.contains(name))
        .filter(name -> !kernel.sysfs().exists(DEVICES + name + "/driver"))
        .toList();
  }

  /** Returns what is not as before, a line each. */
  private List<String> goBack(Watch watch) {
    kernel.trace().decided("going back to what was before");
    List<String> left = new ArrayList<>(setup.undo());
    if (begun) {
      left.addAll(plan.backEnd() == BackEnd.CONFIGFS ? undoConfigfs() : undoSysfs());
    }
    device
        .map(name -> DEVICES + name)
        .filter(path -> !watch.patiently(NODE_APPEARS).until(() -> !kernel.sysfs().exists(path)))
        .ifPresent(path -> left.add(path + " is still there"));
    records.forget(plan.request().name()).failure().ifPresent(why -> left.add(why.text()));
    return left;
  }

  private List<String> undoConfigfs() {
    List<String> left = new ArrayList<>();
    for (AggregatorStep step :
        AggregatorSteps.deleteFromConfigfs(plan.request().name(), plan.lines().size())) {
      boolean live = AggregatorSteps.isLive(kernel.sysfs(), plan.request().name());
      boolean needed =
          step instanceof AggregatorStep.Write ? live : kernel.sysfs().isFolder(step.path());
      if (needed) {
        kernel.trace().decided(step.text());
        step.run(kernel.sysfs()).failure().ifPresent(why -> left.add(why.text()));
      }
    }
    return left;
  }

  private List<String> undoSysfs() {
    List<String> candidates = device.map(List::of).orElseGet(this::candidates);
    if (candidates.size() > 1) {
      return List.of(
          "one of these is left of it, and others made the rest: " + String.join(", ", candidates));
    }
    List<String> left = new ArrayList<>();
    for (String name : candidates) {
      for (AggregatorStep step : AggregatorSteps.deleteBySysfs(name)) {
        kernel.trace().decided(step.text());
        step.run(kernel.sysfs()).failure().ifPresent(why -> left.add(why.text()));
      }
    }
    return left;
  }
}
