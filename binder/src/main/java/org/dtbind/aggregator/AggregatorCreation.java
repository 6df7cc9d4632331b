// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.FilesChange;
import org.dtbind.change.Phase;
import org.dtbind.change.Undo;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Stop;
import org.dtbind.device.Deferrals;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LineHolders;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;

/** Makes one aggregator, and verifies it line by line. */
final class AggregatorCreation implements AggregatorChange {

  private static final String DEVICES = "/sys/devices/platform/";
  private static final String DEFERRED = "/sys/kernel/debug/devices_deferred";
  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);
  private static final int MOST_DETAILS = 5;

  private final Kernel kernel;
  private final CreatePreparation preparation;
  private AggregatorEntry entry;
  private final List<String> notes = new ArrayList<>();
  private Optional<CreationPlan> ready;
  private Optional<LiveAggregator> made = Optional.empty();

  private boolean begun;

  /** Before the first step is done, what is there by that name is somebody else's. */
  private boolean ours;

  private Optional<String> device = Optional.empty();

  AggregatorCreation(Kernel kernel, CreatePreparation preparation, Optional<CreationPlan> ready) {
    this.kernel = kernel;
    this.preparation = preparation;
    this.ready = ready;
    String name = request().name();
    this.entry =
        new AggregatorEntry(
            name,
            AggregatorEntry.Next.MADE,
            BackEnd.of(kernel.sysfs()),
            false,
            List.of(),
            List.copyOf(LiveAggregators.devices(kernel)),
            request().access().link().orElse(name),
            new AggregatorRecords(kernel.files()).named(name));
  }

  private CreateRequest request() {
    return preparation.request();
  }

  private CreationVerification verification() {
    return new CreationVerification(kernel, plan(), notes);
  }

  private CreationPlan plan() {
    return ready.orElseThrow();
  }

  @Override
  public Optional<String> goes() {
    return Optional.empty();
  }

  @Override
  public Optional<String> forgets() {
    return Optional.empty();
  }

  @Override
  public void beside(Set<String> devices) {
    entry = entry.without(devices);
  }

  @Override
  public AggregatorEntry entry() {
    return entry;
  }

  @Override
  public List<FileChange> touches() {
    return NodeFiles.touched(kernel, request().name(), request().persist());
  }

  @Override
  public Undo place() {
    return Undo.MADE;
  }

  @Override
  public boolean begun() {
    return begun;
  }

  @Override
  public Optional<Stop> apply(Phase phase, Course course) {
    if (phase != Phase.MAKE) {
      return Optional.empty();
    }
    Optional<Stop> noDriver = Aggregators.load(kernel, course.modules(), course.timeout());
    begun = noDriver.isEmpty();
    return noDriver.or(() -> make(course));
  }

  private Optional<Stop> make(Course course) {
    Watch watch = course.watch();
    if (ready.isEmpty()) {
      CreatePreparation.Preparation result = preparation.prepare();
      if (result.outcome().isPresent()) {
        return notPlanned(result.outcome().get());
      }
      ready = Optional.of(((CreatePreparation.Ready) result).plan());
    }
    AggregatorWriter writer = new AggregatorWriter(kernel, text -> course.intend(this, text));
    NodeSetup setup = new NodeSetup(kernel, plan().declared(), request().persist());
    // Even if this program dies after the first write, it is known whose that was.
    device = plan().there();
    Optional<Stop> stop =
        device.isPresent()
            ? write(setup, course)
            : remember(writer, plan().record())
                .or(() -> write(setup, course))
                .or(() -> writeAll(writer, watch))
                .or(() -> identify(watch))
                .or(() -> verification().ofLines(device.orElseThrow()));
    Optional<GpioChip> chip = stop.isEmpty() ? chip(watch) : Optional.empty();
    return stop.or(
            () ->
                plan().there().isPresent()
                    ? Optional.empty()
                    : verification().ofChip(chip, device.orElseThrow()))
        .or(() -> remember(writer, record().withDevice(kernel, device.orElseThrow())))
        .or(
            () ->
                chip.flatMap(one -> setup.apply(one, writer, watch))
                    .map(AggregatorCreation::notSetUp))
        .or(() -> chip.flatMap(setup::opened).map(why -> Stop.of(ExitStatus.FAILED, why)))
        .or(() -> stopped(watch))
        .or(this::look);
  }

  private AggregatorRecord record() {
    return plan()
        .there()
        .flatMap(any -> new AggregatorRecords(kernel.files()).named(request().name()))
        .map(known -> known.withSafe(plan().states()))
        .orElseGet(() -> plan().record());
  }

  /** When its turn comes, it is there already, or it cannot be made. */
  private Optional<Stop> notPlanned(Result<AggregatorSubject> outcome) {
    made = outcome.about().flatMap(AggregatorSubject::live);
    return outcome instanceof Rejected<AggregatorSubject> rejected
        ? Optional.of(Stop.of(rejected.why()))
        : Optional.empty();
  }

  private Optional<Stop> write(NodeSetup setup, Course course) {
    Attempt<List<FileChange>> changes = setup.files().changes();
    return changes
        .failure()
        .or(() -> FilesChange.write(kernel, changes.value().orElseThrow(), course::intendFiles))
        .map(why -> Stop.of(kernel, why));
  }

  private Optional<Stop> look() {
    made = LiveAggregators.ofDevice(kernel, device);
    return made.isPresent()
        ? Optional.empty()
        : Optional.of(Stop.of(ExitStatus.FAILED, Problem.of("it disappeared at once")));
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  @Override
  public Result<AggregatorSubject> done() {
    if (ready.flatMap(CreationPlan::there).isPresent()) {
      notes.add(
          entry.recorded().map(AggregatorRecord::safe).filter(plan().states()::equals).isPresent()
              ? "it already existed: dtbind only set up its node and link again"
              : "it already existed: dtbind only recorded the safe states of its lines");
    }
    return AggregatorSubject.created(made.orElseThrow(), ready.isEmpty(), notes);
  }

  private static Stop notSetUp(String what) {
    return Stop.of(
        ExitStatus.FAILED,
        Problem.of(what).help("see journalctl -u systemd-udevd, or wait longer with --timeout"));
  }

  private static Optional<Stop> stopped(Watch watch) {
    return Stop.asked(watch, "it was being made");
  }

  private Optional<Stop> writeAll(AggregatorWriter writer, Watch watch) {
    for (AggregatorStep step : plan().steps()) {
      Optional<Stop> stop = stopped(watch);
      if (stop.isPresent()) {
        return stop;
      }
      Optional<Failure> failure = writer.run(step).failure();
      if (failure.isPresent()) {
        return Optional.of(refused(failure.get(), watch));
      }
      ours = true;
    }
    return Optional.empty();
  }

  private Stop refused(Failure failure, Watch watch) {
    if (failure instanceof Failure.Forbidden && failure.operation() != Operation.WRITE) {
      return Stop.of(
          ExitStatus.NOT_PERMITTED,
          Problem.of(failure.text()).help(MissingRight.of(kernel, failure)));
    }
    return Stop.of(
        ExitStatus.FAILED,
        Problem.of("the kernel does not create it: " + failure.text()).details(obstacles(watch)));
  }

  /**
   * Which device it is: with configfs, the kernel says so. Else it is one that was not there
   * before, that has its driver and its chip, and exactly these lines: by their consumers alone,
   * whoever may open the controller could have it be any.
   */
  private Optional<Stop> identify(Watch watch) {
    boolean there =
        watch.until(
            () -> "the device of aggregator " + plan().declared().name(),
            () -> {
              device = plan().backEnd() == BackEnd.CONFIGFS ? ofGroup() : ofThoseThatCame();
              return device.isPresent() || !mayStillCome();
            });
    if (there && device.isPresent()) {
      return Optional.empty();
    }
    return stopped(watch)
        .or(
            () ->
                Optional.of(
                    Stop.of(
                        there ? ExitStatus.FAILED : ExitStatus.TEMPORARY,
                        Problem.of("the kernel accepts this, but creates no chip of these lines")
                            .details(obstacles(watch)))));
  }

  private Optional<String> ofGroup() {
    String name = plan().request().name();
    return AggregatorSteps.isLive(kernel.sysfs(), name)
        ? kernel
            .sysfs()
            .text(AggregatorSteps.folder(name) + "/dev_name")
            .filter(one -> one.matches(AggregatorEntry.DEVICE))
            .filter(one -> kernel.sysfs().exists(DEVICES + one + "/driver"))
        : Optional.empty();
  }

  private Optional<String> ofThoseThatCame() {
    return came()
        .filter(one -> LiveAggregators.isMadeOfPlaces(kernel, one, plan().places()))
        .findFirst();
  }

  /** Whether the driver may yet take the device: where nobody can tell, it may. */
  private boolean mayStillCome() {
    return !kernel.sysfs().exists(DEFERRED)
        || came().anyMatch(name -> Deferrals.reason(kernel.sysfs(), name).isPresent());
  }

  private Optional<GpioChip> chip(Watch watch) {
    String folder = DEVICES + device.orElseThrow();
    watch.until(
        () -> "the GPIO chip of aggregator " + plan().declared().name(),
        () -> LiveGpio.below(kernel, folder).isPresent());
    // Without devtmpfs, udev makes the node a little later; in a container nobody does.
    watch.until(
        NODE_APPEARS,
        () -> LiveGpio.below(kernel, folder).filter(one -> one.unreadable().isEmpty()).isPresent());
    return LiveGpio.below(kernel, folder);
  }

  private Optional<Stop> remember(AggregatorWriter writer, AggregatorRecord record) {
    AggregatorRecords records = new AggregatorRecords(kernel.files());
    return writer
        .change(
            "write file " + AggregatorRecords.path(record.name()), () -> records.remember(record))
        .failure()
        .map(why -> Stop.of(kernel, why));
  }

  /** What stands in the way now, and what the kernel has said. */
  private List<String> obstacles(Watch watch) {
    List<String> bound =
        came().filter(one -> kernel.sysfs().exists(DEVICES + one + "/driver")).toList();
    Set<String> wanted = plan().places().stream().map(LineTexts::at).collect(Collectors.toSet());
    LineHolders holders = LineHolders.read(kernel.sysfs());
    List<String> details = new ArrayList<>();
    for (LiveGpio.Place place : LiveGpio.read(kernel).places()) {
      Optional<String> consumer = place.line().consumer();
      if (wanted.contains(LineTexts.at(place)) && consumer.filter(bound::contains).isEmpty()) {
        String holder =
            holders
                .of(place.chip().name(), place.line().offset(), consumer)
                .map(one -> " (" + one.text() + ")")
                .orElse("");
        LineTexts.used(Stream.of(place)).forEach(text -> details.add(text + holder));
      }
    }
    List<String> said = watch.messages().stream().filter(line -> line.contains("gpio")).toList();
    said.subList(Math.max(0, said.size() - MOST_DETAILS), said.size())
        .forEach(line -> details.add("kernel: " + line));
    return details;
  }

  /** Devices that came since the beginning. */
  private Stream<String> came() {
    return LiveAggregators.devices(kernel).stream().filter(name -> !entry.others().contains(name));
  }

  /** Its files are as before by then. */
  @Override
  public List<String> revert(boolean touched, Watch watch) {
    return ready.isPresent() && begun
        ? new AggregatorRollBack(kernel, entry, device).run(ours, watch)
        : List.of();
  }
}
