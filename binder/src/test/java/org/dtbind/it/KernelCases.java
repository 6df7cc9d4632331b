// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.ExitClass;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Outcome.Cause;
import org.dtbind.bind.Outcome.Done;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.bind.Problem;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.Uevents;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.fs.DeviceTreeFolder;

/**
 * What dtbind does to a running kernel, tried on one that was booted with {@code cases.dtb}. Prints
 * the Test Anything Protocol; each case leaves the system as it found it.
 */
public final class KernelCases {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final Kernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
  private final Sysfs sysfs = kernel.sysfs();
  private final Binder binder = new Binder(kernel);

  private KernelCases() {}

  private interface Body {
    void run() throws Exception;
  }

  private record Case(String name, Body body) {}

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    new KernelCases().runAll();
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the report of a failed case goes to the host
  private void runAll() {
    List<Case> cases = cases();
    System.out.println("1.." + cases.size());
    int number = 0;
    for (Case one : cases) {
      number++;
      DeviceSnapshot before = DeviceSnapshot.read(sysfs);
      long start = System.nanoTime();
      try {
        one.body.run();
        assertThat(DeviceSnapshot.read(sysfs).devices())
            .as("driver and driver_override of every device")
            .containsExactlyInAnyOrderElementsOf(before.devices());
        long took = (System.nanoTime() - start) / 1_000_000;
        System.out.println("ok " + number + " - " + one.name + " # " + took + " ms");
      } catch (Exception | AssertionError e) {
        System.out.println("not ok " + number + " - " + one.name);
        e.printStackTrace(System.out);
      }
    }
    System.out.println("# end");
  }

  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("bindsDoorAndNamesItsLines", this::bindsDoor));
    cases.add(new Case("boundAlreadyWritesNothing", this::boundAlready));
    cases.add(new Case("aDryRunPrintsTheWritesAndWritesNothing", this::dryRun));
    cases.add(new Case("unknownNameIsNotFoundWithNearNames", this::unknownName));
    cases.add(new Case("twoNodesOfOneNameAreAmbiguous", this::ambiguous));
    cases.add(new Case("aNodeBelowAPlainNodeHasNoDevice", this::noDevice));
    cases.add(new Case("aMissingDriverIsUnavailable", this::driverMissing));
    cases.add(new Case("aNodeWithoutGpiosIsRefused", this::noGpios));
    cases.add(new Case("aDriverThatIsNotGenericNeedsForce", this::needsForce));
    cases.add(new Case("aHoggedLineIsRefusedAndItsHolderNamed", this::hogged));
    cases.add(new Case("aFailureBringsTheFormerDriverBack", this::formerDriverComesBack));
    cases.add(new Case("whatCannotBeUndoneIsSaid", this::cannotBeUndone));
    cases.add(new Case("aSupplierThatNeverAppearsTimesOut", this::neverAppears));
    cases.add(new Case("aSupplierThatAppearsLateIsWaitedFor", this::appearsLate));
    cases.add(new Case("unbindBringsTheFormerDriverAndOverrideBack", this::unbindRestores));
    cases.add(new Case("unbindNoneKeepsEveryDriverAway", this::unbindNone));
    cases.add(new Case("aHeldLockIsWaitedForAndThenReported", this::lockHeld));
    cases.add(new Case("everyWayOfNamingADeviceFindsIt", this::everyName));
    cases.add(new Case("everyLineOfANameIsFound", this::everyLine));
    cases.add(new Case("aLongLineNameIsShownWhole", this::longName));
    cases.add(new Case("statusTellsIntentionAndFact", this::status));
    cases.add(new Case("eventsOfTheKernelAreHeard", this::uevents));
    cases.add(new Case("theErrnoOfADriverIsKnown", this::errno));
    cases.add(new Case("predictionAgreesWithTheKernel", this::prediction));
    return cases;
  }

  private void bindsDoor() {
    Done done = done(binder.bind(BindRequest.of("door")));
    GpioChip chip = done.chip().orElseThrow();
    assertThat(chip.label()).hasValue("door");
    assertThat(chip.lines()).extracting(GpioLine::name).containsExactly("open", "lock");
    assertThat(done.device().driver()).hasValue("gpio-aggregator");
    assertThat(done.notes()).isEmpty();
    GpioLine source =
        LiveGpio.read(kernel).of(new NodePath("/sim/bank")).orElseThrow().lines().get(20);
    assertThat(source.consumer()).hasValue("door");
    assertThat(source.activeLow()).isTrue();
    done(binder.unbind(UnbindRequest.of("door")));
    assertThat(LiveGpio.read(kernel).named("open")).isEmpty();
  }

  private void boundAlready() {
    done(binder.bind(BindRequest.of("door")));
    DeviceSnapshot bound = DeviceSnapshot.read(sysfs);
    Done again = done(binder.bind(BindRequest.of("/door")));
    assertThat(again.already()).isTrue();
    assertThat(again.chip().orElseThrow().lines()).hasSize(2);
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(bound);
    done(binder.unbind(UnbindRequest.of("door")));
  }

  private void dryRun() {
    Outcome outcome = binder.bind(BindRequest.of("door").planned());
    assertThat(((Planned) outcome).plan().text())
        .containsExactly(
            "write /sys/devices/platform/door/driver_override \"gpio-aggregator\""
                + "  # no other driver than gpio-aggregator",
            "write /sys/bus/platform/drivers/gpio-aggregator/bind \"door\""
                + "  # attach to gpio-aggregator",
            "# if that answers EAGAIN: write /sys/bus/platform/drivers_probe \"door\""
                + "  # go on trying as suppliers appear");
  }

  private void unknownName() {
    Rejected rejected = rejected(binder.bind(BindRequest.of("dor")), Reason.NOT_FOUND);
    assertThat(rejected.exit()).isEqualTo(ExitClass.NOT_FOUND);
    assertThat(text(rejected.problem()))
        .isEqualTo("no device is called \"dor\"; did you mean door?");
  }

  private void ambiguous() {
    Rejected rejected = rejected(binder.bind(BindRequest.of("twin")), Reason.AMBIGUOUS);
    assertThat(rejected.exit()).isEqualTo(ExitClass.NOT_FOUND);
    assertThat(rejected.candidates())
        .containsExactlyInAnyOrder("platform/1000.twin", "platform/2000.twin");
  }

  private void noDevice() {
    Rejected rejected = rejected(binder.bind(BindRequest.of("/notbus/win")), Reason.NO_DEVICE);
    assertThat(rejected.exit()).isEqualTo(ExitClass.FAILED);
    assertThat(rejected.problem().message())
        .isEqualTo(
            "Linux has made no device of /notbus/win: it lies below /notbus, which is no bus:"
                + " Linux does not look below it");
  }

  private void driverMissing() {
    Rejected rejected =
        rejected(binder.bind(BindRequest.of("door").withDriver("spidev")), Reason.DRIVER_MISSING);
    assertThat(rejected.exit()).isEqualTo(ExitClass.UNAVAILABLE);
    assertThat(text(rejected.problem()))
        .isEqualTo(
            "no driver \"spidev\" on bus platform of this kernel; load its module (modprobe spidev)"
                + " or build the kernel with CONFIG_SPI_SPIDEV");
  }

  private void noGpios() {
    for (BindRequest request :
        List.of(BindRequest.of("plain"), BindRequest.of("plain").withDriver("gpio-aggregator"))) {
      Rejected rejected = rejected(binder.bind(request), Reason.UNSUITABLE);
      assertThat(rejected.exit()).isEqualTo(ExitClass.FAILED);
      assertThat(rejected.problem().details())
          .containsExactly("it has \"open-gpios\", which does not count here");
    }
  }

  private void needsForce() {
    Rejected rejected =
        rejected(binder.bind(BindRequest.of("door").withDriver("gpio-sim")), Reason.UNSUITABLE);
    assertThat(rejected.problem().help()).hasValue("if you are sure, say --force");
  }

  private void hogged() {
    Failed failed = failed(binder.bind(BindRequest.of("hogged")), Cause.REFUSED);
    assertThat(failed.exit()).isEqualTo(ExitClass.FAILED);
    assertThat(failed.problem().message())
        .isEqualTo(
            "gpio-aggregator does not take platform device hogged (/hogged):"
                + " EBUSY (device or resource busy)");
    assertThat(failed.problem().details())
        .contains("gpios[1] is line 3 of gpio2 (gpiochip0), which \"taken-line\" has");
  }

  private void formerDriverComesBack() {
    done(binder.bind(BindRequest.of("hogged").withDriver("gpio-sim").forced()));
    DeviceSnapshot simulated = DeviceSnapshot.read(sysfs);
    Failed failed =
        failed(binder.bind(BindRequest.of("hogged").withDriver("gpio-aggregator")), Cause.REFUSED);
    assertThat(failed.notRestored()).isEmpty();
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(simulated);
    assertThat(device("hogged").driver()).hasValue("gpio-sim");
    done(binder.unbind(UnbindRequest.of("hogged")));
  }

  /** The real kernel, but for one write that it is not asked to do. */
  private record Refusing(Sysfs sysfs, String refused) implements Sysfs {
    @Override
    public Attempt<Bytes> read(String path) {
      return sysfs.read(path);
    }

    @Override
    public Attempt<Attempt.Nothing> write(String path, Bytes content) {
      return path.endsWith(refused)
          ? Attempt.failed(Failure.of(Operation.WRITE, path, Errno.EIO))
          : sysfs.write(path, content);
    }

    @Override
    public Attempt<List<String>> list(String path) {
      return sysfs.list(path);
    }

    @Override
    public Attempt<String> target(String path) {
      return sysfs.target(path);
    }

    @Override
    public boolean exists(String path) {
      return sysfs.exists(path);
    }

    @Override
    public boolean isFolder(String path) {
      return sysfs.isFolder(path);
    }
  }

  private void cannotBeUndone() {
    write("/sys/devices/platform/hogged/driver_override", "gpio-sim");
    write("/sys/bus/platform/drivers_probe", "hogged");
    write("/sys/devices/platform/hogged/driver_override", "\n");
    Binder faulty =
        new Binder(
            kernel.withSysfs(new Refusing(new Refusing(sysfs, "gpio-sim/bind"), "drivers_probe")));
    BindRequest request = BindRequest.of("hogged").withDriver("gpio-aggregator");
    Failed failed = (Failed) faulty.bind(request.withTimeout(SHORT));
    assertThat(failed.exit()).isEqualTo(ExitClass.NOT_RESTORED);
    assertThat(failed.notRestored())
        .containsExactly(
            "cannot write /sys/bus/platform/drivers_probe: EIO (input/output error)",
            "driver: none, before: gpio-sim");
    assertThat(device("hogged").override().driver()).isEmpty();
  }

  private void neverAppears() {
    long start = System.nanoTime();
    Failed failed =
        failed(binder.bind(BindRequest.of("waiting").withTimeout(SHORT)), Cause.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    assertThat(failed.exit()).isEqualTo(ExitClass.TEMPORARY);
    assertThat(failed.problem().message())
        .isEqualTo(
            "platform device waiting (/waiting) waits for something that did not appear within"
                + " 400 ms");
    assertThat(failed.problem().details())
        .contains("gpios[0] refers to /lost, which has no GPIO chip now");
  }

  private void appearsLate() throws InterruptedException {
    write("/sys/bus/platform/drivers/gpio-sim/unbind", "sim2");
    Thread supplier =
        new Thread(
            () -> {
              java.util.concurrent.locks.LockSupport.parkNanos(SHORT.toNanos());
              write("/sys/bus/platform/drivers/gpio-sim/bind", "sim2");
            });
    supplier.start();
    Outcome outcome = binder.bind(BindRequest.of("late"));
    supplier.join();
    assertThat(done(outcome).chip().orElseThrow().lines())
        .extracting(GpioLine::name)
        .containsExactly("late-line");
    done(binder.unbind(UnbindRequest.of("late")));
  }

  private void unbindRestores() {
    write("/sys/devices/platform/door/driver_override", "gpio-sim");
    write("/sys/bus/platform/drivers_probe", "door");
    DeviceSnapshot simulated = DeviceSnapshot.read(sysfs);
    done(binder.bind(BindRequest.of("door").withDriver("gpio-aggregator")));
    assertThat(device("door").driver()).hasValue("gpio-aggregator");
    Done released = done(binder.unbind(UnbindRequest.of("door")));
    assertThat(released.device().driver()).hasValue("gpio-sim");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(simulated);
    assertThat(kernel.files().names("/run/dtbind/bindings")).isEmpty();
    done(binder.unbind(UnbindRequest.of("door")));
    assertThat(device("door").override().driver()).isEmpty();
  }

  private void unbindNone() {
    done(binder.bind(BindRequest.of("door")));
    done(binder.unbind(UnbindRequest.of("door").then(Then.NONE)));
    assertThat(device("door").driver()).isEmpty();
    assertThat(device("door").override().driver()).hasValue("none");
    write("/sys/bus/platform/drivers_probe", "door");
    assertThat(device("door").driver()).isEmpty();
    done(binder.unbind(UnbindRequest.of("door")));
    assertThat(device("door").override().driver()).isEmpty();
  }

  private void lockHeld() {
    try (Lock.Held held = kernel.lock().take("/run/dtbind/lock").value().orElseThrow()) {
      assertThat(held).isNotNull();
      Rejected rejected =
          rejected(binder.bind(BindRequest.of("door").withTimeout(SHORT)), Reason.LOCKED);
      assertThat(rejected.exit()).isEqualTo(ExitClass.TEMPORARY);
      assertThat(rejected.problem().message())
          .isEqualTo(
              "another dtbind is at work (process %d), which holds /run/dtbind/lock"
                  .formatted(ProcessHandle.current().pid()));
    }
  }

  private void everyName() {
    DeviceResolver resolver = new DeviceResolver(DeviceSnapshot.read(sysfs), LiveTree.of(sysfs));
    Map<String, String> by =
        Map.of(
            "/soc/gate@1000", "node path",
            "gate_label", "label",
            "&gate_label", "label",
            "gatealias", "alias",
            "gate@1000", "node name",
            "gate", "node name",
            "1000.gate", "Linux name",
            "platform/1000.gate", "Linux name");
    by.forEach(
        (word, kind) -> {
          Resolution.Found found = (Resolution.Found) resolver.resolve(word);
          assertThat(found.device().name()).isEqualTo("1000.gate");
          assertThat(found.by()).as(word).isEqualTo(kind);
        });
    // A bound aggregator's chip carries the node too, and is not what is meant.
    done(binder.bind(BindRequest.of("door")));
    Resolution resolution =
        new DeviceResolver(DeviceSnapshot.read(sysfs), LiveTree.of(sysfs)).resolve("/door");
    assertThat(resolution).isInstanceOf(Resolution.Found.class);
    done(binder.unbind(UnbindRequest.of("door")));
  }

  private void everyLine() {
    List<LiveGpio.Place> places = LiveGpio.read(kernel).named("twice");
    assertThat(places)
        .extracting(place -> place.chip().label().orElse("") + ":" + place.line().offset())
        .containsExactlyInAnyOrder("gpio2:5", "gpio2:6", "other:1");
  }

  private void longName() {
    String name = "a-line-name-of-more-than-thirty-one-bytes";
    assertThat(LiveGpio.read(kernel).named(name)).hasSize(1);
  }

  private void status() {
    assertThat(binder.status(List.of()).exit()).isEqualTo(ExitClass.DONE);
    done(binder.bind(BindRequest.of("door")));
    Status bound = binder.status(List.of("door")).statuses().get(0);
    assertThat(bound.state()).isEqualTo(Status.State.BOUND);
    assertThat(bound.intended().orElseThrow().driver()).hasValue("gpio-aggregator");
    write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "door");
    StatusReport drifted = binder.status(List.of());
    assertThat(drifted.exit()).isEqualTo(ExitClass.DRIFT);
    assertThat(drifted.statuses()).extracting(Status::state).containsExactly(Status.State.DRIFTED);
    assertThat(binder.status(List.of("nobody")).exit()).isEqualTo(ExitClass.NOT_FOUND);
    done(binder.unbind(UnbindRequest.of("door")));
  }

  private void uevents() {
    try (Uevents.Listener listener = kernel.uevents().listen().value().orElseThrow()) {
      done(binder.bind(BindRequest.of("door")));
      assertThat(listener.await(Duration.ofSeconds(1)))
          .extracting(event -> event.action() + " " + event.device())
          .contains("bind /devices/platform/door");
      done(binder.unbind(UnbindRequest.of("door")));
    }
  }

  private void errno() {
    assertThat(errnoOf("/sys/bus/platform/drivers/gpio-aggregator/bind", "door"))
        .hasValue(Errno.ENODEV);
    assertThat(errnoOf("/sys/bus/platform/drivers/none/bind", "door")).hasValue(Errno.ENOENT);
    assertThat(errnoOf("/sys/bus/platform/devices/door/modalias", "x")).hasValue(Errno.EACCES);
    assertThat(kernel.chips().ask("/dev/null").failure().orElseThrow().errno())
        .isEqualTo(Errno.ENOTTY);
    assertThat(kernel.chips().ask("/dev/gpiochip99").failure().orElseThrow().text())
        .isEqualTo("cannot open /dev/gpiochip99: ENOENT (no such file or directory)");
  }

  private void prediction() {
    DeviceTree tree =
        DeviceTreeFolder.read(Path.of("/sys/firmware/devicetree/base")).value().orElseThrow();
    DeviceSnapshot snapshot = DeviceSnapshot.read(sysfs);
    Populations.of(tree)
        .forEach(
            (path, population) -> {
              List<String> actual = snapshot.of(path).stream().map(LinuxDevice::name).toList();
              if (population instanceof Population.Device device) {
                assertThat(actual).as(path.text()).containsExactly(device.name());
              } else if (population instanceof Population.None) {
                assertThat(actual).as(path.text()).isEmpty();
              }
            });
    assertThat(snapshot.ofNodes()).hasSizeGreaterThan(8);
  }

  private Optional<Errno> errnoOf(String path, String content) {
    return sysfs.write(path, Bytes.latin1(content)).failure().map(failure -> failure.errno());
  }

  private void write(String path, String content) {
    assertThat(sysfs.write(path, Bytes.latin1(content)).failure()).isEmpty();
  }

  private LinuxDevice device(String name) {
    return DeviceSnapshot.read(sysfs).named(name).get(0);
  }

  private static Done done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return (Done) outcome;
  }

  private static Rejected rejected(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).reason()).isEqualTo(reason);
    return (Rejected) outcome;
  }

  private static Failed failed(Outcome outcome, Cause cause) {
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).cause()).as(outcome.toString()).isEqualTo(cause);
    assertThat(((Failed) outcome).notRestored()).isEmpty();
    return (Failed) outcome;
  }

  private static String text(Problem problem) {
    return problem.message() + problem.help().map(help -> "; " + help).orElse("");
  }
}
