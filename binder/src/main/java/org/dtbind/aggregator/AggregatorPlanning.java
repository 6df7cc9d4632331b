// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.aggregator.CreatePreparation.Differs;
import org.dtbind.aggregator.CreatePreparation.Ready;
import org.dtbind.aggregator.CreatePreparation.Settled;
import org.dtbind.aggregator.DeclaredAggregators.Declared;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.change.NamedResult;
import org.dtbind.change.NeededModule;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * Plans the changes to each aggregator that is declared or was created by dtbind. It first finds
 * those that are deleted: their lines become free for devices and for other aggregators, and the
 * kernel may give the numbers of their devices to new ones. Writes nothing. Confined to one thread.
 */
public final class AggregatorPlanning {

  private final Kernel kernel;
  private final DeclaredAggregators declared;
  private final LiveGpio gpio;
  private final List<LiveAggregator> all;
  private final Optional<NeededModule> module;
  private final Optional<Problem> unavailable;
  private final Map<LiveAggregator, Optional<Problem>> undeclared = new LinkedHashMap<>();
  private final List<Wanted> wanted = new ArrayList<>();
  private final List<LiveAggregator> deleted = new ArrayList<>();

  /**
   * A declared aggregator.
   *
   * @param replaced the aggregator of the same name that is deleted first
   */
  private record Wanted(
      Declared declared, CreatePreparation preparation, Optional<LiveAggregator> replaced) {}

  private AggregatorPlanning(
      Kernel kernel, DeclaredAggregators declared, LiveGpio gpio, List<LiveAggregator> all) {
    this.kernel = kernel;
    this.declared = declared;
    this.gpio = gpio;
    this.all = all;
    this.module = declared.aggregators().isEmpty() ? Optional.empty() : Aggregators.module(kernel);
    this.unavailable = Aggregators.unavailable(kernel, module);
  }

  static AggregatorPlanning of(
      Kernel kernel, DeclaredAggregators declared, LiveGpio gpio, List<LiveAggregator> all) {
    AggregatorPlanning planning = new AggregatorPlanning(kernel, declared, gpio, all);
    planning.findDeleted();
    return planning;
  }

  private void findDeleted() {
    if (declared.prune()) {
      undeclared.putAll(undeclared());
    }
    undeclared.forEach(
        (one, rejection) -> {
          if (rejection.isEmpty()) {
            deleted.add(one);
          }
        });
    for (Declared one : declared.aggregators()) {
      CreatePreparation preparation =
          new CreatePreparation(kernel, one.request(all, declared.prune()));
      Optional<LiveAggregator> old =
          preparation.prepare(gpio, all, deleted) instanceof Differs differs
              ? Optional.of(differs.one()).filter(this::isSafe)
              : Optional.empty();
      old.ifPresent(deleted::add);
      wanted.add(new Wanted(one, preparation, old));
    }
  }

  /** {@return the lines that become free before anything else changes} */
  public List<LiveGpio.Place> freed() {
    return deleted.stream()
        .flatMap(one -> one.lines().stream())
        .flatMap(line -> line.place().stream())
        .toList();
  }

  /**
   * {@return the plan for each aggregator, or the reason why there is none, beginning with the
   * undeclared ones that are to be deleted}
   *
   * @param devices whether devices change before aggregators are created, so that lines may appear
   *     and disappear
   */
  public List<NamedResult<AggregatorSubject>> plans(boolean devices) {
    Set<String> others = LiveAggregators.devices(kernel);
    deleted.forEach(one -> one.device().ifPresent(others::remove));
    List<String> staying = List.copyOf(others);
    List<NamedResult<AggregatorSubject>> plans = new ArrayList<>();
    undeclared.forEach(
        (one, rejection) ->
            plans.add(
                new NamedResult<>(
                    one.text(),
                    rejection
                        .<Result<AggregatorSubject>>map(Result::rejected)
                        .orElseGet(() -> pruned(one, staying)))));
    for (Wanted one : wanted) {
      Result<AggregatorSubject> result = plan(one, devices, staying);
      plans.add(
          new NamedResult<>(
              one.preparation().request().name(),
              result instanceof Rejected<AggregatorSubject> rejected
                  ? Result.rejected(one.declared().place().of(rejected.why()))
                  : result));
    }
    return plans;
  }

