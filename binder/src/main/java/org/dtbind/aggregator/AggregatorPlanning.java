// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dtbind.aggregator.CreatePreparation.Differs;
import org.dtbind.aggregator.CreatePreparation.Ready;
import org.dtbind.aggregator.CreatePreparation.Settled;
import org.dtbind.aggregator.DeclaredAggregators.Declared;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.change.NeededModule;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * Plans the changes to each aggregator that is declared or was created by dtbind. Confined to one
 * thread.
 */
final class AggregatorPlanning {

  private final Kernel kernel;
  private final DeclaredAggregators declared;
  private final boolean devices;
  private final LiveGpio gpio;
  private final List<LiveAggregator> all;
  private final Optional<NeededModule> module;
  private final Optional<Problem> unavailable;
  private final List<LiveAggregator> deleted = new ArrayList<>();
  private final List<AggregatorPlan> plans = new ArrayList<>();

  AggregatorPlanning(
      Kernel kernel,
      DeclaredAggregators declared,
      boolean devices,
      LiveGpio gpio,
      List<LiveAggregator> all) {
    this.kernel = kernel;
    this.declared = declared;
    this.devices = devices;
    this.gpio = gpio;
    this.all = all;
    this.module = Aggregators.module(kernel);
    this.unavailable = Aggregators.unavailable(kernel, module);
  }

  List<AggregatorPlan> plans() {
    if (declared.prune()) {
      prune();
    }
    // Find all replaced aggregators first: their lines become free for the other declared ones.
    List<CreatePreparation> preparations = new ArrayList<>();
    List<Optional<LiveAggregator>> replaced = new ArrayList<>();
    for (Declared one : declared.aggregators()) {
      CreatePreparation preparation =
          new CreatePreparation(kernel, one.request(all, declared.prune()));
      preparations.add(preparation);
      Optional<LiveAggregator> old =
          preparation.prepare(gpio, all, deleted) instanceof Differs differs
              ? Optional.of(differs.one()).filter(this::isSafe)
              : Optional.empty();
      old.ifPresent(deleted::add);
      replaced.add(old);
    }
    for (int i = 0; i < declared.aggregators().size(); i++) {
      AggregatorPlan plan = plan(preparations.get(i), replaced.get(i));
      plans.add(
          plan.result() instanceof Rejected<AggregatorSubject> no
              ? plan.ended(Result.rejected(declared.aggregators().get(i).place().of(no.why())))
              : plan);
    }
    return plans;
  }

  private AggregatorPlan plan(CreatePreparation preparation, Optional<LiveAggregator> replaced) {
    String name = preparation.request().name();
    CreatePreparation.Preparation result = preparation.prepare(gpio, all, deleted);
    List<String> text = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Optional<AggregatorChange> deletion = Optional.empty();
    if (replaced.isPresent()) {
      notes.add("its lines or settings differ from the declaration");
      deletion(replaced.get()).result().about().ifPresent(old -> text.addAll(old.steps()));
      boolean persist = !preparation.request().persist();
      deletion =
          Optional.of(
              new AggregatorDeletion(kernel, replaced.get(), persist, declared.options().force()));
    }
    if (result instanceof Ready ready) {
      notes.addAll(preparation.differences(ready.plan()));
      text.addAll(Aggregators.text(kernel, ready.plan(), module));
      boolean again = devices || !deleted.isEmpty();
      if (again) {
        text.add("# dtbind looks up the lines again after the other changes");
      }
      return planned(
          AggregatorSubject.planned(name, text, notes),
          deletion,
          creation(preparation.request(), again ? preparation::prepare : () -> ready));
    }
    if (result instanceof Settled ended && ended.lines() && devices) {
      String why = ended.end().reason().orElseThrow().message();
      text.add("# dtbind looks up the lines after it has bound the devices: " + why);
      return planned(
          AggregatorSubject.planned(name, text, notes),
          deletion,
          creation(preparation.request(), preparation::prepare));
    }
    return AggregatorPlan.ended(name, result.outcome().orElseThrow());
  }

  private AggregatorCreation creation(
      CreateRequest request, Supplier<CreatePreparation.Preparation> preparation) {
    Optional<LiveAggregator> existing =
        all.stream()
            .filter(one -> one.name().filter(request.name()::equals).isPresent())
            .filter(one -> one.device().isPresent())
            .filter(one -> deleted.stream().noneMatch(no -> no.device().equals(one.device())))
            .findFirst();
    return new AggregatorCreation(kernel, request, existing, preparation);
  }

  private AggregatorPlan planned(
      Result<AggregatorSubject> result,
      Optional<AggregatorChange> deletion,
      AggregatorChange creation) {
    String name = result.about().orElseThrow().name();
    return unavailable
        .map(no -> AggregatorPlan.ended(name, Result.rejected(no)))
        .orElseGet(() -> new AggregatorPlan(name, result, deletion, Optional.of(creation)));
  }

  private void prune() {
    Set<String> names = new HashSet<>();
    declared.aggregators().forEach(one -> names.add(one.request().name()));
    for (LiveAggregator one : all) {
      boolean own = one.recorded() || one.persistent();
      if (own && one.name().filter(names::contains).isEmpty()) {
        AggregatorPlan plan = deletion(one);
        plans.add(plan);
        if (plan.pending()) {
          deleted.add(one);
        }
      }
    }
  }

  private AggregatorPlan deletion(LiveAggregator one) {
    AggregatorPlan plan =
        new DeletePreparation(kernel, new DeleteRequest(one.text(), true, declared.options()))
            .plan(one);
    if (!plan.pending()) {
      return plan;
    }
    boolean again =
        one.creationMethod() == CreationMethod.MISSING
            || AggregatorRollBack.lines(kernel, one).isPresent();
    if (!again) {
      return AggregatorPlan.rejected(one.text(), forGood(one));
    }
    List<String> steps = plan.result().about().orElseThrow().steps();
    return new AggregatorPlan(
        one.text(),
        AggregatorSubject.planned(one.text(), steps, List.of()),
        plan.deletion(),
        Optional.empty());
  }

  /** A set with several changes must be reversible, so this deletion is only possible alone. */
  private Problem forGood(LiveAggregator one) {
    return Problem.of(
            "cannot delete %s: dtbind could not restore it if another change failed"
                .formatted(one.text()))
        .details(List.of("the kernel does not report the order of its lines"))
        .help("delete it separately: dtbind aggregator delete " + one.text());
  }

  /**
   * Whether an aggregator may be deleted and replaced by another of the same name: dtbind created
   * it, it can be restored, and nobody uses it.
   */
  private boolean isSafe(LiveAggregator one) {
    boolean used =
        one.chip().stream().flatMap(chip -> chip.lines().stream()).anyMatch(line -> line.used());
    boolean known =
        one.ordered() && one.lines().stream().allMatch(line -> line.passed().isPresent());
    return one.recorded() && known && !used && DeletePreparation.holders(kernel, one).isEmpty();
  }
}
