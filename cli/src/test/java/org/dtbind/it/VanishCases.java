// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.BindRequest.Match;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Request;
import org.dtbind.bind.Status.State;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Makes a device vanish before each kernel call of a run in turn. The device stays away, returns
 * immediately, or vanishes after the run was killed. Afterwards, the other devices are all in the
 * state before or after the run, and so is the vanished device when it is back. Prints the output
 * of {@link Tap} and the counts.
 */
public final class VanishCases {

  private static final Path JOURNAL = Path.of("/run/dtbind/journal");
  private static final String AGGREGATOR = "/sys/bus/platform/drivers/gpio-aggregator/";
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";
  private static final String SPI = "/sys/bus/platform/drivers/spi_gpio/";

  /** More calls than any of the runs makes. */
  private static final int MOST_CALLS = 5000;

  private static final Duration LONG = Duration.ofSeconds(10);

  private final Target target;
  private final Duration timeout;
  private final boolean changesOnly;
  private final int step;
  private int cases;
  private int losses;

  private VanishCases(Target target, Duration timeout, boolean changesOnly, int step) {
    this.target = target;
    this.timeout = timeout;
    this.changesOnly = changesOnly;
    this.step = step;
  }

  /** An event in the middle of a run. */
  private enum Event {
    /** A device vanishes. */
    VANISHES,
    /** A device vanishes, and another one appears in its place. */
    REPLACED,
    /** The run is killed. */
    KILLED,
    /** The run is killed, and then a device vanishes. */
    KILLED_AND_VANISHES
  }

  /**
   * A run and a device that vanishes.
   *
   * @param begin creates the state before the run
   * @param requests the requests of the run
   * @param vanishes removes the device
   * @param addAgain adds the device again
   * @param gone devices that are missing or without a driver after {@code vanishes}, as {@code
   *     BUS/DEVICE}
   * @param end undoes {@code begin}
   */
  private record Scenario(
      Runnable begin,
      List<Request> requests,
      Runnable vanishes,
      Runnable addAgain,
      Set<String> gone,
      Runnable end) {}

  /**
   * Runs the cases.
   *
   * @param args the machine, {@code um} or {@code virt}; then {@code all} to disturb all calls,
   *     instead of only those that change something, or {@code some} to disturb every ninth of
   *     these
   */
  public static void main(String[] args) {
    WritableKernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
    Target target = new Target(kernel);
    List<Case> all = new ArrayList<>();
    boolean um = args[0].equals("um");
    Duration timeout = Duration.ofSeconds(um ? 1 : 5);
    List<String> calls = List.of(args).subList(1, args.length);
    VanishCases vanish =
        new VanishCases(target, timeout, !calls.contains("all"), calls.contains("some") ? 9 : 1);
    if (um) {
      vanish.add(all, "aggregatorIsDeleted", vanish.aggregator());
      // Linux 6.1 crashes if anything reads lines of a removed chip.
      if (!kernel.sysfs().text("/proc/sys/kernel/osrelease").orElse("").startsWith("6.1.")) {
        vanish.add(all, "supplierIsUnbound", vanish.supplier());
      }
    } else {
      vanish.add(
          all, "pciDeviceBoundByIdIsRemoved", vanish.pci(BusCases.TESTDEV, Match.NEW_ID, Set.of()));
      vanish.add(all, "spiControllerIsUnbound", vanish.spi());
      vanish.add(
          all,
          "pciDeviceIsRemoved",
          // The driver creates and removes this virtio device.
          vanish.pci(BusCases.RNG, Match.OVERRIDE, Set.of("virtio/virtio3")));
    }
    Tap.run(kernel.sysfs(), all);
    System.out.printf("# cases=%d losses=%d%n", vanish.cases, vanish.losses);
  }

  private void add(List<Case> all, String name, Scenario scenario) {
    for (Event event : Event.values()) {
      all.add(
          new Case(
              name + " " + event.name().toLowerCase(Locale.ROOT),
              () -> disturbed(scenario, event)));
    }
  }

  private BindRequest bind(String device) {
    return BindRequest.of(device).withTimeout(timeout);
  }

  /** An aggregator whose driver is unbound, between two devices that are bound. */
  private Scenario aggregator() {
    Runnable make = () -> target.write(AGGREGATOR + "new_device", "gpio2 24");
    Runnable delete = () -> target.write(AGGREGATOR + "delete_device", "gpio-aggregator.0");
    return new Scenario(
        make,
        List.of(bind("door"), UnbindRequest.of("gpio-aggregator.0").then(Then.NONE), bind("late")),
        delete,
        make,
        Set.of("platform/gpio-aggregator.0"),
        delete);
  }

