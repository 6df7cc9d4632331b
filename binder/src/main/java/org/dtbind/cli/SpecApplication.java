// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.bind.ApplyRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Outcomes;
import org.dtbind.diag.Diagnosed;
import org.dtbind.simulate.NotSimulated;
import org.dtbind.spec.Specification;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code dtbind plan} and {@code dtbind apply} have in common. Filled in by picocli. */
final class SpecApplication {

  /**
   * Written by 'try' in its kernel: what of the declaration cannot be there. Nobody but root writes
   * it, and a variable of the environment that is there by accident hides nothing.
   */
  static final Path NOT_SIMULATED = Path.of("/run/dtbind-try");

  @Mixin private SpecOption spec = new SpecOption();

  @Option(
      names = "--prune",
      description =
          "Also release devices that dtbind bound, and delete aggregators that it made, which are"
              + " not declared.")
  private boolean prune;

  @Option(
      names = "--force",
      description =
          "Also take a device from its driver, allow drivers not known to be generic, and delete an"
              + " aggregator while somebody has a line of it.")
  private boolean force;

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  @Mixin private TargetOptions target = new TargetOptions();

  /** Applies what is declared, or plans that. */
  Result run(Session session, String command, boolean dryRun) throws IOException {
    if (!timeout.valid()) {
      return new Result(session.fail(Exit.USAGE, TimeoutOption.USAGE), false);
    }
    Diagnosed<Specification> declared = spec.read(session.inputs());
    String without = without();
    Optional<Specification> specification =
        declared.value().map(all -> NotSimulated.without(all, without));
    if (session.show(declared) || specification.isEmpty()) {
      return new Result(Exit.INPUT.code(), false);
    }
    try (Interrupts interrupts = Interrupts.guard()) {
      Binder binder = new Binder(target.open(session), interrupts::wanted);
      Outcomes outcomes =
          binder.apply(
              specification.get(), new ApplyRequest(prune, force, timeout.duration(), dryRun));
      OutcomeOutput output = new OutcomeOutput(session, command, "released", target.format());
      int code = interrupts.ended(dryRun ? output.plan(outcomes) : output.end(outcomes));
      return new Result(code, outcomes.pending());
    }
  }

  /** What 'try' has found to be impossible in its kernel, in which this is. */
  private String without() throws IOException {
    return target.isRunning() && Files.exists(NOT_SIMULATED)
        ? Files.readString(NOT_SIMULATED).strip()
        : "";
  }

  /**
   * What came of it.
   *
   * @param code the exit code
   * @param pending whether something is still to be written
   */
  record Result(int code, boolean pending) {}
}
