// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dtbind.aggregator.CreatePreparation.Differs;
import org.dtbind.aggregator.CreatePreparation.Ended;
import org.dtbind.aggregator.CreatePreparation.Ready;
import org.dtbind.aggregator.LiveAggregator.Made;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.SafeState;
import org.dtbind.spec.Specification;

/**
 * What a specification declares of the aggregators of a system.
 *
 * @param aggregators in the order of the file
 * @param prune whether those that dtbind made, and that are not declared, are deleted
 * @param force whether that is done also while somebody has a line of one
 * @param timeout how long to wait for chips and udev
 */
public record DeclaredAggregators(
    List<Declared> aggregators, boolean prune, boolean force, Duration timeout) {

  /** Copies the list. */
  public DeclaredAggregators {
    aggregators = List.copyOf(aggregators);
  }

  /**
   * An aggregator that is declared.
   *
   * @param request what is declared
   * @param persist whether it is to come back at each boot; empty where nothing is said
   * @param place where it is declared
   */
  public record Declared(CreateRequest request, Optional<Boolean> persist, String place) {

    private CreateRequest request(List<LiveAggregator> all, boolean prune) {
      boolean is =
          all.stream()
              .filter(one -> one.name().filter(request.name()::equals).isPresent())
              .anyMatch(LiveAggregator::persistent);
      return persist.orElse(is && !prune) ? request.persistent() : request;
    }
  }

  /**
   * {@return what a specification declares}
   *
   * @param specification what is declared
   * @param prune whether those that dtbind made, and that are not declared, are deleted
   * @param force whether that is done also while somebody has a line of one
   * @param timeout how long to wait for chips and udev
   */
  public static DeclaredAggregators of(
      Specification specification, boolean prune, boolean force, Duration timeout) {
    List<Declared> aggregators = new ArrayList<>();
    for (AggregatorSpec spec : specification.aggregators()) {
      CreateRequest request =
          new CreateRequest(
              spec.name().value(),
              spec.lines().stream().map(LineRequest::of).toList(),
              spec.access().values(),
              false,
              Optional.of(safe(spec)),
              timeout,
              false);
      aggregators.add(
          new Declared(
              request,
              spec.access().persist().map(Located::value),
              specification.origins().of(spec.name().span()).place()));
    }
    return new DeclaredAggregators(aggregators, prune, force, timeout);
  }

  private static Map<Integer, SafeState> safe(AggregatorSpec spec) {
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (int i = 0; i < spec.lines().size(); i++) {
      int line = i;
      spec.lines().get(i).safeState().ifPresent(state -> safe.put(line, state.value()));
    }
    return safe;
  }

  /**
   * {@return what is to become of each, those first that are deleted since they are not declared.
   * Reads, and writes nothing}
   *
   * @param kernel of the system
   * @param devices whether devices change before, so that lines may come and go
   */
  public List<AggregatorPlan> plan(Kernel kernel, boolean devices) {
    return aggregators.isEmpty() && !prune ? List.of() : new Planning(kernel, devices).plans();
  }

  /**
   * {@return those that are declared, and all others that dtbind made, against what is there}
   *
   * @param kernel of the system
   */
  public List<AggregatorStatus> status(Kernel kernel) {
    List<LiveAggregator> all = LiveAggregators.read(kernel, LiveGpio.read(kernel));
    List<AggregatorStatus> statuses = new ArrayList<>();
    Set<String> declared = new HashSet<>();
    for (AggregatorPlan plan : plan(kernel, false)) {
      declared.add(plan.name());
      AggregatorStatus status = AggregatorStatus.of(plan, all);
      Optional<String> drift =
          aggregators.stream()
              .map(Declared::request)
              .filter(request -> request.name().equals(plan.name()))
              .flatMap(request -> drift(kernel, status.one(), request).stream())
              .findFirst();
      statuses.add(status.or(drift));
    }
    AggregatorRecords records = new AggregatorRecords(kernel.files());
    all.stream()
        .filter(one -> one.recorded() || one.persistent())
        .filter(one -> !declared.contains(one.text()))
        .forEach(
            one ->
                statuses.add(
                    AggregatorStatus.of(
                        one,
                        one.name()
                            .flatMap(records::named)
                            .flatMap(told -> drift(kernel, Optional.of(one), told.access())))));
    return statuses;
  }

  private static Optional<String> drift(
      Kernel kernel, Optional<LiveAggregator> one, CreateRequest request) {
    Optional<String> ofNode = drift(kernel, one, request.access());
    boolean safe =
        one.isEmpty() || new CreatePreparation(kernel, request).isSafe(one.orElseThrow());
    return ofNode.isPresent() || safe
        ? ofNode
        : Optional.of("the safe states of its lines are not as declared");
  }

  private static Optional<String> drift(
      Kernel kernel, Optional<LiveAggregator> one, Access access) {
    return one.flatMap(live -> NodeSetup.drift(kernel, live, access));
  }

  /** {@return nothing} */
  public static DeclaredAggregators none() {
    return new DeclaredAggregators(List.of(), false, false, CreateRequest.TIMEOUT);
  }

  /** Confined to one thread. */
  private final class Planning {

    private final Kernel kernel;
    private final boolean devices;
    private final List<LiveAggregator> all;
    private final List<LiveAggregator> deleted = new ArrayList<>();
    private final List<AggregatorPlan> plans = new ArrayList<>();

    Planning(Kernel kernel, boolean devices) {
      this.kernel = kernel;
      this.devices = devices;
      this.all = LiveAggregators.read(kernel, LiveGpio.read(kernel));
    }

    List<AggregatorPlan> plans() {
      if (prune) {
        prune();
      }
      // Which of them are replaced has to be known first: their lines are free for others then.
      List<CreatePreparation> preparations = new ArrayList<>();
      List<Optional<LiveAggregator>> replaced = new ArrayList<>();
      for (Declared declared : aggregators) {
        CreatePreparation preparation = new CreatePreparation(kernel, declared.request(all, prune));
        preparations.add(preparation);
        Optional<LiveAggregator> old =
            preparation.prepare(deleted) instanceof Differs differs
                ? Optional.of(differs.one()).filter(one -> isSafe(kernel, one))
                : Optional.empty();
        old.ifPresent(deleted::add);
        replaced.add(old);
      }
      for (int i = 0; i < aggregators.size(); i++) {
        AggregatorPlan plan = plan(preparations.get(i), replaced.get(i));
        plans.add(
            plan.result() instanceof Rejected<AggregatorSubject> no
                ? plan.ended(
                    Result.rejected(no.why().detail("declared at " + aggregators.get(i).place())))
                : plan);
      }
      return plans;
    }

    private AggregatorPlan plan(CreatePreparation preparation, Optional<LiveAggregator> replaced) {
      String name = preparation.request().name();
      CreatePreparation.Preparation result = preparation.prepare(deleted);
      List<String> text = new ArrayList<>();
      Optional<AggregatorChange> deletion = Optional.empty();
      if (replaced.isPresent()) {
        text.addAll(deletion(replaced.get()).text());
        deletion = Optional.of(deletionOf(replaced.get(), !preparation.request().persist()));
      }
      if (result instanceof Ready ready) {
        text.addAll(new Aggregators(kernel).text(ready.plan()));
        boolean again = devices || !deleted.isEmpty();
        if (again) {
          text.add("# its lines are looked up again once the rest is done");
        }
        Optional<CreationPlan> plan = again ? Optional.empty() : Optional.of(ready.plan());
        return planned(name, text, deletion, new AggregatorCreation(kernel, preparation, plan));
      }
      if (result instanceof Ended ended && ended.lines() && devices) {
        String why = ended.end().reason().orElseThrow().message();
        text.add("# its lines are looked up once the devices are bound: " + why);
        return planned(
            name, text, deletion, new AggregatorCreation(kernel, preparation, Optional.empty()));
      }
      return AggregatorPlan.ended(name, result.outcome().orElseThrow());
    }

    private AggregatorPlan planned(
        String name,
        List<String> text,
        Optional<AggregatorChange> deletion,
        AggregatorChange creation) {
      Optional<Refusal> unavailable = new Aggregators(kernel).unavailable();
      return unavailable
          .map(no -> AggregatorPlan.ended(name, Result.rejected(no)))
          .orElseGet(
              () ->
                  new AggregatorPlan(
                      name,
                      AggregatorSubject.planned(name, text, List.of()),
                      deletion,
                      Optional.of(creation)));
    }

    private void prune() {
      Set<String> declared = new HashSet<>();
      aggregators.forEach(one -> declared.add(one.request().name()));
      for (LiveAggregator one : all) {
        boolean ours = one.recorded() || one.persistent();
        if (ours && one.name().filter(declared::contains).isEmpty()) {
          plans.add(pruned(one));
        }
      }
    }

    private AggregatorPlan pruned(LiveAggregator one) {
      Deletion deletion = deletion(one);
      if (deletion.refused().isPresent()) {
        return AggregatorPlan.ended(one.text(), Result.rejected(deletion.refused().get()));
      }
      deleted.add(one);
      return new AggregatorPlan(
          one.text(),
          AggregatorSubject.planned(one.text(), deletion.text(), List.of()),
          Optional.of(deletionOf(one, true)),
          Optional.empty());
    }

    private AggregatorDeletion deletionOf(LiveAggregator one, boolean persist) {
      return new AggregatorDeletion(kernel, one, persist, force);
    }

    private Deletion deletion(LiveAggregator one) {
      DeletePreparation preparation =
          new DeletePreparation(kernel, new DeleteRequest(one.text(), true, force, timeout, true));
      Result<AggregatorSubject> outcome = preparation.prepare();
      if (!(outcome instanceof Rejected<AggregatorSubject> rejected)) {
        boolean again =
            one.made() == Made.MISSING || AggregatorRollBack.lines(kernel, one).isPresent();
        return again
            ? new Deletion(outcome.about().orElseThrow().steps(), Optional.empty())
            : new Deletion(List.of(), Optional.of(forGood(one)));
      }
      return new Deletion(List.of(), Optional.of(rejected.why()));
    }

    /** With others, it could not be undone. */
    private Refusal forGood(LiveAggregator one) {
      return new Refusal(
          ExitStatus.FAILED,
          Problem.of("%s could not be made again as it is".formatted(one.text()))
              .details(List.of("the kernel does not report the order of its lines"))
              .help("delete it separately: dtbind aggregator delete " + one.text()));
    }
  }

  /** How one is deleted, or why not. */
  private record Deletion(List<String> text, Optional<Refusal> refused) {}

  /** Whether one may be deleted to make another of its name: nobody uses it, and it is dtbind's. */
  private static boolean isSafe(Kernel kernel, LiveAggregator one) {
    boolean used =
        one.chip().stream().flatMap(chip -> chip.lines().stream()).anyMatch(line -> line.used());
    boolean told = one.ordered() && one.lines().stream().allMatch(line -> line.told().isPresent());
    return one.recorded() && told && !used && DeletePreparation.holders(kernel, one).isEmpty();
  }
}
