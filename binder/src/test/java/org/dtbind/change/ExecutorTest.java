// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Modules;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {

  @TempDir Path root;

  private final List<String> unloaded = new ArrayList<>();

  private final NodesEntry entry = new NodesEntry(List.of());

  @Test
  void modulesThatWereLoadedAreUnloadedAfterABug() throws IOException {
    assertThatThrownBy(() -> run(new Faulty(entry)))
        .hasMessage("a bug")
        .hasNoSuppressedExceptions();
    assertThat(unloaded).containsExactly("gpio_aggregator");
    assertThat(root.resolve("run/dtbind/journal")).doesNotExist();
  }

  @Test
  void modulesThatWereLoadedAreUnloadedAfterABugInTheRollback() throws IOException {
    Change faulty =
        new Faulty(entry) {
          @Override
          public List<String> rollBack(boolean touched, Watch watch) {
            throw new IllegalStateException("another bug");
          }
        };
    assertThatThrownBy(() -> run(faulty))
        .hasMessage("a bug")
        .satisfies(bug -> assertThat(bug.getSuppressed()[0]).hasMessage("another bug"));
    assertThat(unloaded).containsExactly("gpio_aggregator");
    assertThat(root.resolve("run/dtbind/journal")).exists();
  }

  @Test
  void changeThatIsCommittedIsNotRolledBackAfterABug() {
    Change faulty =
        new Faulty(entry) {
          @Override
          public Optional<Problem> apply(Phase phase, Course course) {
            return Optional.empty();
          }

          @Override
          public List<String> finish() {
            throw new IllegalStateException("a bug");
          }

          @Override
          public List<String> rollBack(boolean touched, Watch watch) {
            throw new AssertionError("rolled back");
          }
        };
    assertThatThrownBy(() -> run(faulty)).hasMessage("a bug").hasNoSuppressedExceptions();
    assertThat(unloaded).isEmpty();
    // From this, dtbind recover sees that only the end is missing.
    assertThat(root.resolve("run/dtbind/journal")).content().endsWith("\ndone\n");
  }

  @Test
  void rollbackThatEndsWithABugIsNotRepeated() {
    List<String> rolledBack = new ArrayList<>();
    Change faulty =
        new Faulty(entry) {
          @Override
          public Optional<Problem> apply(Phase phase, Course course) {
            return Optional.of(Problem.of("a failure"));
          }

          @Override
          public List<String> rollBack(boolean touched, Watch watch) {
            rolledBack.add("once");
            throw new IllegalStateException("a bug");
          }
        };
    assertThatThrownBy(() -> run(faulty)).hasMessage("a bug").hasNoSuppressedExceptions();
    assertThat(rolledBack).containsExactly("once");
    assertThat(unloaded).containsExactly("gpio_aggregator");
    assertThat(root.resolve("run/dtbind/journal")).exists();
  }

  @Test
  void changeThatCannotBeRolledBackIsAlone() throws IOException {
    Change irreversible =
        new Faulty(entry) {
          @Override
          public boolean isIrreversible() {
            return true;
          }

          @Override
          public Optional<Problem> apply(Phase phase, Course course) {
            return Optional.of(Problem.of("a failure"));
          }
        };
    assertThat(run(irreversible).stop()).isPresent();
    NodesEntry another = new NodesEntry(List.of());
    assertThatThrownBy(() -> run(irreversible, new Faulty(another)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a change that cannot be rolled back is not alone");
    assertThat(root.resolve("run/dtbind/journal")).doesNotExist();
  }

  private Outcome run(Change... changes) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(
        root.resolve("proc/modules"), "gpio_aggregator 16384 0 - Live 0x0000000000000000\n");
    WritableKernel kernel = kernel();
    LoadedModules modules = new LoadedModules(kernel).own(List.of("gpio_aggregator"));
    return new Executor(kernel, Duration.ZERO, () -> false)
        .run(Stream.of(changes).map(OnePart::new).toList(), modules);
  }

  /** A copy of a system, whose modules can be unloaded. */
  private WritableKernel kernel() {
    Modules modules =
        new Modules() {
          @Override
          public Attempt<Loading> load(String loader, String module, Duration longest) {
            throw new AssertionError(module);
          }

          @Override
          public Attempt<Nothing> unload(String module) {
            unloaded.add(module);
            return Attempt.done();
          }
        };
    return ReplacedPort.in(LinuxKernel.open(root, Trace.NONE), modules);
  }

  private record OnePart(Change change) implements Part<String> {
    @Override
    public List<Change> changes() {
      return List.of(change);
    }

    @Override
    public String former() {
      return "";
    }

    @Override
    public Result<String> done(List<String> notes) {
      throw new AssertionError(notes);
    }
  }

  /** A change that ends with an exception. */
  private static class Faulty implements Change {

    private final NodesEntry entry;

    Faulty(NodesEntry entry) {
      this.entry = entry;
    }

    @Override
    public NodesEntry entry() {
      return entry;
    }

    @Override
    public Undo place() {
      return Undo.DEVICES;
    }

    @Override
    public Optional<Problem> apply(Phase phase, Course course) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public List<String> rollBack(boolean touched, Watch watch) {
      return List.of();
    }
  }
}
