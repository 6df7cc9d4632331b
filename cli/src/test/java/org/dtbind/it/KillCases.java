// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.SIX;
import static org.dtbind.it.AggregatorCases.created;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Access;

/**
 * Kills dtbind before each write of a change in turn, or before some of them, and then also kills
 * the recovery. After a complete recovery, the system is in the state before or after the change.
 * Prints the number of kills.
 */
final class KillCases {

  private static final List<Path> JOURNALS =
      List.of(Path.of("/run/dtbind/journal"), Path.of("/etc/dtbind/journal"));
  private static final String NEW = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";
  private static final Access GAMES =
      new Access(
          Optional.of("games"),
          Optional.of("tty"),
          Optional.of("0640"),
          Optional.of("kept"),
          Optional.empty());

  /** More writes than any of the runs makes. */
  private static final int MOST = 300;

  /** The recovery is killed before one of its first writes, up to this one. */
  private static final int RECOVERIES = 9;

  private final Target target;
  private final WritableKernel kernel;
  private final boolean everyWrite;

  /**
   * Creates an instance.
   *
   * @param everyWrite whether dtbind is killed before each write, instead of before some: the
   *     second, and each whose number is three times that of the one before it
   */
  KillCases(Target target, boolean everyWrite) {
    this.target = target;
    this.kernel = target.kernel();
    this.everyWrite = everyWrite;
  }

  List<Case> all() {
    List<Case> all = new ArrayList<>();
    all.add(new Case("killedCreateIsDoneOrUndone", () -> creation(kernel)));
    all.add(new Case("killedDeleteIsDoneOrUndone", () -> deletion(kernel)));
    if (target.hasConfigfs()) {
      all.add(new Case("killedCreateBySysfsIsDoneOrUndone", () -> creation(withoutConfigfs())));
      all.add(new Case("killedDeleteBySysfsIsDoneOrUndone", () -> deletion(withoutConfigfs())));
    }
    all.add(new Case("killedDeleteOfForeignAggregatorIsDoneOrUndone", this::deleteForeign));
    all.add(
        new Case(
            "killedChangeOfPersistentAggregatorIsDoneOrUndone",
            () -> WritableRoot.with(this::persistent)));
    all.add(new Case("killedBindWithOwnerIsDoneOrUndone", this::bindWithOwner));
    return all;
  }

