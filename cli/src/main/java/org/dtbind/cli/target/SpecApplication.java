// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.Session;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.diag.Diagnosed;
import org.dtbind.linux.GenericDriver;
import org.dtbind.simulate.DeclaredEntry;
import org.dtbind.spec.Specification;

/** Common parts of {@code dtbind plan} and {@code dtbind apply}. Picocli fills in the options. */
public final class SpecApplication implements ArgumentGroup {

  /**
   * The file in which {@code dtbind try} lists entries of the declaration that its kernel cannot
   * simulate. It is a file in /run because only root can write it; an environment variable could be
   * set by accident and hide entries.
   */
  public static final Path NOT_SIMULATED = Path.of("/run/dtbind-try");

  private final SpecOption spec = new SpecOption();
  private boolean prune;
  private boolean force;
  private final ChangeOptions change = new ChangeOptions();

  @Override
  public void declare(Arguments arguments) {
    arguments.add(spec);
    arguments
        .option("--prune")
        .description(
            "Also release devices that dtbind bound, and delete aggregators that dtbind created, if "
                + "the declaration does not contain them.")
        .flag(value -> prune = value);
    arguments
        .option("--force")
        .description(
            "Also take over devices that are in use or bound to another driver, and delete "
                + "aggregators whose lines are in use. Also allow drivers other than "
                + GenericDriver.enumeration()
                + ". Also give devices to owners who can access more than their device through "
                + "/dev/uioN: other registers in the same pages, or memory.")
        .flag(value -> force = value);
    arguments.add(change);
  }

  /**
   * Applies or plans a declaration; returns the exit code. With {@code check}, the exit code is 5
   * if something remains to be written.
   */
  int run(Session session, String command, boolean dryRun, boolean check) throws IOException {
    // Read standard input before the change starts, so that the user can interrupt the wait for it.
    Diagnosed<Specification> declared = spec.read(session.inputs());
    Optional<String> omitted = without();
    Optional<Specification> specification =
        declared
            .value()
            .map(all -> DeclaredEntry.without(all, DeclaredEntry.entries(omitted.orElse(""))));
    if (session.diagnostics().show(declared) || specification.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    return change.run(
        session,
        (kernel, stop) -> {
          Results results =
              new Declarations(kernel, stop)
                  .apply(
                      specification.get(),
                      new ApplyRequest(change.request(force, dryRun), prune, omitted.isPresent()));
          ChangeReport report =
              new ChangeReport(session, command, ChangeReport.Success.RELEASED, change.format());
          if (dryRun) {
            report.plan(results);
          } else {
            report.done(results);
          }
          int code = report.finish(results);
          return check && results.pending() && code == ExitStatus.DONE.code()
              ? ExitStatus.DRIFT.code()
              : code;
        });
  }

  /**
   * Returns the entries that {@code dtbind try} cannot simulate; empty unless this process runs in
   * its kernel.
   */
  private Optional<String> without() throws IOException {
    return change.isRunning() && Files.exists(NOT_SIMULATED)
        ? Optional.of(Files.readString(NOT_SIMULATED).strip())
        : Optional.empty();
  }
}
