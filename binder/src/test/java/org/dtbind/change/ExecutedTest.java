// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Watch;
import org.junit.jupiter.api.Test;

class ExecutedTest {

  private static final Problem STOP = Problem.of(Reason.LOCKED, "the probe took too long");

  private final Step first = new Step();
  private final Step second = new Step();
  private final Step files = new Step();
  private final Named one = new Named("one", first, true);
  private final Named other = new Named("other", second, true);
  private final Named waiting = new Named("waiting", second, false);

  private static Result<String> of(Executed executed, Named part, Named... all) {
    return executed.result(part, List.of(all));
  }

  private static Executed stopped(Phase phase, Optional<Change> at, Map<Reversible, String> left) {
    Map<Reversible, List<String>> lines = new LinkedHashMap<>();
    left.forEach((change, line) -> lines.put(change, List.of(line)));
    return new Executed.RolledBack(at, phase, STOP, lines, List.of(), List.of("module x stays"));
  }

  @Test
  void firstPartHasTheNotesAndModulesOfAll() {
    Executed done = new Executed.Done(List.of("note"), List.of("module"));
    assertThat(of(done, one, one, other))
        .isEqualTo(new Result.Done<>("one[module]", false, List.of("note")));
    assertThat(of(done, other, one, other))
        .isEqualTo(new Result.Done<>("other[]", false, List.of()));
  }

  @Test
  void onlyThePartThatStoppedHasTheProblem() {
    Executed at = stopped(Phase.ATTACH, Optional.of(second), Map.of());
    assertThat(of(at, one, one, other)).isEqualTo(new Result.RolledBack<>("one", List.of()));
    Result<String> failed = of(at, other, one, other);
    assertThat(failed)
        .isEqualTo(
            new Result.Failed<>("other", STOP.details(List.of("module x stays")), List.of()));
    assertThat(failed.exit()).isEqualTo(ExitStatus.TEMPORARY);
    Executed before = stopped(Phase.ATTACH, Optional.of(first), Map.of());
    assertThat(of(before, waiting, one, waiting)).isEqualTo(new Result.Untouched<>());
  }

  @Test
  void firstPartHasTheProblemOfWhatBelongsToNoPart() {
    Executed atFiles = stopped(Phase.FILES, Optional.of(files), Map.of());
    assertThat(of(atFiles, one, one, other)).isInstanceOf(Result.Failed.class);
    assertThat(of(atFiles, waiting, one, waiting)).isEqualTo(new Result.Untouched<>());
  }

  @Test
  void eachPartHasWhatIsLeftOfItAndTheFirstAlsoWhatIsLeftOfNone() {
    Executed at =
        stopped(
            Phase.MAKE,
            Optional.of(second),
            Map.of(first, "of one", second, "of other", files, "a file"));
    assertThat(of(at, one, one, other).notRestored()).containsExactly("of one", "a file");
    assertThat(of(at, one, one, other).exit()).isEqualTo(ExitStatus.NOT_RESTORED);
    Result<String> failed = of(at, other, one, other);
    assertThat(((Result.Failed<String>) failed).notRestored()).containsExactly("of other");
    assertThat(failed.exit()).isEqualTo(ExitStatus.NOT_RESTORED);
  }

  @Test
  void requestIsRejectedIfOnlyRecordsWereWrittenAndRemovedAgain() {
    Executed at = stopped(Phase.REMEMBER, Optional.of(second), Map.of());
    assertThat(of(at, one, one, other)).isEqualTo(Result.rejected(STOP));
    assertThat(of(at, other, one, other)).isEqualTo(new Result.Untouched<>());
    Executed left = stopped(Phase.REMEMBER, Optional.of(second), Map.of(second, "a record"));
    assertThat(of(left, one, one, other))
        .isEqualTo(
            new Result.Failed<>(
                "one", STOP.details(List.of("module x stays")), List.of("a record")));
    assertThat(of(left, other, one, other)).isEqualTo(new Result.Untouched<>());
  }

  /** A part whose subject is its name, and after the change also the loaded modules. */
  private record Named(String former, Change change, boolean begun) implements Part<String> {
    @Override
    public List<Change> changes() {
      return List.of(change);
    }

    @Override
    public Result<String> done(Executed.Done executed) {
      return new Result.Done<>(former + executed.modules(), false, executed.notes());
    }
  }

  /** A change that this test never makes. */
  private static final class Step implements Change {
    @Override
    public ReversibleEntry entry() {
      throw new AssertionError();
    }

    @Override
    public Undo place() {
      throw new AssertionError();
    }

    @Override
    public Optional<Problem> apply(Phase phase, Course course) {
      throw new AssertionError();
    }

    @Override
    public List<String> revert(boolean touched, Watch watch) {
      throw new AssertionError();
    }
  }
}
