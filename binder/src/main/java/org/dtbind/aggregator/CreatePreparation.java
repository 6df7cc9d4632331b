// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.aggregator.LiveAggregator.Made;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Refusal.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
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

    /** Its result already; empty where something is to be done. */
    default Optional<Result<AggregatorSubject>> outcome() {
      if (this instanceof Differs differs) {
        return Optional.of(Result.rejected(differs.why()));
      }
      return this instanceof Ended ended ? Optional.of(ended.end()) : Optional.empty();
    }
  }

  /** This is to be done. */
  record Ready(CreationPlan plan) implements Preparation {}

  /** There is one of that name, which is another one. */
  record Differs(LiveAggregator one, Refusal why) implements Preparation {}

  /** There is nothing to do, or nothing that can be done. */
  record Ended(Result<AggregatorSubject> end, boolean lines) implements Preparation {
    Ended(Refusal why) {
      this(Result.rejected(why), false);
    }
  }

  Preparation prepare() {
    return prepare(List.of());
  }

  /** The same where some are deleted before: their lines are free then. */
  Preparation prepare(List<LiveAggregator> deleted) {
    Optional<Refusal> words = name().or(this::accounts).or(this::unclear);
    if (words.isPresent()) {
      return new Ended(words.get());
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
      return new Ended(Result.rejected(unresolved(gpio, not.wanted().shown(), not.why())), true);
    }
    RequestedLines requested = ((RequestedLines.Found) search).lines();
    List<LiveGpio.Place> places = requested.places();
    List<String> devices = deleted.stream().flatMap(one -> one.device().stream()).toList();
    return there(gpio, same.filter(one -> !deleted.contains(one)), requested)
        .or(() -> twice(places).map(Ended::new))
        .or(() -> inUse(places, devices).map(why -> new Ended(Result.rejected(why), true)))
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
      return new Ended(
          new Refusal(
              ExitStatus.UNAVAILABLE,
              Problem.of("gpio-aggregator cannot address " + LineTexts.text(untold.place()))
                  .details(untold.reasons())
                  .help(
                      "give the line a unique name (gpio-line-names), or the chip a unique label")));
    }
    List<SourceLine> lines = requested.named(((LineKeys.Told) keys).lines());
    Optional<Refusal> undeclarable = undeclarable(lines, backEnd);
    if (undeclarable.isPresent()) {
      return new Ended(undeclarable.get());
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
                new Ended(
                    new Refusal(
                        ExitStatus.UNAVAILABLE,
                        Problem.of(
                                "these %d lines do not fit into one write of %d bytes"
                                    .formatted(lines.size(), NewDeviceText.MOST_BYTES))
                            .help("make two aggregators, or order the lines by chip and offset"))));
  }

  /** What the script that does without Java cannot read or write. */
  private Optional<Refusal> undeclarable(List<SourceLine> lines, BackEnd backEnd) {
    return lines.stream()
        .map(line -> line.key().utf8())
        .filter(any -> request.persist())
        .filter(
            key ->
                key.contains("\n")
                    || key.contains("\uFFFD")
                    || backEnd == BackEnd.SYSFS && key.contains("\""))
        .findFirst()
        .map(
            key ->
                new Refusal(
                    ExitStatus.UNAVAILABLE,
                    Problem.of(
                            "\"%s\" cannot be passed to the script that makes aggregators at boot"
                                .formatted(key))
                        .help("give the chip or line another name, or leave out --persist")));
  }

  private Optional<Refusal> name() {
    String name = request.name();
    if (request.lines().isEmpty()) {
      return Optional.of(
          new Refusal(ExitStatus.FAILED, Problem.of("an aggregator needs at least one line")));
    }
    return CreateRequest.isName(name)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ExitStatus.FAILED,
                Problem.of("\"%s\" is not a valid name for an aggregator".formatted(name))
                    .help(CreateRequest.NAMES)));
  }

  private Optional<Refusal> accounts() {
    return kernel
        .files()
        .missingAccount(NodeGrant.ownership(request.access()))
        .filter(any -> kernel.live())
        .map(
            account ->
                new Refusal(
                    ExitStatus.NOT_FOUND,
                    Problem.of("this system has no " + account)
                        .help("make it first (useradd, groupadd), or name another")));
  }

  private Optional<Refusal> unclear() {
    return new AggregatorRecords(kernel.files())
        .unclear().stream()
            .filter(AggregatorRecords.path(request.name())::equals)
            .findFirst()
            .map(
                path ->
                    new Refusal(
                        ExitStatus.FAILED,
                        Problem.of(
                                "cannot read the record of earlier changes in %s: it is damaged, or of"
                                        .formatted(path)
                                    + " another version")
                            .help("inspect the file, and delete it: rm " + path)));
  }

  private Refusal unresolved(LiveGpio gpio, String text, LineResolution resolution) {
    if (resolution instanceof LineResolution.Ambiguous ambiguous) {
      return new Refusal(
          Reason.AMBIGUOUS,
          Problem.of(
                  "\"%s\" matches %d lines"
                      .formatted(ambiguous.word(), ambiguous.candidates().size()))
              .help("identify one by LABEL:OFFSET or gpiochipN:OFFSET"),
          ambiguous.candidates().stream().map(LineTexts::text).toList());
    }
    LineResolution.NotFound none = (LineResolution.NotFound) resolution;
    Optional<Failure> unread =
        gpio.chips().stream()
            .flatMap(chip -> chip.unreadable().stream())
            .filter(Failure.Forbidden.class::isInstance)
            .findFirst();
    if (unread.isPresent()) {
      return new Refusal(
          ExitStatus.NOT_PERMITTED,
          Problem.of(none.reason())
              .details(List.of("not all chips can be read: " + unread.get().text()))
              .help(MissingRight.of(kernel, unread.get())));
    }
    Problem problem = Problem.of(none.reason());
    return new Refusal(
        Reason.NOT_FOUND,
        none.near().isEmpty()
            ? problem.help("see dtbind lines; LINE was \"" + text + "\"")
            : problem.help("did you mean " + String.join(" or ", none.near()) + "?"),
        none.near());
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
                  new Ended(
                      new Refusal(
                          ExitStatus.FAILED,
                          Problem.of("%s already exists: it links to %s".formatted(link, target))
                              .help("take another name"))));
    }
    LiveAggregator one = same.get();
    boolean equal = requested.areOf(one);
    if (equal && isAsRequested(one)) {
      return Optional.of(
          isSetUp(one) && isRemembered(requested)
              ? new Ended(AggregatorSubject.created(one, true, List.of()), false)
              : setUpAgain(one, planned(gpio, requested)));
    }
    return Optional.of(
        new Differs(
            one,
            new Refusal(
                ExitStatus.FAILED,
                Problem.of(
                        "there already is an aggregator \"%s\", and it is %s"
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

  private static Optional<Refusal> twice(List<LiveGpio.Place> places) {
    for (int i = 0; i < places.size(); i++) {
      LiveGpio.Place place = places.get(i);
      if (places.subList(0, i).stream()
          .anyMatch(before -> LineTexts.at(before).equals(LineTexts.at(place)))) {
        return Optional.of(
            new Refusal(
                ExitStatus.FAILED,
                Problem.of("a line is named twice: " + LineTexts.text(place))
                    .help("the kernel gives a line to one user only")));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> inUse(List<LiveGpio.Place> places, List<String> deleted) {
    List<String> used =
        LineTexts.used(
            places.stream()
                .filter(place -> place.line().consumer().filter(deleted::contains).isEmpty()));
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                ExitStatus.FAILED,
                Problem.of(used.size() == 1 ? "a line is in use" : "lines are in use")
                    .details(used)
                    .help("release it from its user, or leave it out")));
  }
}
