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
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregators;
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

    CreateRequest request(List<LiveAggregator> all, boolean prune) {
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
    return aggregators.isEmpty() && !prune
        ? List.of()
        : new AggregatorPlanning(kernel, this, devices).plans();
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
}
