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
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Lets a device vanish before each call of a run to the kernel in turn, until there are no more:
 * for good, or to come back at once, or after the run was killed there. Then all other devices are
 * as declared, or as before, and so is the one that vanished once it is back. What is printed is
 * {@link Tap}'s, and the counts.
 */
public final class VanishCases {

  private static final Path JOURNAL = Path.of("/run/dtbind/journal");
  private static final String AGGREGATOR = "/sys/bus/platform/drivers/gpio-aggregator/";
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";
  private static final String SPI = "/sys/bus/platform/drivers/spi_gpio/";

  /** More calls than any of the runs makes. */
  private static final int MOST = 5000;

  private static final Duration LONG = Duration.ofSeconds(10);

  private final Target target;
  private final Duration timeout;
  private final boolean changesOnly;
  private int cases;
  private int losses;

  private VanishCases(Target target, Duration timeout, boolean changesOnly) {
    this.target = target;
    this.timeout = timeout;
    this.changesOnly = changesOnly;
  }

  /** What happens in the middle of a run. */
  private enum Event {
    /** A device vanishes. */
    VANISHES,
    /** A device vanishes, and another one comes in its place. */
    REPLACED,
    /** The run is killed. */
    KILLED,
    /** The run is killed, and then a device vanishes. */
    KILLED_AND_VANISHES
  }

  /**
   * A run and what vanishes.
   *
   * @param begin makes the state before
   * @param requests what is run
   * @param vanishes what makes it vanish
   * @param comesBack what brings it back
   * @param gone devices that are not there then, or have lost their driver, as {@code BUS/DEVICE}
   * @param end undoes what {@code begin} did
   */
  private record Scenario(
      Runnable begin,
      List<Request> requests,
      Runnable vanishes,
      Runnable comesBack,
      Set<String> gone,
      Runnable end) {}

  /**
   * Runs them.
   *
   * @param args {@code um} or {@code virt}: the machine; then {@code all} for all calls, not only
   *     those that change something
   */
  public static void main(String[] args) {
    Kernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
    Target target = new Target(kernel);
    List<Case> all = new ArrayList<>();
    boolean um = args[0].equals("um");
    Duration timeout = Duration.ofSeconds(um ? 1 : 5);
    VanishCases vanish = new VanishCases(target, timeout, args.length == 1);
    if (um) {
      vanish.add(all, "anAggregatorThatIsDeleted", vanish.aggregator());
      // Lines of a chip that has gone bring 6.1 down, whoever reads them.
      if (!kernel.sysfs().text("/proc/sys/kernel/osrelease").orElse("").startsWith("6.1.")) {
        vanish.add(all, "aSupplierThatGoes", vanish.supplier());
      }
    } else {
      vanish.add(
          all,
          "aPciDeviceByItsIdThatIsRemoved",
          vanish.pci(BusCases.TESTDEV, Match.NEW_ID, Set.of()));
      vanish.add(all, "anSpiDeviceWhoseControllerGoes", vanish.spi());
      vanish.add(
          all,
          "aPciDeviceThatIsRemoved",
          // Its own device goes and comes with its driver.
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

  /** One that is left without a driver, between two that get one. */
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
    for (int n = 1; n < MOST; n++) {
      scenario.begin().run();
      String where = event + " before call " + n;
      assertThat(state()).as("%s: %s", where, before.against(state())).isEqualTo(before);
      if (!disturbed(scenario, event, n, where, before, after)) {
        break;
      }
      cases++;
    }
    assertThat(cases - first).isGreaterThan(10);
  }

  /** Runs it; returns whether it had so many calls. */
  private boolean disturbed(
      Scenario scenario, Event event, int n, String where, DriverState before, DriverState after) {
    boolean kills = event == Event.KILLED || event == Event.KILLED_AND_VANISHES;
    Disturbance disturbance = new Disturbance(n, changesOnly, () -> happen(scenario, event));
    boolean done = run(scenario.requests(), disturbance, where);
    if (disturbance.happened() && event == Event.KILLED_AND_VANISHES) {
      scenario.vanishes().run();
    }
    if (Files.exists(JOURNAL)) {
      Recovered recovered = target.binder().recover(LONG);
      assertThat(recovered.exit()).as(where + recovered).isEqualTo(ExitStatus.DONE);
    }
    DriverState now = state().without(scenario.gone());
    // Of a run that was killed nobody knows how far it got.
    done |= kills && disturbance.happened() && now.equals(after.without(scenario.gone()));
    boolean away =
        disturbance.happened() && (event == Event.VANISHES || event == Event.KILLED_AND_VANISHES);
    if (away) {
      scenario.comesBack().run();
    }
    DriverState whole = state();
    boolean lost =
        Files.exists(JOURNAL)
            || !now.equals((done ? after : before).without(scenario.gone()))
            || !done && !whole.equals(before);
    if (lost) {
      losses++;
      System.out.println("# lost: " + where + ": " + before.against(whole));
    }
    assertThat(lost).as("%s, done: %s, %s", where, done, before.against(whole)).isFalse();
    end(scenario);
    return disturbance.happened();
  }

  private static void happen(Scenario scenario, Event event) {
    if (event == Event.KILLED || event == Event.KILLED_AND_VANISHES) {
      throw new Disturbance.Killed();
    }
    scenario.vanishes().run();
    if (event == Event.REPLACED) {
      scenario.comesBack().run();
    }
  }

  /** Returns whether it says that all is done; what it has not restored, it leaves a journal of. */
  private boolean run(List<Request> requests, Disturbance disturbance, String where) {
    try {
      ExitStatus exit = new Binder(disturbance.in(target.kernel())).change(requests).exit();
      assertThat(Files.exists(JOURNAL)).as(where).isEqualTo(exit == ExitStatus.NOT_RESTORED);
      return exit == ExitStatus.DONE;
    } catch (Disturbance.Killed killed) {
      return false;
    }
  }

  /** Releases what is bound; of a device that came anew, only the record goes. */
  private void end(Scenario scenario) {
    for (String device : state().recorded()) {
      boolean anew =
          target.binder().status(List.of(device)).statuses().get(0).state() == State.DRIFTED;
      if (anew) {
        String record = "/run/dtbind/bindings/" + device.replace('/', ':');
        assertThat(target.kernel().files().remove(record).failure()).isEmpty();
      } else {
        Target.done(target.binder().unbind(UnbindRequest.of(device).forced()));
      }
    }
    scenario.end().run();
  }
}
