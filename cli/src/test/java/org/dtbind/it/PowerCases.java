// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.dtbind.it.PowerLoss.Fate;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;

/**
 * Security review 8: cuts the power before each change of a run with {@code --persist} in turn, and
 * behind the last. What was not synced is lost, or is not; {@code /run} is empty then, and it is
 * another boot. Once that was recovered from, the files in {@code /etc} and {@code /var/lib} are
 * all as before, or all as they were to be; and the latter where the run had said that it was done.
 */
final class PowerCases {

  private static final Path JOURNAL = Path.of("/etc/dtbind/journal");

  /** What is dtbind's in folders of all. */
  private static final List<String> SHARED =
      List.of(
          "/etc/udev/rules.d",
          "/etc/modules-load.d",
          "/etc/systemd/system",
          "/etc/systemd/system/multi-user.target.wants",
          "/run/udev/rules.d");

  private static final List<String> OWN = List.of("/etc/dtbind", "/var/lib/dtbind", "/run/dtbind");

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** More changes than any of the runs has. */
  private static final int MOST = 300;

  /** The recovery is interrupted at one of so many changes. */
  private static final int RECOVERIES = 9;

  private final Kernel kernel;
  private final Runnable reset;
  private int cuts;

  /**
   * Creates it.
   *
   * @param kernel of the system
   * @param reset makes devices and aggregators what they were before any of it, as a boot does
   */
  PowerCases(Kernel kernel, Runnable reset) {
    this.kernel = kernel;
    this.reset = reset;
  }

  /** Of a system with the device {@code door}. */
  static List<Case> of(Target target) {
    PowerCases power = new PowerCases(target.kernel(), () -> reset(target));
    return List.of(
        new Case("aLossOfPowerLeavesABindOrNone", () -> WritableRoot.with(power::bindings)),
        new Case("aLossOfPowerLeavesAnAggregatorOrNone", () -> WritableRoot.with(power::lines)));
  }

  static void reset(Target target) {
    Aggregators all = new Aggregators(target.kernel());
    for (LiveAggregator one : all.list()) {
      if (one.device().filter(device -> device.startsWith("gpio-aggregator.")).isPresent()) {
        assertThat(all.delete(DeleteRequest.of(one.text())).exit()).isEqualTo(ExitStatus.DONE);
      }
    }
    halfMade().forEach(PowerCases::delete);
    if (target.device("door").driver().isPresent()) {
      target.write("/sys/bus/platform/devices/door/driver/unbind", "door");
    }
    target.write("/sys/devices/platform/door/driver_override", "\n");
  }

