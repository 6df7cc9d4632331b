// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.session.Session;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.diag.Diagnosed;
import org.dtbind.linux.GenericDriver;
import org.dtbind.simulate.DeclaredEntry;
import org.dtbind.spec.Specification;

/**
 * The command {@code dtbind apply}, which binds devices and creates aggregators that a file
 * declares.
 */
public final class ApplyCommand implements Command {

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
  private final DryRunOption dryRun = new DryRunOption();
  private final Session session;
  private boolean check;

  public ApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Apply a declaration: bind its devices and IOMMU groups, and create its GPIO aggregators. "
            + "Verify the result, and roll back everything on failure. Anything that is already in "
            + "the declared state is left unchanged.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(dryRun);
    arguments
        .option("--check")
        .description("With --dry-run: exit with code 5 if there is anything to write.")
        .flag(value -> check = value);
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
                + "/dev/uioN: other registers in the same pages, or memory. Also change owners "
                + "although former users may keep access.")
        .flag(value -> force = value);
    arguments.add(change);
  }

  @Override
  public Optional<String> problem() {
    return check && !dryRun.isGiven()
        ? Optional.of("--check requires --dry-run")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
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
                      new ApplyRequest(
                          change.request(force, dryRun.isGiven()), prune, omitted.isPresent()));
          ChangeReport report =
              new ChangeReport(session, "apply", ChangeReport.Success.RELEASED, change.format());
          if (dryRun.isGiven()) {
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
