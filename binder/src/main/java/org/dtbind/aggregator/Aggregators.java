// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dtbind.aggregator.CreatePreparation.Ready;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.change.Executor;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NeededModule;
import org.dtbind.change.SinglePlan;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.device.KernelModules;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.linux.GenericDriver;

/**
 * The aggregators of a system. Only one change runs at a time, under dtbind's lock.
 *
 * @param stopped whether to stop; called repeatedly. Once it returns true, a running change is
 *     rolled back, and no other change starts
 */
public record Aggregators(WritableKernel kernel, BooleanSupplier stopped) {

  private static final GenericDriver DRIVER = GenericDriver.GPIO_AGGREGATOR;

  /** Creates an object whose changes cannot be stopped. */
  public Aggregators(WritableKernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * {@return all aggregators of the system, including those that other programs created; those with
   * a name first}
   */
  public List<LiveAggregator> list() {
    return LiveAggregators.read(kernel, LiveGpio.read(kernel));
  }

  /** {@return the paths of the record files that cannot be interpreted} */
  public List<String> unclear() {
    return new AggregatorRecords(kernel.files()).unclear();
  }

  /**
   * Creates an aggregator and verifies each of its lines. On failure, all changes are rolled back.
   *
   * @param request the lines, and who may use them
   */
  public Result<AggregatorSubject> create(CreateRequest request) {
    return executor(request.timeout()).change(creation(request), request.dryRun());
  }

  private SinglePlan<AggregatorSubject> creation(CreateRequest request) {
    return single(
        copied(request.dryRun())
            .<Result<AggregatorSubject>>map(Result::rejected)
            .orElseGet(() -> plan(request)),
        modules ->
            // Only the loaded driver shows whether it supports configfs.
            load(kernel, modules, request.timeout())
                .map(why -> SinglePlan.<AggregatorSubject>ended(Result.rejected(why)))
                .orElseGet(() -> creation(request)));
  }

  private static SinglePlan<AggregatorSubject> single(
      Result<AggregatorSubject> planned,
      Function<LoadedModules, SinglePlan<AggregatorSubject>> planner) {
    return new SinglePlan<>(planned, AggregatorPlan.of(planned), planner);
  }

  private Result<AggregatorSubject> plan(CreateRequest request) {
    Optional<NeededModule> module = module(kernel);
    Optional<Problem> rejection = unavailable(kernel, module);
    if (rejection.isPresent()) {
      return Result.rejected(rejection.get());
    }
    CreatePreparation.Prepared prepared = new CreatePreparation(kernel, request).prepare();
    if (!(prepared instanceof Ready ready)) {
      return prepared.result().orElseThrow();
    }
    CreationPlan plan = ready.plan();
    AggregatorCreation creation =
        new AggregatorCreation(
            kernel,
            request,
            plan.existing(),
            List.copyOf(LiveAggregators.devices(kernel)),
            Optional.of(plan));
    return new AggregatorPlan(request.name(), List.of(creation))
        .planned(text(kernel, plan, module), List.of());
  }

  static List<String> text(Kernel kernel, CreationPlan plan, Optional<NeededModule> module) {
    List<String> text = new ArrayList<>();
    module.map(NeededModule::text).ifPresent(text::add);
    NodeSetup setup = new NodeSetup(kernel, plan.declared(), plan.request().persist());
    plan.steps().forEach(step -> text.add(step.text()));
    if (module.isPresent()) {
      text.add(
          "# if the module supports configfs, dtbind instead creates directories in "
              + BackEnd.GROUPS);
    }
    text.addAll(setup.plan());
    plan.states()
        .forEach(
            (line, state) ->
                text.add(
                    "# before the aggregator is deleted, line %d is set to %s"
                        .formatted(line, state.text())));
    return text;
  }

  /**
   * Deletes an aggregator. On failure, all changes are rolled back, except for lines that were set
   * to their safe states.
   *
   * @param request the aggregator and the options
   */
  public Result<AggregatorSubject> delete(DeleteRequest request) {
    return executor(request.timeout()).change(deletion(request), request.dryRun());
  }

  private SinglePlan<AggregatorSubject> deletion(DeleteRequest request) {
    return single(
        copied(request.dryRun())
            .<Result<AggregatorSubject>>map(Result::rejected)
            .orElseGet(() -> new DeletePreparation(kernel, request).plan()),
        modules -> deletion(request));
  }

  private Optional<Problem> copied(boolean dryRun) {
    return kernel.live() || dryRun ? Optional.empty() : Optional.of(Problem.ofCopy());
  }

  /** Loads the driver's module if the driver is missing; returns the reason if that fails. */
  static Optional<Problem> load(Kernel kernel, LoadedModules modules, Duration timeout) {
    return module(kernel).flatMap(module -> modules.load(module, DRIVER.bus(), timeout));
  }

  /** Returns whether the driver is present. A copy lacks its write-only attributes. */
  private static boolean hasDriver(Kernel kernel) {
    return kernel.sysfs().exists(kernel.live() ? BackEnd.DRIVER + "/new_device" : BackEnd.DRIVER);
  }

  /** The driver's module; empty if the driver is present, or no module provides it. */
  static Optional<NeededModule> module(Kernel kernel) {
    KernelModules modules = KernelModules.of(kernel);
    List<String> all = hasDriver(kernel) ? List.of() : modules.withDependencies(DRIVER.module());
    return all.isEmpty()
        ? Optional.empty()
        : modules
            .loader()
            .map(loader -> new NeededModule(DRIVER.driver(), all.get(0), loader, all));
  }

  /**
   * The reason why this kernel supports no aggregators; empty if it does.
   *
   * @param module the driver's module, as {@link #module} finds it
   */
  static Optional<Problem> unavailable(Kernel kernel, Optional<NeededModule> module) {
    return hasDriver(kernel) || module.isPresent()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUPPORTED,
                    "this kernel has no gpio-aggregator driver, either built in or as a module")
                .help(
                    "build the kernel with %s=y or =m, or install the package that contains its module"
                        .formatted(DRIVER.option())));
  }

  private Executor executor(Duration timeout) {
    return new Executor(kernel, timeout, stopped);
  }
}
