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
import org.dtbind.aggregator.live.LineTexts;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.Made;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.aggregator.live.NewDeviceText;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Result;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * From a request for an aggregator to a plan, or to the reason why there is none. Reads, and writes
 * nothing.
 */
record CreatePreparation(Kernel kernel, CreateRequest request) {

  /** A plan, or the result already. */
  sealed interface Preparation {

    /** Its result already; empty if something is to be done. */
    default Optional<Result<AggregatorSubject>> outcome() {
      if (this instanceof Differs differs) {
        return Optional.of(Result.rejected(differs.why()));
      }
      return this instanceof Settled ended ? Optional.of(ended.end()) : Optional.empty();
    }
  }

  /** This is to be done. */
  record Ready(CreationPlan plan) implements Preparation {}

  /** There is one of that name, which is another one. */
  record Differs(LiveAggregator one, Refusal why) implements Preparation {}

  /** There is nothing to do, or nothing that can be done. */
  record Settled(Result<AggregatorSubject> end, boolean lines) implements Preparation {
    Settled(Refusal why) {
      this(Result.rejected(why), false);
    }
  }

  private CreateRefusals refusals() {
    return new CreateRefusals(kernel, request);
  }

  Preparation prepare() {
    return prepare(List.of());
  }

  /** The same where some are deleted before: their lines are free then. */
  Preparation prepare(List<LiveAggregator> deleted) {
    Optional<Refusal> words = refusals().ofWords();
    if (words.isPresent()) {
      return new Settled(words.get());
    }
    LiveGpio all = LiveGpio.read(kernel);
    Optional<LiveAggregator> same =
        LiveAggregators.read(kernel, all).stream()
            .filter(one -> one.name().filter(request.name()::equals).isPresent())
            // What is remembered and not there is made again.
            .filter(one -> one.made() != Made.MISSING)
            .findFirst();
    List<LiveAggregator> gone = new ArrayList<>(deleted);
    same.ifPresent(gone::add);
    LiveGpio gpio = without(all, gone);
    RequestedLines.Search search = RequestedLines.find(gpio, request);
    if (search instanceof RequestedLines.Unresolved not) {
      return new Settled(
          Result.rejected(refusals().unresolved(gpio, not.wanted().shown(), not.why())), true);
    }
    RequestedLines requested = ((RequestedLines.Found) search).lines();
    List<LiveGpio.Place> places = requested.places();
    List<String> devices = deleted.stream().flatMap(one -> one.device().stream()).toList();
    return there(gpio, same.filter(one -> !deleted.contains(one)), requested)
        .or(() -> CreateRefusals.twice(places).map(Settled::new))
        .or(
            () ->
                CreateRefusals.inUse(places, devices)
                    .map(why -> new Settled(Result.rejected(why), true)))
        .orElseGet(() -> planned(gpio, requested));
  }

  /** The lines of aggregators may have the names of those they come from. */
  private static LiveGpio without(LiveGpio all, List<LiveAggregator> gone) {
    Set<GpioChip> chips =
        gone.stream().flatMap(one -> one.chip().stream()).collect(Collectors.toSet());
    return new LiveGpio(all.chips().stream().filter(chip -> !chips.contains(chip)).toList());
  }

  private Preparation planned(LiveGpio gpio, RequestedLines requested) {
    BackEnd backEnd = BackEnd.of(kernel.sysfs());
    LineKeys.Result keys = LineKeys.of(gpio, backEnd).of(requested.places());
    if (keys instanceof LineKeys.Untold untold) {
      return new Settled(
          new Refusal(
              ExitStatus.UNAVAILABLE,
              Problem.of("gpio-aggregator cannot address " + LineTexts.text(untold.place()))
                  .details(untold.reasons())
                  .help(
                      "give the line a unique name (gpio-line-names), or the chip a unique label")));
    }
    List<SourceLine> lines = requested.named(((LineKeys.Told) keys).lines());
    Optional<Refusal> undeclarable = refusals().undeclarable(lines, backEnd);
    if (undeclarable.isPresent()) {
      return new Settled(undeclarable.get());
    }
    if (backEnd == BackEnd.CONFIGFS) {
      List<AggregatorStep> steps = AggregatorSteps.makeInConfigfs(request.name(), lines);
      return new Ready(CreationPlan.of(request, backEnd, requested, lines, steps));
    }
    Optional<Bytes> text = NewDeviceText.of(lines);
    return text.<Preparation>map(
            written ->
                new Ready(
                    CreationPlan.of(
                        request, backEnd, requested, lines, AggregatorSteps.makeBySysfs(written))))
        .orElseGet(
            () ->
                new Settled(
                    new Refusal(
                        ExitStatus.UNAVAILABLE,
                        Problem.of(
                                "these %d lines do not fit into one write of %d bytes"
                                    .formatted(lines.size(), NewDeviceText.MOST_BYTES))
                            .help(
                                "create two aggregators, or order the lines by chip and offset"))));
  }

