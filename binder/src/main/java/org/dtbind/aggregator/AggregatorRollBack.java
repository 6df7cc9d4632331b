// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorEntry.Next;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorRecords;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.AggregatorSteps;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.aggregator.live.LineKeys;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.aggregator.live.LiveAggregators;
import org.dtbind.aggregator.live.NameSearch;
import org.dtbind.aggregator.live.NewDeviceText;
import org.dtbind.aggregator.live.SourceLine;
import org.dtbind.change.StepJournal;
import org.dtbind.change.result.Problem;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;

/**
 * Restores an aggregator to its state before a run. It starts from the current state rather than
 * from the steps taken, so that it can be interrupted and repeated, and works for failed and for
 * killed runs. Files are restored before it runs.
 */
record AggregatorRollBack(WritableKernel kernel, AggregatorEntry entry, Optional<String> device) {

  private static final String DEVICES = "/sys/devices/platform/";

  /**
   * How long to wait for the kernel, in addition to the request's timeout, which may have passed.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** {@return the differences from the former state that remain, one per line} */
  List<String> run(boolean touched, Watch watch) {
    List<String> left = new ArrayList<>();
    if (touched && entry.next() == Next.MADE) {
      takeDown(watch, left);
    } else if (touched && entry.next() == Next.DELETED) {
      if (!isAsBefore()) {
        takeDown(watch, left);
        makeAgain(left);
      }
      if (left.isEmpty() && entry.live()) {
        setUpAgain(this::find, watch.unstoppable(PATIENCE), left);
        return left;
      }
    }
    record(entry.recorded(), left);
    if (!touched && entry.next() == Next.MADE) {
      bindAgain(watch, left);
    }
    return left;
  }

  /** Binds an aggregator that existed before, if it was released only to be bound again. */
  private void bindAgain(Watch watch, List<String> left) {
    Optional<String> released =
        entry
            .recorded()
            .flatMap(
                known ->
                    known.device().filter(name -> known.withDevice(kernel, name).equals(known)))
            .filter(name -> !kernel.sysfs().exists(DEVICES + name + "/driver"));
    if (released.isPresent() && run(AggregatorSteps.bind(released.get()), left)) {
      setUpAgain(
          () -> LiveAggregators.ofDevice(kernel, released), watch.unstoppable(PATIENCE), left);
    }
  }

  /** Whether the aggregator exists, even if it existed before the run. */
  boolean exists() {
    return find().isPresent() || ofPrograms().anyMatch(this::hasItsName);
  }

  /** Finds the aggregator by its name, then by its device, then by its lines. */
  Optional<LiveAggregator> find() {
    List<LiveAggregator> all =
        ofPrograms()
            .filter(one -> one.device().filter(entry.others()::contains).isEmpty())
            .toList();
    return all.stream()
        .filter(this::hasItsName)
        .findFirst()
        .or(() -> all.stream().filter(one -> one.text().equals(entry.name())).findFirst())
        .or(() -> all.stream().filter(this::hasItsLines).findFirst());
  }

  private Stream<LiveAggregator> ofPrograms() {
    return LiveAggregators.read(kernel, LiveGpio.read(kernel)).stream()
        .filter(one -> one.creationMethod().isByProgram());
  }

  private boolean hasItsName(LiveAggregator one) {
    return one.name().filter(entry.name()::equals).isPresent();
  }

  private boolean hasItsLines(LiveAggregator one) {
    return entry.next() == Next.DELETED
        && one.creationMethod() == CreationMethod.SYSFS
        && one.name().isEmpty()
        && one.lines().size() == entry.lines().size()
        && LiveAggregators.has(kernel, one.device().orElse(""), entry.lines());
  }

  private boolean isAsBefore() {
    return find()
        .filter(one -> one.device().isPresent() == entry.live())
        .filter(
            one ->
                entry.backEnd() == BackEnd.SYSFS
                    || one.lines().stream()
                        .flatMap(line -> line.passed().stream())
                        .toList()
                        .equals(entry.lines()))
        .isPresent();
  }