  /** Binds with an owner: once from no owner, once from another owner. */
  private void bindWithOwner() {
    BindRequest door = BindRequest.of("door");
    Access other =
        new Access(
            Optional.of("nobody"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("door"),
            Optional.empty());
    killed(
        new Scenario(
            kernel,
            () -> {},
            with -> new Binder(with).bind(door.givenTo(GAMES)).exit(),
            () -> Target.done(new Binder(kernel).unbind(UnbindRequest.of("door")))));
    killed(
        new Scenario(
            kernel,
            () -> Target.done(new Binder(kernel).bind(door.givenTo(other))),
            with -> new Binder(with).bind(door.givenTo(GAMES)).exit(),
            () -> {}));
    Target.done(new Binder(kernel).unbind(UnbindRequest.of("door")));
  }

  private WritableKernel withoutConfigfs() {
    return ReplacedPort.in(kernel, Altered.withoutConfigfs(kernel.sysfs()));
  }

  /**
   * A change to kill.
   *
   * @param ports the system that the change uses
   * @param begin creates the state before the change
   * @param change makes the change
   * @param end goes from the state after the change to the one before {@code begin}
   */
  record Scenario(
      WritableKernel ports,
      Runnable begin,
      Function<WritableKernel, ExitStatus> change,
      Runnable end) {}

  private void delete(String name) {
    AggregatorCases.delete(kernel, name);
  }

  private void creation(WritableKernel ports) {
    // An aggregator of another program, which has to stay unchanged.
    target.write(NEW, "gpio2 28-30");
    CreateRequest six = SIX.withAccess(GAMES);
    killed(
        new Scenario(
            ports,
            () -> {},
            with -> new Aggregators(with).create(six).exit(),
            () -> delete("six")));
    target.write(DELETE, "gpio-aggregator.0");
  }

  private void deletion(WritableKernel ports) {
    CreateRequest six = SIX.withAccess(GAMES);
    killed(
        new Scenario(
            ports,
            () -> created(new Aggregators(ports).create(six)),
            with -> new Aggregators(with).delete(DeleteRequest.of("six")).exit(),
            () -> {}));
    delete("six");
  }

  /** On Linux 6.1, dtbind cannot read the line order of this aggregator to create it again. */
  private void deleteForeign() {
    killed(
        new Scenario(
            kernel,
            () -> target.write(NEW, "gpio2 23,24 nine-byte gpio2 25"),
            with -> new Aggregators(with).delete(DeleteRequest.of("gpio-aggregator.0")).exit(),
            () -> {}));
    target.write(DELETE, "gpio-aggregator.0");
  }

  private void persistent() {
    CreateRequest kept =
        CreateRequest.of("kept", List.of("gpio2:20-21")).withAccess(GAMES).persistent();
    killed(
        new Scenario(
            kernel,
            () -> {},
            with -> new Aggregators(with).create(kept).exit(),
            () ->
                assertThat(
                        new Aggregators(kernel)
                            .delete(DeleteRequest.of("kept").persistent())
                            .exit())
                    .isEqualTo(ExitStatus.DONE)));
    killed(
        new Scenario(
            kernel,
            () -> created(new Aggregators(kernel).create(kept)),
            with -> new Aggregators(with).delete(DeleteRequest.of("kept").persistent()).exit(),
            () -> {}));
    assertThat(new Aggregators(kernel).delete(DeleteRequest.of("kept").persistent()).exit())
        .isEqualTo(ExitStatus.DONE);
  }

  private DriverState state() {
    return DriverState.of(kernel);
  }

  /** Kills the change before its writes; leaves the state before the change. */
  void killed(Scenario scenario) {
    scenario.begin().run();
    DriverState before = state();
    assertThat(scenario.change().apply(scenario.ports())).isEqualTo(ExitStatus.DONE);
    DriverState after = state();
    assertThat(after).isNotEqualTo(before);
    scenario.end().run();
    int kills = 0;
    int losses = 0;
    int n = everyWrite ? 1 : 2;
    for (; n < MOST; n = everyWrite ? n + 1 : 3 * n) {
      if (!state().equals(before)) {
        scenario.begin().run();
      }
      assertThat(state()).as("%s", before.against(state())).isEqualTo(before);
      Disturbance disturbance = kill(n);
      boolean killed = isKilled(() -> scenario.change().apply(disturbance.in(scenario.ports())));
      assertThat(killed).isEqualTo(disturbance.happened());
      recover(scenario.ports(), 1 + kills % RECOVERIES);
      DriverState now = state();
      boolean lost = isInterrupted() || !now.equals(before) && !now.equals(after);
      losses += lost ? 1 : 0;
      assertThat(lost)
          .as("killed before change %s: %s; or %s", n, before.against(now), after.against(now))
          .isFalse();
      if (now.equals(after)) {
        scenario.end().run();
      }
      if (!killed) {
        break;
      }
      kills++;
    }
    System.out.printf("# killed %d times, %d losses%n", kills, losses);
    assertThat(n).isBetween(6, MOST - 1);
    if (!state().equals(before)) {
      scenario.begin().run();
    }
  }

  private static boolean isInterrupted() {
    return JOURNALS.stream().anyMatch(Files::exists);
  }

  /** Kills a first recovery before its write {@code n}, then recovers completely. */
  private void recover(WritableKernel ports, int n) {
    if (!isInterrupted()) {
      return;
    }
    assertThat(new Aggregators(ports).create(CreateRequest.of("x", List.of("gpio2:31"))).exit())
        .isEqualTo(ExitStatus.NOT_RESTORED);
    Disturbance again = kill(n);
    isKilled(() -> new Binder(again.in(ports)).recover(Duration.ofSeconds(9)));
    Recovered recovered = new Binder(ports).recover(Duration.ofSeconds(9));
    assertThat(recovered.exit())
        .as("killed before change %s: %s", n, recovered)
        .isEqualTo(ExitStatus.DONE);
  }

  private static Disturbance kill(int n) {
    return new Disturbance(
        n,
        true,
        () -> {
          throw new Disturbance.Killed();
        });
  }

  /** Returns whether the change was killed. */
  private static boolean isKilled(Supplier<Object> change) {
    try {
      assertThat(change.get()).isNotNull();
      return false;
    } catch (Disturbance.Killed killed) {
      return true;
    }
  }
}