  /** One of that name, or something at its link. */
  private Optional<Preparation> there(
      LiveGpio gpio, Optional<LiveAggregator> same, RequestedLines requested) {
    if (same.isEmpty()) {
      String link = NodeGrant.LINKS + request.access().link().orElse(request.name());
      // One that leads nowhere is left from one that somebody else deleted.
      return kernel
          .files()
          .linked(link)
          .filter(target -> kernel.sysfs().exists(Paths.follow(link, target)))
          .filter(target -> record().isEmpty())
          .map(
              target ->
                  new Settled(
                      new Refusal(
                          ExitStatus.FAILED,
                          Problem.of("%s already exists: it links to %s".formatted(link, target))
                              .help("choose another name"))));
    }
    LiveAggregator one = same.get();
    boolean equal = requested.areOf(one);
    if (equal && isAsRequested(one)) {
      return Optional.of(
          isSetUp(one) && isRemembered(requested)
              ? new Settled(AggregatorSubject.created(one, true, List.of()), false)
              : setUpAgain(one, planned(gpio, requested)));
    }
    return Optional.of(
        new Differs(
            one,
            new Refusal(
                ExitStatus.FAILED,
                Problem.of(
                        "aggregator \"%s\" already exists, and is %s"
                            .formatted(
                                request.name(),
                                equal ? "set up differently" : "made of other lines"))
                    .details(one.lines().stream().map(LiveAggregator.Source::text).toList())
                    .help("delete it first: dtbind aggregator delete " + request.name()))));
  }

  /** Whether its node, its link and the files by which these stay so are as declared. */
  private boolean isSetUp(LiveAggregator one) {
    Access access = request.access().orLink(request.name());
    TargetAggregator nameless = new TargetAggregator(request.name(), List.of(), access);
    List<FileChange> rules =
        new NodeSetup(kernel, nameless, request.persist())
            .files()
            .rules()
            .value()
            .orElse(List.of());
    return NodeSetup.drift(kernel, one, access).isEmpty() && rules.isEmpty();
  }

  /** Whether what its lines are set to before it goes is on record, where that is said. */
  private boolean isRemembered(RequestedLines requested) {
    return requested.safe().isEmpty()
        || record().map(AggregatorRecord::safe).filter(requested.safe().get()::equals).isPresent();
  }

  /** Whether what is declared of its lines is on record; so, too, where they are not found. */
  boolean isSafe(LiveAggregator one) {
    LiveGpio gpio = without(LiveGpio.read(kernel), List.of(one));
    return !(RequestedLines.find(gpio, request) instanceof RequestedLines.Found found)
        || isRemembered(found.lines());
  }

  private Preparation setUpAgain(LiveAggregator one, Preparation planned) {
    return planned instanceof Ready ready
        ? new Ready(
            ready
                .plan()
                .ofThatOne(
                    one.device().orElseThrow(),
                    record().map(AggregatorRecord::safe).orElse(Map.of())))
        : planned;
  }

  private Optional<AggregatorRecord> record() {
    return new AggregatorRecords(kernel.files())
        .all().stream().filter(record -> record.name().equals(request.name())).findFirst();
  }

  private boolean isAsRequested(LiveAggregator one) {
    // The script that does without Java is told all of owner, group and mode.
    Access wanted = AggregatorRecord.canonical(request.access().orLink(request.name()).complete());
    return record()
            .filter(known -> AggregatorRecord.canonical(known.access().complete()).equals(wanted))
            .isPresent()
        && one.persistent() == request.persist();
  }
}
