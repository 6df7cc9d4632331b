// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.bind.Binder;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.journal.JournalFile;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.dtbind.change.result.Recovered.Interrupted;
import org.dtbind.kernel.Errno;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Interrupts changes at each of their writes. Every change ends as a whole: all of it is made, or
 * nothing.
 */
class ChangesTest {

  /** The end of a program that is killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  @TestFactory
  Stream<DynamicTest> changesWithAWriteThatFailsAreRolledBack() throws IOException {
    return successful()
        .map(each -> dynamicTest(each.title() + ": " + each.request(), () -> fail(each)));
  }

  @TestFactory
  Stream<DynamicTest> changesThatAreKilledAreRecovered() throws IOException {
    return successful()
        .map(each -> dynamicTest(each.title() + ": " + each.request(), () -> kill(each)));
  }

  @TestFactory
  Stream<DynamicTest> changesWhoseRollbackIsKilledAreRecovered() throws IOException {
    return successful()
        .map(
            each ->
                dynamicTest(
                    each.title() + ": " + each.request(),
                    () -> eachTwo(each, ChangesTest::failAndKill)));
  }

  @TestFactory
  Stream<DynamicTest> changesWhoseRollbackFailsAreReportedAndCanBeRecovered() throws IOException {
    return successful()
        .map(
            each ->
                dynamicTest(
                    each.title() + ": " + each.request(),
                    () -> eachTwo(each, ChangesTest::failTwice)));
  }

  private static Stream<PlanCase> successful() throws IOException {
    List<PlanCase> cases =
        PlanCase.read(PlansTest.DIRECTORY.resolve("changes.txt")).stream()
            .filter(each -> PlanRequest.of(each.request()).runs())
            .filter(each -> !each.expected().contains("\nthe system is as before\n"))
            .filter(each -> !each.expected().contains("\ndiffers: "))
            .toList();
    assertThat(cases).hasSizeGreaterThan(5);
    return cases.stream();
  }

  private static void fail(PlanCase change) throws IOException {
    RunningSystem whole = change.system();
    int writes = run(change, whole).good() ? whole.writes() : 0;
    assertThat(writes).isPositive();
    for (int at = 1; at <= writes; at++) {
      int failing = at;
      RunningSystem system = change.system();
      SystemTree before = system.tree();
      system.interrupt(n -> n == failing ? Optional.of(Errno.EIO) : Optional.empty());
      Results results = run(change, system);
      String text = PlanText.of(results);
      // A complete change is not rolled back only because its journal or record stays.
      assertThat(system.differences(results.good() ? whole.tree() : before))
          .as("write %d fails: %s", at, text)
          .allMatch(path -> results.good() && text.contains("note: cannot remove " + path));
    }
  }

  private static void kill(PlanCase change) throws IOException {
    RunningSystem whole = change.system();
    run(change, whole);
    for (int at = 1; at <= whole.writes(); at++) {
      int last = at;
      RunningSystem system = change.system();
      SystemTree before = system.tree();
      system.interrupt(
          n -> {
            if (n >= last) {
              throw new Killed();
            }
            return Optional.empty();
          });
      assertThatThrownBy(() -> run(change, system)).isInstanceOf(Killed.class);
      recover("killed at write " + at, system, before, whole.tree(), whole.tree());
    }
  }

  /**
   * A change of which a write fails, and which is interrupted again at a later write, when it is
   * rolled back.
   *
   * @param ended the system if it is not interrupted again
   * @param whole the system if no write fails
   */
  private record Twice(PlanCase change, int at, int end, SystemTree ended, SystemTree whole) {}

  private static void eachTwo(PlanCase change, ThrowingConsumer<Twice> check) throws Throwable {
    RunningSystem whole = change.system();
    run(change, whole);
    for (int at = 1; at <= whole.writes(); at++) {
      int failing = at;
      RunningSystem ended = change.system();
      ended.interrupt(n -> n == failing ? Optional.of(Errno.EIO) : Optional.empty());
      run(change, ended);
      for (int end = at + 1; end <= ended.writes(); end++) {
        check.accept(new Twice(change, at, end, ended.tree(), whole.tree()));
      }
    }
  }

  private static void failAndKill(Twice two) throws IOException {
    RunningSystem system = two.change().system();
    SystemTree before = system.tree();
    system.interrupt(
        n -> {
          if (n >= two.end()) {
            throw new Killed();
          }
          return n == two.at() ? Optional.of(Errno.EIO) : Optional.empty();
        });
    assertThatThrownBy(() -> run(two.change(), system)).isInstanceOf(Killed.class);
    String when = "write %d fails, killed at write %d".formatted(two.at(), two.end());
    recover(when, system, before, two.ended(), two.whole());
  }

  private static void failTwice(Twice two) throws IOException {
    RunningSystem system = two.change().system();
    SystemTree before = system.tree();
    system.interrupt(
        n -> n == two.at() || n == two.end() ? Optional.of(Errno.EIO) : Optional.empty());
    Results results = run(two.change(), system);
    String when = "writes %d and %d fail".formatted(two.at(), two.end());
    boolean stays = JournalFile.find(system.kernel().files()).value().orElseThrow().isPresent();
    if (!results.good() && !system.differences(before).isEmpty()) {
      assertThat(results.exit())
          .as("%s: %s", when, PlanText.of(results))
          .isEqualTo(ExitStatus.NOT_RESTORED);
      assertThat(stays).as(when).isTrue();
    }
    if (stays) {
      recover(when, system, before, two.ended(), two.whole());
    }
  }

  /** {@code ended} is the system after the same change, if it is not killed. */
  private static void recover(
      String when, RunningSystem system, SystemTree before, SystemTree ended, SystemTree whole) {
    system.interrupt(n -> Optional.empty());
    Recovered recovered = new Binder(system.kernel()).recover(Duration.ZERO);
    assertThat(recovered.exit()).as(when).isEqualTo(ExitStatus.DONE);
    List<SystemTree> ends =
        recovered instanceof Interrupted interrupted
            ? List.of(interrupted.way() == Interrupted.Way.FINISHED ? whole : before)
            : List.of(before, ended, whole);
    assertThat(ends).as(when).anyMatch(end -> system.differences(end).isEmpty());
  }

  private static Results run(PlanCase change, RunningSystem system) {
    return PlanRequest.of(change.request()).results(system.kernel(), system.tree());
  }
}