  private Scenario supplier() {
    return new Scenario(
        () -> {},
        List.of(bind("late"), bind("door")),
        () -> target.write(SIMULATOR + "unbind", "sim2"),
        () -> target.write(SIMULATOR + "bind", "sim2"),
        Set.of("platform/late", "platform/sim2"),
        () -> {});
  }

  private Scenario spi() {
    return new Scenario(
        () -> {},
        List.of(bind("spi0.0").withDriver("spidev"), bind("door")),
        () -> target.write(SPI + "unbind", "spi"),
        () -> target.write(SPI + "bind", "spi"),
        Set.of("spi/spi0.0", "platform/spi"),
        () -> {});
  }

  private Scenario pci(String device, Match match, Set<String> others) {
    Set<String> gone = new HashSet<>(others);
    gone.add("pci/" + device);
    return new Scenario(
        () -> {},
        List.of(bind("door"), bind(device).withDriver("vfio-pci").forced().matching(match)),
        () -> target.write("/sys/bus/pci/devices/" + device + "/remove", "1"),
        () -> target.write("/sys/bus/pci/rescan", "1"),
        gone,
        () -> {});
  }

  private DriverState state() {
    return DriverState.of(target.kernel());
  }

  private void disturbed(Scenario scenario, Event event) {
    scenario.begin().run();
    DriverState before = state();
    assertThat(target.binder().change(scenario.requests()).exit()).isEqualTo(ExitStatus.DONE);
    DriverState after = state();
    end(scenario);
    int first = cases;
    for (int n = 1; n < MOST_CALLS; n += step) {
      scenario.begin().run();
      String description = event + " before call " + n;
      assertThat(state()).as("%s: %s", description, before.against(state())).isEqualTo(before);
      if (!disturbed(scenario, event, n, description, before, after)) {
        break;
      }
      cases++;
    }
    assertThat(cases - first).isGreaterThan(10 / step);
  }

  /** Disturbs call {@code n}; returns whether the run made that many calls. */
  private boolean disturbed(
      Scenario scenario,
      Event event,
      int n,
      String description,
      DriverState before,
      DriverState after) {
    boolean kills = event == Event.KILLED || event == Event.KILLED_AND_VANISHES;
    Disturbance disturbance = new Disturbance(n, changesOnly, () -> happen(scenario, event));
    boolean done = run(scenario.requests(), disturbance, description);
    if (disturbance.happened() && event == Event.KILLED_AND_VANISHES) {
      scenario.vanishes().run();
    }
    if (Files.exists(JOURNAL)) {
      Recovered recovered = target.binder().recover(LONG);
      assertThat(recovered.exit()).as(description + recovered).isEqualTo(ExitStatus.DONE);
    }
    DriverState now = state().without(scenario.gone());
    // A killed run cannot report whether it was complete.
    done |= kills && disturbance.happened() && now.equals(after.without(scenario.gone()));
    boolean missing =
        disturbance.happened() && (event == Event.VANISHES || event == Event.KILLED_AND_VANISHES);
    if (missing) {
      scenario.addAgain().run();
    }
    DriverState complete = state();
    boolean lost =
        Files.exists(JOURNAL)
            || !now.equals((done ? after : before).without(scenario.gone()))
            || !done && !complete.equals(before);
    if (lost) {
      losses++;
      System.out.println("# lost: " + description + ": " + before.against(complete));
    }
    assertThat(lost).as("%s, done: %s, %s", description, done, before.against(complete)).isFalse();
    end(scenario);
    return disturbance.happened();
  }

  private static void happen(Scenario scenario, Event event) {
    if (event == Event.KILLED || event == Event.KILLED_AND_VANISHES) {
      throw new Disturbance.Killed();
    }
    scenario.vanishes().run();
    if (event == Event.REPLACED) {
      scenario.addAgain().run();
    }
  }

  /** Returns whether the run reports success; it leaves a journal only if it could not restore. */
  private boolean run(List<Request> requests, Disturbance disturbance, String description) {
    try {
      ExitStatus exit = new Binder(disturbance.in(target.kernel())).change(requests).exit();
      assertThat(Files.exists(JOURNAL)).as(description).isEqualTo(exit == ExitStatus.NOT_RESTORED);
      return exit == ExitStatus.DONE;
    } catch (Disturbance.Killed killed) {
      return false;
    }
  }

  /** Releases the bound devices; for a device that appeared again, only removes the record. */
  private void end(Scenario scenario) {
    for (String device : state().recorded()) {
      boolean reappeared =
          StatusReport.read(target.kernel(), List.of(device)).statuses().get(0).state()
              == State.DRIFTED;
      if (reappeared) {
        String record = "/run/dtbind/bindings/" + device.replace('/', ':');
        assertThat(target.kernel().files().remove(record).failure()).isEmpty();
      } else {
        Target.done(target.binder().unbind(UnbindRequest.of(device).forced()));
      }
    }
    scenario.end().run();
  }
}
