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
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Access;

/**
 * Security review 8: simulates a power loss before each write of a run with {@code --persist}, and
 * after the last. Unsynced writes are lost or kept, {@code /run} is empty, and the boot id is new.
 * After a recovery, the files in {@code /etc} and {@code /var/lib} are either all old or all new.
 * They are new if the run had reported success.
 */
final class PowerCases {

  private static final Path JOURNAL = Path.of("/etc/dtbind/journal");

  /** Directories that dtbind shares with other programs. */
  private static final List<String> SHARED =
      List.of(
          "/etc/udev/rules.d",
          "/etc/modules-load.d",
          "/etc/systemd/system",
          "/etc/systemd/system/multi-user.target.wants",
          "/run/udev/rules.d");

  private static final List<String> OWN = List.of("/etc/dtbind", "/var/lib/dtbind", "/run/dtbind");

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** More writes than any of the runs makes. */
  private static final int MOST = 300;

  /** The recovery is interrupted before one of its first writes, up to this one. */
  private static final int RECOVERIES = 9;

  private final WritableKernel kernel;
  private final Runnable reset;
  private int cuts;

  /**
   * Creates an instance.
   *
   * @param reset restores the initial state of devices and aggregators, as a reboot does
   */
  PowerCases(WritableKernel kernel, Runnable reset) {
    this.kernel = kernel;
    this.reset = reset;
  }

  /**
   * Returns the cases for a system with the device {@code door}.
   *
   * @param everyWrite whether the power is cut before each write, instead of before some
   */
  static List<Case> of(Target target, boolean everyWrite) {
    PowerCases power = new PowerCases(target.kernel(), () -> reset(target));
    return List.of(
        new Case(
            "persistentBindIsCompleteOrAbsentAfterPowerLoss",
            () -> WritableRoot.with(() -> power.bindings(everyWrite))),
        new Case(
            "persistentAggregatorIsCompleteOrAbsentAfterPowerLoss",
            () -> WritableRoot.with(() -> power.aggregators(everyWrite))));
  }

  static void reset(Target target) {
    Aggregators all = new Aggregators(target.kernel());
    for (LiveAggregator one : all.list()) {
      if (one.device().filter(device -> device.startsWith("gpio-aggregator.")).isPresent()) {
        assertThat(all.delete(DeleteRequest.of(one.text())).exit()).isEqualTo(ExitStatus.DONE);
      }
    }
    incompleteAggregators().forEach(PowerCases::delete);
    if (target.device("door").driver().isPresent()) {
      target.write("/sys/bus/platform/devices/door/driver/unbind", "door");
    }
    target.write("/sys/devices/platform/door/driver_override", "\n");
  }

  /**
   * Returns directories in configfs of an aggregator that was not complete when the power was cut.
   * A reboot would remove them.
   */
  private static List<Path> incompleteAggregators() {
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

  private void bindings(boolean everyWrite) {
    Function<WritableKernel, ExitStatus> bind =
        with -> new Binder(with).bind(BindRequest.of("door").persistent(Access.NONE)).exit();
    Function<WritableKernel, ExitStatus> unbind =
        with -> new Binder(with).unbind(UnbindRequest.of("door").persistent()).exit();
    cut(List.of(), bind, everyWrite);
    cut(List.of(bind), unbind, everyWrite);
  }

  private void aggregators(boolean everyWrite) {
    CreateRequest kept = CreateRequest.of("kept", List.of("gpio2:20-21")).persistent();
    Function<WritableKernel, ExitStatus> create = with -> new Aggregators(with).create(kept).exit();
    Function<WritableKernel, ExitStatus> delete =
        with -> new Aggregators(with).delete(DeleteRequest.of("kept").persistent()).exit();
    cut(List.of(), create, everyWrite);
    cut(List.of(create), delete, everyWrite);
  }

  /**
   * Cuts the power before writes of a change, and after the last.
   *
   * @param begin changes that create the state before
   * @param change the change to interrupt
   */
  void cut(
      List<Function<WritableKernel, ExitStatus>> begin,
      Function<WritableKernel, ExitStatus> change,
      boolean everyWrite) {
    begin(begin);
    Map<String, String> before = files();
    assertThat(change.apply(kernel)).isEqualTo(ExitStatus.DONE);
    Map<String, String> after = files();
    assertThat(after).isNotEqualTo(before);
    int first = cuts;
    int start = 1;
    for (Fate fate : Fate.values()) {
      for (int n = start; n < MOST; n = everyWrite ? n + 1 : 4 * n) {
        begin(begin);
        PowerLoss power = new PowerLoss();
        Disturbance kill = kill(n);
        boolean cut =
            isKilled(
                () ->
                    assertThat(change.apply(kill.in(power.in(kernel)))).isEqualTo(ExitStatus.DONE));
        power.cut(fate);
        stop();
        recover(n);
        assertThat(files())
            .as("power was lost before write %d; unsynced writes are %s", n, fate)
            .isIn(cut ? List.of(before, after) : List.of(after));
        if (!cut) {
          break;
        }
        cuts++;
      }
      // With another fate, before other writes.
      start += everyWrite ? 0 : 1;
    }
    System.out.printf("# power was cut %d times%n", cuts - first);
    assertThat(cuts - first).isBetween(Fate.values().length, MOST * Fate.values().length);
    clear();
  }

  private void begin(List<Function<WritableKernel, ExitStatus>> begin) {
    clear();
    begin.forEach(part -> assertThat(part.apply(kernel)).isEqualTo(ExitStatus.DONE));
  }

  /** Removes everything that dtbind created, from the kernel and from all directories. */
  void clear() {
    stop();
    reset.run();
    ownFiles().forEach(PowerCases::delete);
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes dtbind's files in {@code /run}, which a power loss does not keep. */
  static void stop() {
    ownFiles().filter(path -> path.startsWith("/run")).forEach(PowerCases::delete);
  }

  /** Cuts the power in a first recovery, at a write that depends on {@code n}, then recovers. */
  private void recover(int n) {
    WritableKernel booted = PowerLoss.booted(kernel);
    if (Files.exists(JOURNAL)) {
      assertThat(new Binder(booted).interrupted()).isPresent();
      PowerLoss power = new PowerLoss();
      Disturbance again = kill(1 + n % RECOVERIES);
      isKilled(() -> new Binder(again.in(power.in(booted))).recover(LONGEST));
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

  private static boolean isKilled(Supplier<Object> change) {
    try {
      assertThat(change.get()).isNotNull();
      return false;
    } catch (Disturbance.Killed killed) {
      return true;
    }
  }

  /** Returns dtbind's files that survive a reboot, including incomplete ones. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    ownFiles()
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

  private static Stream<Path> ownFiles() {
    List<Path> ownFiles = new ArrayList<>();
    OWN.forEach(directory -> ownFiles.addAll(all(Path.of(directory), Integer.MAX_VALUE)));
    for (String directory : SHARED) {
      all(Path.of(directory), 1).stream()
          .filter(path -> path.getFileName().toString().contains("dtbind"))
          .forEach(ownFiles::add);
    }
    return ownFiles.stream();
  }

  private static List<Path> all(Path directory, int depth) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try {
      return SystemSnapshot.below(directory, depth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
