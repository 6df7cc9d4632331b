// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.AggregatorSteps;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LineKeys;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.aggregator.live.NameSearch;
import org.dtbind.aggregator.live.NewDeviceText;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineHolders;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * Turns a request for an aggregator into a plan, or finds the reason why there is none. Only reads.
 */
record CreatePreparation(Kernel kernel, CreateRequest request) {

  /**
   * The result of the preparation. An {@link Answer} would lose what a declaration needs to know of
   * a rejection: it replaces an aggregator that differs, and after a change to devices it looks for
   * the lines again. As reasons of a {@link Problem}, these cases would be in the JSON output.
   */
  sealed interface Prepared {

    /** {@return the result of the request; empty if there is a plan to carry out} */
    default Optional<Result<AggregatorSubject>> result() {
      if (this instanceof Differs differs) {
        return Optional.of(Result.rejected(differs.why()));
      }
      return this instanceof Settled ended ? Optional.of(ended.end()) : Optional.empty();
    }
  }

  /** There is a plan to carry out. */
  record Ready(CreationPlan plan) implements Prepared {}

  /** An aggregator of this name exists, but differs from the request. */
  record Differs(LiveAggregator one, Problem why) implements Prepared {}

  /**
   * There is nothing to do, or the request is rejected.
   *
   * @param lines whether the reason is that lines are missing, ambiguous or in use by the kernel: a
   *     change to devices may remove it
   */
  record Settled(Result<AggregatorSubject> end, boolean lines) implements Prepared {
    Settled(Problem why) {
      this(Result.rejected(why), false);
    }
  }

  private CreateRejections rejections() {
    return new CreateRejections(kernel, request);
  }

  Prepared prepare() {
    LiveGpio gpio = LiveGpio.read(kernel);
    return prepare(gpio, LiveAggregators.read(kernel, gpio), List.of());
  }

  /**
   * Prepares for a system in which some aggregators are deleted first, so that their lines are
   * free.
   */
  Prepared prepare(LiveGpio all, List<LiveAggregator> present, List<LiveAggregator> deleted) {
    Optional<Problem> words = rejections().ofWords();
    if (words.isPresent()) {
      return new Settled(words.get());
    }
    Optional<LiveAggregator> same =
        present.stream()
            .filter(one -> one.name().filter(request.name()::equals).isPresent())
            // An aggregator that is recorded but does not exist is created again.
            .filter(one -> one.creationMethod() != CreationMethod.MISSING)
            .findFirst();
    List<LiveAggregator> gone = new ArrayList<>(deleted);
    same.ifPresent(gone::add);
    LiveGpio gpio = without(all, gone);
    Answer<RequestedLines> found = RequestedLines.find(gpio, rejections());
    if (found.reason().isPresent()) {
      return new Settled(Result.rejected(found.reason().get()), true);
    }
    RequestedLines requested = found.about().orElseThrow();
    List<LiveGpio.Place> places = requested.places();
    List<String> devices = deleted.stream().flatMap(one -> one.device().stream()).toList();
    return existing(gpio, same.filter(one -> !deleted.contains(one)), requested)
        .or(() -> CreateRejections.twice(places).map(Settled::new))
        .or(
            () ->
                CreateRejections.inUse(places, devices)
                    .map(why -> new Settled(Result.rejected(why), !heldByProcess(places))))
        .orElseGet(() -> planned(gpio, requested));
  }

  /** Whether a process holds one of the lines: a change to devices does not end it. */
  private boolean heldByProcess(List<LiveGpio.Place> places) {
    LineHolders holders = LineHolders.read(kernel.sysfs());
    return places.stream().anyMatch(place -> holders.of(place).isPresent());
  }

  /**
   * Leaves out the chips of the aggregators: their lines may have the names of the lines they stand
   * for.
   */
  private static LiveGpio without(LiveGpio all, List<LiveAggregator> gone) {
    Set<GpioChip> chips =
        gone.stream().flatMap(one -> one.chip().stream()).collect(Collectors.toSet());
    return new LiveGpio(all.chips().stream().filter(chip -> !chips.contains(chip)).toList());
  }