  /** Deletes the aggregator, even if it is incomplete. */
  private void takeDown(Watch watch, List<String> left) {
    Optional<LiveAggregator> one = find();
    String directory = AggregatorSteps.directory(entry.name());
    if (kernel.sysfs().isDirectory(directory)) {
      takeDownDirectory(directory, left);
    }
    List<String> devices = bySysfs(one);
    if (devices.size() > 1) {
      left.add(
          "one of these devices is left over, and the others belong to other programs: "
              + String.join(", ", devices));
      return;
    }
    for (String name : devices) {
      AggregatorSteps.deleteBySysfs(name).forEach(step -> run(step, left));
    }
    one.flatMap(LiveAggregator::device)
        .or(() -> device)
        .map(name -> DEVICES + name)
        .filter(path -> !watch.unstoppable(PATIENCE).until(() -> !kernel.sysfs().exists(path)))
        .ifPresent(path -> left.add(path + " still exists"));
    entry.chipLink(kernel).remove(one.flatMap(LiveAggregator::chip).map(GpioChip::device));
  }

  private List<String> bySysfs(Optional<LiveAggregator> one) {
    if (entry.backEnd() == BackEnd.CONFIGFS) {
      return List.of();
    }
    return one.filter(found -> found.creationMethod() == CreationMethod.SYSFS)
        .flatMap(LiveAggregator::device)
        .or(() -> device)
        .map(List::of)
        .orElseGet(this::candidates);
  }

  private void takeDownDirectory(String directory, List<String> left) {
    if (AggregatorSteps.isLive(kernel.sysfs(), entry.name())) {
      run(new AggregatorStep.Write(directory + "/live", "0"), left);
    }
    kernel.sysfs().names(directory).stream()
        .filter(name -> name.matches("line\\d{1,5}"))
        .sorted(
            Comparator.comparingInt(
                    (String name) -> Integer.parseInt(name.substring("line".length())))
                .reversed())
        .forEach(name -> run(new AggregatorStep.RemoveDirectory(directory + "/" + name), left));
    run(new AggregatorStep.RemoveDirectory(directory), left);
  }

  /**
   * New devices without a driver: one of them may be the device of this aggregator. A kernel with
   * configfs shows which lines such a device should have; otherwise, any may be it.
   */
  private List<String> candidates() {
    return LiveAggregators.read(kernel, LiveGpio.read(kernel)).stream()
        .filter(one -> one.creationMethod() == CreationMethod.SYSFS)
        .filter(one -> one.lines().isEmpty() || hasRequestedLines(one))
        .flatMap(one -> one.device().stream())
        .filter(name -> !entry.others().contains(name))
        .filter(name -> !kernel.sysfs().exists(DEVICES + name + "/driver"))
        .toList();
  }

  /**
   * Whether a device without a driver was requested with the lines of this aggregator. Their names
   * do not matter: a write to {@code new_device} has none.
   */
  private boolean hasRequestedLines(LiveAggregator one) {
    // The record of a creation is written before the first step.
    Optional<List<SourceLine>> own =
        entry.next() == Next.DELETED
            ? Optional.of(entry.lines())
            : new AggregatorRecords(kernel.files())
                .named(entry.name())
                .map(AggregatorRecord::lines);
    List<SourceLine> shown = one.lines().stream().flatMap(line -> line.passed().stream()).toList();
    return own.map(AggregatorRollBack::nameless).filter(nameless(shown)::equals).isPresent();
  }

  private static List<SourceLine> nameless(List<SourceLine> lines) {
    return lines.stream()
        .map(line -> new SourceLine(line.key(), line.offset(), Bytes.empty()))
        .toList();
  }

