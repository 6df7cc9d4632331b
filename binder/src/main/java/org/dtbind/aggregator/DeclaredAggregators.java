// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.change.NamedResult;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.result.DeclaredPlace;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.SafeState;
import org.dtbind.spec.Specification;

/**
 * The declared aggregators of a system.
 *
 * @param aggregators the aggregators, in the order of the file
 * @param prune whether to delete aggregators that dtbind created and that are not declared
 * @param options how the aggregators are changed; with force, they are deleted even if lines of
 *     them are in use
 */
public record DeclaredAggregators(
    List<Declared> aggregators, boolean prune, RequestOptions options) {

  /** Copies the list. */
  public DeclaredAggregators {
    aggregators = List.copyOf(aggregators);
  }

  /**
   * A declared aggregator.
   *
   * @param persist whether to create it at each boot; empty if the declaration does not specify
   *     this
   * @param place the place of the declaration in dtc's format, such as {@code FILE:LINE.COLUMN}
   */
  public record Declared(CreateRequest request, Optional<Boolean> persist, DeclaredPlace place) {

    CreateRequest request(List<LiveAggregator> all, boolean prune) {
      boolean persistent =
          all.stream()
              .filter(one -> one.name().filter(request.name()::equals).isPresent())
              .anyMatch(LiveAggregator::persistent);
      return persist.orElse(persistent && !prune) ? request.persistent() : request;
    }
  }

  /**
   * {@return the aggregators of a specification}
   *
   * @param specification the declaration
   * @param prune whether to delete aggregators that dtbind created and that are not declared
   * @param options how the aggregators are changed; with force, they are deleted even if lines of
   *     them are in use
   */
  public static DeclaredAggregators of(
      Specification specification, boolean prune, RequestOptions options) {
    List<Declared> aggregators = new ArrayList<>();
    for (AggregatorSpec spec : specification.aggregators()) {
      CreateRequest request =
          new CreateRequest(
              spec.name().value(),
              spec.lines().stream().map(LineRequest::of).toList(),
              spec.access().values(),
              false,
              Optional.of(safe(spec)),
              options);
      aggregators.add(
          new Declared(
              request,
              spec.access().persist().map(Located::value),
              DeclaredPlace.of(specification, spec.name().span(), spec.access())));
    }
    return new DeclaredAggregators(aggregators, prune, options);
  }

  /** {@return these aggregators, none of which is created again at boot} */
  public DeclaredAggregators onlyNow() {
    List<Declared> all =
        aggregators.stream()
            .map(one -> new Declared(one.request(), Optional.of(false), one.place()))
            .toList();
    return new DeclaredAggregators(all, prune, options);
  }

  private static Map<Integer, SafeState> safe(AggregatorSpec spec) {
    Map<Integer, SafeState> safe = new TreeMap<>();
    for (int i = 0; i < spec.lines().size(); i++) {
      int line = i;
      spec.lines().get(i).safeState().ifPresent(state -> safe.put(line, state.value()));
    }
    return safe;
  }

  /** {@return what makes a plan for each aggregator, and knows which are deleted} */
  public AggregatorPlanning planning(Kernel kernel) {
    LiveGpio gpio = isIdle() ? new LiveGpio(List.of()) : LiveGpio.read(kernel);
    return AggregatorPlanning.of(
        kernel, this, gpio, isIdle() ? List.of() : LiveAggregators.read(kernel, gpio));
  }

  /** Whether there is nothing to plan. */
  private boolean isIdle() {
    return aggregators.isEmpty() && !prune;
  }

  /**
   * {@return the declared aggregators, and all others that dtbind created, compared with the
   * current ones}
   */
  public List<AggregatorStatus> status(Kernel kernel) {
    LiveGpio gpio = LiveGpio.read(kernel);
    // The lines of an unreadable chip cannot be found, but may exist.
    boolean readable = gpio.chips().stream().allMatch(chip -> chip.unreadable().isEmpty());
    List<LiveAggregator> all = LiveAggregators.read(kernel, gpio);
    List<AggregatorStatus> statuses = new ArrayList<>();
    Set<String> declared = new HashSet<>();
    Map<String, CreateRequest> requests = new HashMap<>();
    aggregators.forEach(one -> requests.putIfAbsent(one.request().name(), one.request()));
    List<NamedResult<AggregatorSubject>> plans =
        isIdle() ? List.of() : AggregatorPlanning.of(kernel, this, gpio, all).plans(false);
    for (NamedResult<AggregatorSubject> plan : plans) {
      declared.add(plan.wanted());
      AggregatorStatus status = AggregatorStatus.of(plan, all);
      Optional<String> drift =
          Optional.ofNullable(requests.get(plan.wanted()))
              .flatMap(request -> drift(kernel, gpio, status.one(), request));
      Optional<String> planned =
          plan.result().pending() ? plan.result().notes().stream().findFirst() : Optional.empty();
      statuses.add(status.or(drift.or(() -> planned)));
    }
    AggregatorRecords records = new AggregatorRecords(kernel.files());
    all.stream()
        .filter(one -> one.recorded() || one.persistent())
        .filter(one -> !declared.contains(one.text()))
        .forEach(
            one -> {
              Optional<String> lost = readable ? lostLine(one) : Optional.empty();
              Optional<String> drift =
                  one.name()
                      .flatMap(records::named)
                      .flatMap(record -> drift(kernel, Optional.of(one), record.access()));
              statuses.add(AggregatorStatus.of(one, lost.or(() -> drift)));
            });
    return statuses;
  }

  /** The chip that an aggregator takes a line from may be removed, and return as another chip. */
  private static Optional<String> lostLine(LiveAggregator one) {
    return one.chip().isEmpty()
        ? Optional.empty()
        : one.lines().stream()
            .filter(line -> line.passed().isPresent() && line.place().isEmpty())
            .findFirst()
            .map(
                line ->
                    "it no longer has its line %s, because the chip of this line was removed; delete"
                            .formatted(line.text())
                        + " the aggregator, and create it again");
  }

  private static Optional<String> drift(
      Kernel kernel, LiveGpio gpio, Optional<LiveAggregator> one, CreateRequest request) {
    Optional<String> ofNode = drift(kernel, one, request.access());
    boolean safe =
        one.isEmpty() || new CreatePreparation(kernel, request).isSafe(gpio, one.orElseThrow());
    return ofNode.isPresent() || safe
        ? ofNode
        : Optional.of("the safe states of its lines differ from the declaration");
  }

  private static Optional<String> drift(
      Kernel kernel, Optional<LiveAggregator> one, Access access) {
    return one.flatMap(live -> NodeSetup.drift(kernel, live, access))
        .or(
            () ->
                one.filter(LiveAggregator::persistent)
                    .flatMap(any -> BootUnit.AGGREGATORS.disabled(kernel.files())));
  }

  public static DeclaredAggregators none() {
    return new DeclaredAggregators(List.of(), false, RequestOptions.DEFAULT);
  }
}
