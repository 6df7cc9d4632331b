// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Outcome.Stop;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Watch;
import org.dtbind.plans.TreeKernel;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final Problem STOP = Problem.of(Reason.LOCKED, "the probe took too long");

  private final Step first = new Step();
  private final Step second = new Step();
  private final Step files = new Step();
  private final Named one = new Named("one", first, true);
  private final Named other = new Named("other", second, true);
  private final Named waiting = new Named("waiting", second, false);

  private Outcome ended(Optional<Stop> stop, Map<Reversible, String> left) {
    Map<Reversible, List<String>> lines = new LinkedHashMap<>();
    left.forEach((change, line) -> lines.put(change, List.of(line)));
    FilesChange none = new FilesChange(TreeKernel.of(""), List.of(), new FilesEntry(List.of()));
    ChangeSet set = new ChangeSet(List.of(first, second), none, Optional.empty());
    return Outcome.of(set, stop, lines, List.of());
  }

  private Outcome stopped(Phase phase, Optional<Change> at, Map<Reversible, String> left) {
    return ended(Optional.of(new Stop(at, phase, STOP)), left);
  }

  @Test
  void eachPartHasItsOwnNotes() {
    Outcome done = ended(Optional.empty(), Map.of(second, "of other", files, "of all"));
    assertThat(done.result(one)).isEqualTo(new Result.Done<>("one", false, List.of()));
    assertThat(done.result(other))
        .isEqualTo(new Result.Done<>("other", false, List.of("of other")));
    assertThat(done.whole().notes()).containsExactly("of all");
    assertThat(done.whole().exit()).isEqualTo(ExitStatus.DONE);
  }

  @Test
  void onlyThePartThatStoppedHasTheProblem() {
    Outcome at = stopped(Phase.ATTACH, Optional.of(second), Map.of());
    assertThat(at.result(one)).isEqualTo(new Result.RolledBack<>("one", List.of()));
    assertThat(at.result(other)).isEqualTo(new Result.Failed<>("other", STOP, List.of()));
    assertThat(at.result(other).exit()).isEqualTo(ExitStatus.TEMPORARY);
    assertThat(at.whole()).isEqualTo(new Result.Untouched<>());
    Outcome before = stopped(Phase.ATTACH, Optional.of(first), Map.of());
    assertThat(before.result(waiting)).isEqualTo(new Result.Untouched<>());
  }

  @Test
  void noPartHasTheProblemOfWhatBelongsToNone() {
    Outcome at = stopped(Phase.FILES, Optional.of(files), Map.of());
    assertThat(at.result(one)).isEqualTo(new Result.RolledBack<>("one", List.of()));
    assertThat(at.result(waiting)).isEqualTo(new Result.Untouched<>());
    assertThat(at.whole().reason()).contains(STOP);
    assertThat(at.whole().exit()).isEqualTo(ExitStatus.TEMPORARY);
  }

  @Test
  void eachPartHasWhatIsLeftOfIt() {
    Outcome at =
        stopped(
            Phase.MAKE,
            Optional.of(second),
            Map.of(first, "of one", second, "of other", files, "a file"));
    assertThat(at.result(one).notRestored()).containsExactly("of one");
    assertThat(at.result(one).exit()).isEqualTo(ExitStatus.NOT_RESTORED);
    assertThat(at.result(other).notRestored()).containsExactly("of other");
    assertThat(at.whole().notRestored()).containsExactly("a file");
    assertThat(at.whole().exit()).isEqualTo(ExitStatus.NOT_RESTORED);
  }

  @Test
  void requestIsRejectedIfOnlyRecordsWereWrittenAndRemovedAgain() {
    Outcome at = stopped(Phase.REMEMBER, Optional.of(second), Map.of());
    assertThat(at.result(one)).isInstanceOf(Result.RolledBack.class);
    assertThat(at.result(waiting)).isEqualTo(Result.rejected(STOP));
    Outcome before = stopped(Phase.REMEMBER, Optional.empty(), Map.of());
    assertThat(before.result(waiting)).isEqualTo(new Result.Untouched<>());
    assertThat(before.whole()).isEqualTo(Result.rejected(STOP));
    Outcome left = stopped(Phase.REMEMBER, Optional.of(second), Map.of(second, "a record"));
    assertThat(left.result(other))
        .isEqualTo(new Result.Failed<>("other", STOP, List.of("a record")));
  }

  @Test
  void onlyPartHasEverything() {
    Outcome done = ended(Optional.empty(), Map.of(first, "of one", files, "of all"));
    assertThat(done.ofOne().result(one).notes()).containsExactly("of one", "of all");
    Outcome at = stopped(Phase.FILES, Optional.of(files), Map.of(first, "of one", files, "a file"));
    assertThat(at.ofOne().result(one))
        .isEqualTo(new Result.Failed<>("one", STOP, List.of("of one", "a file")));
    Outcome before = stopped(Phase.REMEMBER, Optional.empty(), Map.of());
    assertThat(before.ofOne().result(one)).isEqualTo(Result.rejected(STOP));
  }

  /** A part whose subject is its name. */
  private record Named(String former, Change change, boolean begun) implements Part<String> {
    @Override
    public List<Change> changes() {
      return List.of(change);
    }

    @Override
    public Result<String> done(List<String> notes) {
      return new Result.Done<>(former, false, notes);
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
    public List<String> rollBack(boolean touched, Watch watch) {
      throw new AssertionError();
    }
  }
}
