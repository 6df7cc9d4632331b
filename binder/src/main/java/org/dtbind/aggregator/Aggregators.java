// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dtbind.aggregator.AggregatorOutcome.Failed;
import org.dtbind.aggregator.AggregatorOutcome.Planned;
import org.dtbind.aggregator.AggregatorOutcome.Rejected;
import org.dtbind.aggregator.CreatePreparation.Ready;
import org.dtbind.change.ChangeSet;
import org.dtbind.change.Executed;
import org.dtbind.change.Executor;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.NeededModule;
import org.dtbind.change.Problem;
import org.dtbind.change.Stop;
import org.dtbind.device.KernelModules;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.KnownDriver;

/**
 * The aggregators of a system. Changes are made one at a time, under the lock that all of dtbind
 * takes.
 *
 * @param kernel of the system
 * @param stopped is asked now and again: once it is so, what has begun is undone, and nothing
 *     begins
 */
public record Aggregators(Kernel kernel, BooleanSupplier stopped) {

  private static final KnownDriver DRIVER = KnownDriver.GPIO_AGGREGATOR;

  /**
   * Creates one that nobody stops.
   *
   * @param kernel of the system
   */
  public Aggregators(Kernel kernel) {
    this(kernel, () -> false);
  }

  /** {@return every aggregator of the system, whoever made it; those with a name first} */
  public List<LiveAggregator> list() {
    return LiveAggregators.read(kernel, LiveGpio.read(kernel));
  }

  /** {@return the files that tell of aggregators and cannot be understood} */
  public List<String> unclear() {
    return new AggregatorRecords(kernel.files()).unclear();
  }

  /**
   * Makes an aggregator and verifies it line by line; brings everything back where it is not what
   * was wished.
   *
   * @param request which lines, for whom
   * @return what came of it
   */
  public AggregatorOutcome create(CreateRequest request) {
    CreatePreparation preparation = new CreatePreparation(kernel, request);
    Optional<Rejected> unavailable = copied(request.dryRun()).or(this::unavailable);
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    CreatePreparation.Result first = preparation.prepare();
    if (first.outcome().isPresent()) {
      return first.outcome().get();
    }
    CreationPlan plan = ((Ready) first).plan();
    if (request.dryRun()) {
      return new Planned(text(plan), List.of());
    }
    return inTurn(request.timeout(), () -> make(preparation));
  }

  private AggregatorOutcome make(CreatePreparation preparation) {
    LoadedModules modules = new LoadedModules(kernel);
    Optional<Stop> refusal = load(kernel, modules, preparation.request().timeout());
    if (refusal.isPresent()) {
      modules.unload();
      return new Rejected(refusal.get().cause().exit(), refusal.get().problem());
    }
    // Whoever held the lock may have changed everything.
    CreatePreparation.Result again = preparation.prepare();
    if (again.outcome().isPresent()) {
      modules.unload();
      return again.outcome().get();
    }
    AggregatorCreation creation =
        new AggregatorCreation(kernel, preparation, Optional.of(((Ready) again).plan()));
    return carryOut(creation, preparation.request().timeout(), modules);
  }

  List<String> text(CreationPlan plan) {
    List<String> text = new ArrayList<>();
    Optional<NeededModule> module = module(kernel);
    module.map(NeededModule::text).ifPresent(text::add);
    NodeSetup setup = new NodeSetup(kernel, plan.declared(), plan.request().persist());
    plan.steps().forEach(step -> text.add(step.text()));
    if (module.isPresent()) {
      text.add("# or, if the module brings it, the same by folders in " + BackEnd.GROUPS);
    }
    text.addAll(setup.plan());
    plan.states()
        .forEach(
            (line, state) ->
                text.add("# line %d is set %s before it goes".formatted(line, state.text())));
    return text;
  }

  /**
   * Deletes an aggregator.
   *
   * @param request which
   * @return what came of it
   */
  public AggregatorOutcome delete(DeleteRequest request) {
    DeletePreparation preparation = new DeletePreparation(kernel, request);
    Optional<Rejected> copied = copied(request.dryRun());
    AggregatorOutcome first = copied.isPresent() ? copied.get() : preparation.prepare();
    return !(first instanceof Planned) || request.dryRun()
        ? first
        : inTurn(request.timeout(), () -> delete(preparation));
  }

  private AggregatorOutcome delete(DeletePreparation preparation) {
    DeleteRequest request = preparation.request();
    DeletePreparation.Search search = preparation.search();
    if (search instanceof DeletePreparation.Refused refused) {
      return refused.why();
    }
    LiveAggregator one = ((DeletePreparation.Found) search).one();
    AggregatorDeletion deletion =
        new AggregatorDeletion(kernel, one, request.persist(), false, request.force());
    return carryOut(deletion, request.timeout(), new LoadedModules(kernel));
  }

  private AggregatorOutcome carryOut(
      AggregatorChange change, Duration timeout, LoadedModules modules) {
    ChangeSet set = ChangeSet.of(kernel, List.of(change), List.of(), Optional.empty());
    Executed executed = new Executor(kernel, timeout, stopped).run(set, modules);
    if (executed instanceof Executed.Refused refused) {
      return new Rejected(refused.why().exit(), refused.why().problem());
    }
    if (executed instanceof Executed.RolledBack back) {
      Problem problem = back.stop().problem();
      List<String> details = new ArrayList<>(problem.details());
      details.addAll(back.allThatStays());
      return new Failed(
          back.stop().cause().exit(), problem.details(details), back.others(List.of()));
    }
    ((Executed.Done) executed).notes().forEach(change::note);
    return change.done();
  }

  private Optional<Rejected> copied(boolean dryRun) {
    return kernel.live() || dryRun
        ? Optional.empty()
        : Optional.of(new Rejected(ExitStatus.UNAVAILABLE, Problem.ofCopy()));
  }

  /** Loads the module that has the driver, where that is missing; says why it could not be. */
  static Optional<Stop> load(Kernel kernel, LoadedModules modules, Duration timeout) {
    return module(kernel).flatMap(module -> modules.load(module, DRIVER.bus(), timeout));
  }

  private static boolean hasDriver(Kernel kernel) {
    return kernel.sysfs().exists(BackEnd.DRIVER + "/new_device");
  }

  /** The module that has the driver, where that is missing. */
  private static Optional<NeededModule> module(Kernel kernel) {
    KernelModules modules = KernelModules.of(kernel);
    List<String> all = hasDriver(kernel) ? List.of() : modules.withDependencies(DRIVER.module());
    return all.isEmpty()
        ? Optional.empty()
        : modules
            .loader()
            .map(loader -> new NeededModule(DRIVER.driver(), all.get(0), loader, all));
  }

  /** Why this kernel can have none. */
  Optional<Rejected> unavailable() {
    return hasDriver(kernel) || module(kernel).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Rejected(
                ExitStatus.UNAVAILABLE,
                Problem.of("this kernel has no gpio-aggregator, and no module has it")
                    .help(
                        "build the kernel with %s=y or =m, or install the package with its module"
                            .formatted(DRIVER.option()))));
  }

  private AggregatorOutcome inTurn(Duration timeout, Supplier<AggregatorOutcome> change) {
    return new Executor(kernel, timeout, stopped)
        .locked(why -> new Rejected(why.exit(), why.problem()), change);
  }
}
