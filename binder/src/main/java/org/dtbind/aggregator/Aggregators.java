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
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.LoadedModules;
import org.dtbind.change.LockSession;
import org.dtbind.change.NeededModule;
import org.dtbind.change.Problem;
import org.dtbind.device.KernelModules;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;
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
    Optional<LoadedModules.Refusal> refusal =
        module()
            .flatMap(module -> modules.load(module, DRIVER.bus(), preparation.request().timeout()));
    if (refusal.isPresent()) {
      modules.unload();
      return new Rejected(refusal.get().exit(), refusal.get().problem());
    }
    // Whoever held the lock may have changed everything.
    CreatePreparation.Result again = preparation.prepare();
    if (again.outcome().isPresent()) {
      modules.unload();
      return again.outcome().get();
    }
    CreationRun run = new CreationRun(kernel, preparation, Optional.of(((Ready) again).plan()));
    return carryOut(run, preparation.request().timeout(), modules);
  }

  List<String> text(CreationPlan plan) {
    List<String> text = new ArrayList<>();
    Optional<NeededModule> module = module();
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
    DeletionRun run = new DeletionRun(kernel, one, request.persist(), false, request.force());
    return carryOut(run, request.timeout(), new LoadedModules(kernel));
  }

  /** Does it with a journal of its own, or undoes it. */
  private AggregatorOutcome carryOut(AggregatorPart part, Duration timeout, LoadedModules modules) {
    if (stopped.getAsBoolean()) {
      modules.unload();
      return new Rejected(ExitStatus.STOPPED, Problem.of("stopped before anything was done"));
    }
    Attempt<JournalWriter> begun =
        JournalWriter.begin(
            kernel, List.of(part.entry(), FilesEntry.of(kernel.files(), part.files())));
    if (begun instanceof Attempt.Failed<JournalWriter> failed) {
      modules.unload();
      return new Rejected(ExitStatus.of(failed.why()), Problem.of(failed.why().text()));
    }
    try (JournalWriter journal = ((Attempt.Done<JournalWriter>) begun).result();
        Watch watch = Watch.begin(kernel, timeout, stopped)) {
      try {
        return carryOut(part, journal, watch, modules);
      } catch (RuntimeException | Error bug) {
        // Not even a bug leaves half of it behind.
        try {
          goBack(part, journal, watch);
        } catch (RuntimeException | Error another) {
          bug.addSuppressed(another);
        }
        throw bug;
      }
    }
  }

  private AggregatorOutcome carryOut(
      AggregatorPart part, JournalWriter journal, Watch watch, LoadedModules modules) {
    Optional<AggregatorPart.Stop> stop =
        part.run(journal, 0, 1, watch)
            .or(
                () ->
                    journal
                        .done()
                        .failure()
                        .map(
                            why ->
                                new AggregatorPart.Stop(
                                    ExitStatus.of(why), Problem.of(why.text()))));
    if (stop.isPresent()) {
      Problem problem = stop.get().problem();
      List<String> left = goBack(part, journal, watch);
      List<String> details = new ArrayList<>(problem.details());
      details.addAll(modules.unload());
      details.addAll(part.notUndone());
      return new Failed(stop.get().cause(), problem.details(details), left);
    }
    journal.remove().failure().ifPresent(why -> part.note(why.text() + ": run dtbind recover"));
    return part.done();
  }

  /** Leaves the journal where something is not as before. */
  private List<String> goBack(AggregatorPart part, JournalWriter journal, Watch watch) {
    kernel.trace().decided("going back to what was before");
    List<String> left = new ArrayList<>(part.goBack(watch));
    if (left.isEmpty()) {
      journal.remove().failure().ifPresent(why -> left.add(why.text()));
    }
    return left;
  }

  private Optional<Rejected> copied(boolean dryRun) {
    return kernel.live() || dryRun
        ? Optional.empty()
        : Optional.of(new Rejected(ExitStatus.UNAVAILABLE, Problem.ofCopy()));
  }

  /**
   * Loads the module that has the driver, where that is missing.
   *
   * @param modules that are unloaded where the change fails
   * @param timeout how long it may take
   * @return why it could not be; empty where the driver is there
   */
  public Optional<AggregatorPart.Stop> load(LoadedModules modules, Duration timeout) {
    return module()
        .flatMap(module -> modules.load(module, DRIVER.bus(), timeout))
        .map(refusal -> new AggregatorPart.Stop(refusal.exit(), refusal.problem()));
  }

  private boolean hasDriver() {
    return kernel.sysfs().exists(BackEnd.DRIVER + "/new_device");
  }

  /** The module that has the driver, where that is missing. */
  private Optional<NeededModule> module() {
    KernelModules modules = KernelModules.of(kernel);
    List<String> all = hasDriver() ? List.of() : modules.withDependencies(DRIVER.module());
    return all.isEmpty()
        ? Optional.empty()
        : modules
            .loader()
            .map(loader -> new NeededModule(DRIVER.driver(), all.get(0), loader, all));
  }

  /** Why this kernel can have none. */
  Optional<Rejected> unavailable() {
    return hasDriver() || module().isPresent()
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
    return new LockSession(kernel, stopped)
        .take(timeout, why -> new Rejected(why.exit(), why.problem()), change);
  }
}