  private void makeAgain(List<String> left) {
    // The kernel gives the new device another number. A record without a device is matched by its
    // lines.
    record(entry.recorded().map(AggregatorRecord::withoutDevice), left);
    Optional<Problem> crash = NameSearch.crash(kernel, entry.lines());
    if (crash.isPresent()) {
      left.addAll(crash.get().prefixed(entry.text() + " was not created again").lines());
      return;
    }
    List<AggregatorStep> steps = new ArrayList<>();
    if (entry.backEnd() == BackEnd.CONFIGFS) {
      steps.addAll(AggregatorSteps.makeInConfigfs(entry.name(), entry.lines()));
      if (!entry.live()) {
        steps.remove(steps.size() - 1);
      }
    } else {
      Optional<Bytes> text = NewDeviceText.of(entry.lines());
      text.ifPresent(written -> steps.addAll(AggregatorSteps.makeBySysfs(written)));
    }
    for (AggregatorStep step : steps) {
      if (!run(step, left)) {
        return;
      }
    }
  }

  /** Updates the record with the new device, and restores the device node and the link. */
  private void setUpAgain(
      Supplier<Optional<LiveAggregator>> found, Watch patient, List<String> left) {
    patient.until(
        () -> found.get().flatMap(LiveAggregator::chip).filter(this::isReady).isPresent());
    Optional<LiveAggregator> one = found.get();
    if (one.flatMap(LiveAggregator::chip).isEmpty()) {
      left.add(entry.text() + " exists again, but the kernel has not created its chip");
      return;
    }
    String now = one.get().device().orElseThrow();
    record(entry.recorded().map(known -> known.withDevice(kernel, now)), left);
    GpioChip chip = one.get().chip().orElseThrow();
    entry
        .recorded()
        .map(known -> NodeSetup.ofExisting(kernel, known))
        .filter(setup -> setup.wrong(chip).isPresent())
        .flatMap(setup -> setup.apply(chip, StepJournal.ofRollBack(kernel), patient))
        .ifPresent(left::add);
  }

  /** The device node may be missing at first: without devtmpfs, udev creates it with a delay. */
  private boolean isReady(GpioChip chip) {
    return chip.unreadable().isEmpty();
  }

  /** Writes or deletes the record unless it is already as wanted. */
  private void record(Optional<AggregatorRecord> wanted, List<String> left) {
    AggregatorRecords records = new AggregatorRecords(kernel.files());
    Optional<AggregatorRecord> now = records.named(entry.name());
    boolean unclear = records.unclear().contains(AggregatorRecords.path(entry.name()));
    if (unclear || !now.equals(wanted)) {
      Attempt<Nothing> written =
          wanted
              .map(record -> AggregatorRecords.remember(kernel.files(), record))
              .orElseGet(() -> AggregatorRecords.forget(kernel.files(), entry.name()));
      written.failure().ifPresent(why -> left.add(why.text()));
    }
  }

  private boolean run(AggregatorStep step, List<String> left) {
    Attempt<Nothing> attempt = step.take(StepJournal.ofRollBack(kernel));
    attempt.failure().ifPresent(why -> left.add(why.text()));
    return attempt.failure().isEmpty();
  }

  /**
   * {@return the lines from which the kernel could create the aggregator again, in order; empty if
   * the order is unknown or a line cannot be addressed}
   */
  static Optional<List<SourceLine>> lines(Kernel kernel, LiveAggregator one) {
    if (!one.ordered() || one.lines().isEmpty() && one.creationMethod() == CreationMethod.SYSFS) {
      return Optional.empty();
    }
    BackEnd backEnd =
        one.creationMethod() == CreationMethod.CONFIGFS ? BackEnd.CONFIGFS : BackEnd.SYSFS;
    List<SourceLine> lines = one.lines().stream().flatMap(line -> line.passed().stream()).toList();
    if (lines.size() < one.lines().size()) {
      List<LiveGpio.Place> places =
          one.lines().stream().map(Source::place).flatMap(Optional::stream).toList();
      lines = LineKeys.of(LiveGpio.read(kernel), backEnd).of(places).about().orElse(List.of());
    }
    boolean whole = lines.size() == one.lines().size();
    boolean fits = backEnd == BackEnd.CONFIGFS || NewDeviceText.of(lines).isPresent();
    return whole && fits ? Optional.of(lines) : Optional.empty();
  }
}