  private Result<AggregatorSubject> plan(Wanted one, boolean devices, List<String> staying) {
    CreatePreparation preparation = one.preparation();
    CreateRequest request = preparation.request();
    CreatePreparation.Prepared prepared = preparation.prepare(gpio, all, deleted);
    List<String> text = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<AggregatorChange> changes = new ArrayList<>();
    if (one.replaced().isPresent()) {
      LiveAggregator old = one.replaced().get();
      notes.add("its lines or settings differ from the declaration");
      text.addAll(steps(old));
      boolean force = declared.options().force();
      changes.add(new AggregatorDeletion(kernel, old, !request.persist(), force, staying));
    }
    Optional<CreationPlan> plan = Optional.empty();
    if (prepared instanceof Ready ready) {
      notes.addAll(preparation.differences(ready.plan()));
      text.addAll(Aggregators.text(kernel, ready.plan(), module));
      if (devices || !deleted.isEmpty()) {
        text.add("# dtbind looks up the lines again after the other changes");
      } else {
        plan = Optional.of(ready.plan());
      }
    } else if (prepared instanceof Settled ended && ended.lines() && devices) {
      Problem why = ended.end().reason().orElseThrow().details(List.of());
      text.addAll(
          why.prefixed("# dtbind looks up the lines after it has bound the devices").lines());
    } else {
      return prepared.result().orElseThrow();
    }
    changes.add(new AggregatorCreation(kernel, request, existing(request), staying, plan));
    return unavailable.isPresent()
        ? Result.rejected(unavailable.get())
        : new AggregatorPlan(request.name(), changes).planned(text, notes);
  }

  private Optional<LiveAggregator> existing(CreateRequest request) {
    return all.stream()
        .filter(one -> one.name().filter(request.name()::equals).isPresent())
        .filter(one -> one.device().isPresent())
        .filter(one -> deleted.stream().noneMatch(gone -> gone.device().equals(one.device())))
        .findFirst();
  }

  /** The aggregators to delete, each with the reason why it is kept, if there is one. */
  private Map<LiveAggregator, Optional<Problem>> undeclared() {
    Set<String> names = new HashSet<>();
    declared.aggregators().forEach(one -> names.add(one.request().name()));
    Map<LiveAggregator, Optional<Problem>> found = new LinkedHashMap<>();
    for (LiveAggregator one : all) {
      boolean own = one.recorded() || one.persistent();
      if (own && one.name().filter(names::contains).isEmpty()) {
        found.put(one, deletion(one).rejection(one).or(() -> forGood(one)));
      }
    }
    return found;
  }

  private Result<AggregatorSubject> pruned(LiveAggregator one, List<String> staying) {
    AggregatorDeletion deletion =
        new AggregatorDeletion(kernel, one, true, declared.options().force(), staying);
    return new AggregatorPlan(one.text(), List.of(deletion)).planned(steps(one), List.of());
  }

  private DeletePreparation deletion(LiveAggregator one) {
    return new DeletePreparation(kernel, new DeleteRequest(one.text(), true, declared.options()));
  }

  private List<String> steps(LiveAggregator one) {
    return deletion(one).text(one).subject();
  }

  /** An irreversible change must be alone, so the set with all others cannot contain it. */
  private Optional<Problem> forGood(LiveAggregator one) {
    boolean again =
        one.creationMethod() == CreationMethod.MISSING
            || AggregatorRollBack.lines(kernel, one).isPresent();
    return again
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    "cannot delete %s: dtbind could not restore it if another change failed"
                        .formatted(one.text()))
                .details(List.of("the kernel does not report the order of its lines"))
                .help("delete it separately: dtbind aggregator delete " + one.text()));
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
    return one.recorded()
        && known
        && !used
        && forGood(one).isEmpty()
        && DeletePreparation.holders(kernel, one).isEmpty();
  }
}