  private Prepared planned(LiveGpio gpio, RequestedLines requested) {
    BackEnd backEnd = BackEnd.of(kernel.sysfs());
    Answer<List<SourceLine>> keys = LineKeys.of(gpio, backEnd).of(requested.places());
    if (keys.reason().isPresent()) {
      return new Settled(keys.reason().get());
    }
    List<SourceLine> lines = requested.named(keys.about().orElseThrow());
    Optional<Problem> rejected =
        rejections().undeclarable(lines, backEnd).or(() -> NameSearch.crash(kernel, lines));
    if (rejected.isPresent()) {
      return new Settled(rejected.get());
    }
    if (backEnd == BackEnd.CONFIGFS) {
      List<AggregatorStep> steps = AggregatorSteps.makeInConfigfs(request.name(), lines);
      return new Ready(CreationPlan.of(request, backEnd, requested, lines, steps));
    }
    Optional<Bytes> text = NewDeviceText.of(lines);
    return text.<Prepared>map(
            written ->
                new Ready(
                    CreationPlan.of(
                        request, backEnd, requested, lines, AggregatorSteps.makeBySysfs(written))))
        .orElseGet(
            () ->
                new Settled(
                    Problem.of(
                            Reason.UNSUPPORTED,
                            "these %d lines do not fit into one write of %d bytes"
                                .formatted(lines.size(), NewDeviceText.MOST_BYTES))
                        .help("create two aggregators, or order the lines by chip and offset")));
  }

  /** Checks whether an aggregator of this name, or another file at its link, exists already. */
  private Optional<Prepared> existing(
      LiveGpio gpio, Optional<LiveAggregator> same, RequestedLines requested) {
    if (same.isEmpty()) {
      String link = NodeGrant.LINKS + request.access().link().orElse(request.name());
      // A dangling link is left over from an aggregator that another program deleted.
      return kernel
          .files()
          .linked(link)
          .filter(target -> kernel.sysfs().exists(Paths.follow(link, target)))
          .filter(target -> record().isEmpty())
          .map(
              target ->
                  new Settled(
                      Problem.of("%s already exists: it links to %s".formatted(link, target))
                          .help("choose another name")));
    }
    LiveAggregator one = same.get();
    boolean equal = requested.matches(one);
    if (equal && isAsRequested(one)) {
      Prepared again = setUpAgain(one, planned(gpio, requested));
      return Optional.of(
          isSetUp(one, again) && isRemembered(requested)
              ? new Settled(AggregatorSubject.created(one, request, true, List.of()), false)
              : again);
    }
    List<String> details =
        new ArrayList<>(one.lines().stream().map(LiveAggregator.Source::text).toList());
    details.addAll(DeletePreparation.holders(kernel, one));
    return Optional.of(
        new Differs(
            one,
            Problem.of(
                    "aggregator \"%s\" already exists, but is %s"
                        .formatted(
                            request.name(),
                            equal ? "set up differently" : "made up of other lines"))
                .details(details)
                .help("delete it first: dtbind aggregator delete " + request.name())));
  }

  /** Whether the device node, the link, and the files are as requested. */
  private boolean isSetUp(LiveAggregator one, Prepared again) {
    return (!(again instanceof Ready ready) || files(ready.plan()).isEmpty())
        && NodeSetup.drift(kernel, one, request.access()).isEmpty();
  }

  private List<FileChange> files(CreationPlan plan) {
    return new NodeSetup(kernel, plan.declared(), request.persist())
        .files()
        .changes()
        .value()
        .orElse(List.of());
  }

  /** The files of an aggregator that exists which are missing or differ from the plan. */
  List<String> differences(CreationPlan plan) {
    return plan.existing().isEmpty()
        ? List.of()
        : files(plan).stream()
            .map(
                change ->
                    change.path()
                        + (change.before().isPresent()
                            ? " differs from the declaration"
                            : " does not exist"))
            .toList();
  }

  /** Whether the record has the requested safe states; true if the request specifies none. */
  private boolean isRemembered(RequestedLines requested) {
    return requested.safe().isEmpty()
        || record().map(AggregatorRecord::safe).filter(requested.safe().get()::equals).isPresent();
  }

  /** Whether the record has the declared safe states; true if the lines are not found. */
  boolean isSafe(LiveGpio gpio, LiveAggregator one) {
    return RequestedLines.find(without(gpio, List.of(one)), rejections())
        .about()
        .filter(lines -> !isRemembered(lines))
        .isEmpty();
  }

  private Prepared setUpAgain(LiveAggregator one, Prepared planned) {
    return planned instanceof Ready ready
        ? new Ready(
            ready.plan().forExisting(one, record().map(AggregatorRecord::safe).orElse(Map.of())))
        : planned;
  }

  private Optional<AggregatorRecord> record() {
    return new AggregatorRecords(kernel.files()).named(request.name());
  }

  private boolean isAsRequested(LiveAggregator one) {
    // The script without Java is given complete access settings: owner, group and mode.
    Access wanted = AggregatorRecord.canonical(request.access().orLink(request.name()).complete());
    return record()
            .filter(known -> AggregatorRecord.canonical(known.access().complete()).equals(wanted))
            .isPresent()
        && one.persistent() == request.persist();
  }
}