  /** What a run left in configfs that was cut before there was a device: a boot has none of it. */
  private static List<Path> halfMade() {
    Path groups = Path.of("/sys/kernel/config/gpio-aggregator");
    if (!Files.isDirectory(groups)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(groups)) {
      return all.filter(path -> Files.isDirectory(path) && !path.equals(groups))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void bindings() {
    Function<Kernel, ExitStatus> bind =
        with -> new Binder(with).bind(BindRequest.of("door").persistent(Access.NONE)).exit();
    Function<Kernel, ExitStatus> unbind =
        with -> new Binder(with).unbind(UnbindRequest.of("door").persistent()).exit();
    cutAnywhere(List.of(), bind);
    cutAnywhere(List.of(bind), unbind);
  }

  private void lines() {
    CreateRequest kept = CreateRequest.of("kept", List.of("gpio2:20-21")).persistent();
    Function<Kernel, ExitStatus> create = with -> new Aggregators(with).create(kept).exit();
    Function<Kernel, ExitStatus> delete =
        with -> new Aggregators(with).delete(DeleteRequest.of("kept").persistent()).exit();
    cutAnywhere(List.of(), create);
    cutAnywhere(List.of(create), delete);
  }

  /**
   * Cuts the power at each change, and behind the last.
   *
   * @param begin makes the state before
   * @param change what is interrupted
   */
  void cutAnywhere(List<Function<Kernel, ExitStatus>> begin, Function<Kernel, ExitStatus> change) {
    cut(begin, change, 1);
  }

  /**
   * The same at each so manieth change, where an emulated machine takes seconds for each.
   *
   * @param begin makes the state before
   * @param change what is interrupted
   * @param step from one change to the next
   */
  void cut(
      List<Function<Kernel, ExitStatus>> begin, Function<Kernel, ExitStatus> change, int step) {
    begin(begin);
    Map<String, String> before = files();
    assertThat(change.apply(kernel)).isEqualTo(ExitStatus.DONE);
    Map<String, String> after = files();
    assertThat(after).isNotEqualTo(before);
    int first = cuts;
    for (Fate fate : Fate.values()) {
      for (int n = 1; n < MOST; n += step) {
        begin(begin);
        PowerLoss power = new PowerLoss();
        Disturbance kill = kill(n);
        boolean cut =
            runs(
                () ->
                    assertThat(change.apply(kill.in(power.in(kernel)))).isEqualTo(ExitStatus.DONE));
        power.cut(fate);
        stop();
        recover(n);
        assertThat(files())
            .as("power was lost before change %d, what was not synced is %s", n, fate)
            .isIn(cut ? List.of(before, after) : List.of(after));
        if (!cut) {
          break;
        }
        cuts++;
      }
    }
    System.out.printf("# power was cut %d times%n", cuts - first);
    assertThat(cuts - first)
        .isBetween(6 / step * Fate.values().length, MOST * Fate.values().length);
    clear();
  }

  private void begin(List<Function<Kernel, ExitStatus>> begin) {
    clear();
    begin.forEach(part -> assertThat(part.apply(kernel)).isEqualTo(ExitStatus.DONE));
  }

  /** Nothing of it is left, neither in files nor in the kernel. */
  void clear() {
    stop();
    reset.run();
    ours().forEach(PowerCases::delete);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in memory alone is gone. */
  static void stop() {
    ours().filter(path -> path.startsWith("/run")).forEach(PowerCases::delete);
  }

  /** Also interrupted on the way, now here, now there. */
  private void recover(int n) {
    Kernel booted = PowerLoss.booted(kernel);
    if (Files.exists(JOURNAL)) {
      assertThat(new Binder(booted).interrupted()).isPresent();
      PowerLoss power = new PowerLoss();
      Disturbance again = kill(1 + n % RECOVERIES);
      runs(() -> new Binder(again.in(power.in(booted))).recover(LONGEST));
      power.cut(Fate.LOST);
      stop();
    }
    Recovered recovered = new Binder(booted).recover(LONGEST);
    assertThat(recovered.exit()).as("change %d: %s", n, recovered).isEqualTo(ExitStatus.DONE);
    assertThat(JOURNAL).doesNotExist();
  }

  private static Disturbance kill(int n) {
    return new Disturbance(
        n,
        true,
        () -> {
          throw new Disturbance.Killed();
        });
  }

  private static boolean runs(Supplier<Object> change) {
    try {
      assertThat(change.get()).isNotNull();
      return false;
    } catch (Disturbance.Killed killed) {
      return true;
    }
  }

  /** What outlives a boot: all files of dtbind's, also those that are not whole. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    ours()
        .filter(path -> !path.startsWith("/run"))
        .forEach(path -> files.put(path.toString(), text(path)));
    return files;
  }

  private static String text(Path path) {
    try {
      return Files.isSymbolicLink(path)
          ? "link to " + Files.readSymbolicLink(path)
          : (Files.isExecutable(path) ? "program " : "") + Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> ours() {
    List<Path> ours = new ArrayList<>();
    OWN.forEach(folder -> ours.addAll(all(Path.of(folder), Integer.MAX_VALUE)));
    for (String folder : SHARED) {
      all(Path.of(folder), 1).stream()
          .filter(path -> path.getFileName().toString().contains("dtbind"))
          .forEach(ours::add);
    }
    return ours.stream();
  }

  private static List<Path> all(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
