// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.concurrent.Callable;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code dtbind} without a subcommand: help and version. */
@Command(
    name = "dtbind",
    description =
        "Compile and check devicetrees, bind their devices to drivers, and verify the result.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    versionProvider = Program.VersionLine.class)
final class Program implements Callable<Integer> {

  private final Session session;

  // Picocli reads this field through its annotation.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help and exit.")
  private boolean help;

  // Picocli reads this field through its annotation.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = "--version",
      versionHelp = true,
      description = "Print the version and commit, and exit.")
  private boolean version;

  Program(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.fail(Exit.USAGE, "a command is missing\nsee dtbind --help");
  }

  /** Supplies the version to picocli. */
  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Version.ofThisBuild().line()};
    }
  }
}
