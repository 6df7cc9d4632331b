// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.export.target.TargetExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The command {@code dtbind export target}, which exports files that bind devices on a system
 * without Java.
 */
@Command(
    name = "target",
    description = "Export files that bind the declared devices on a system without Java.",
    sortOptions = false)
final class ExportTargetCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ExportOptions options = new ExportOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Name of the declaration, for targets that have several declarations. Each declaration "
              + "has its own files; all declarations share one script and its systemd unit.")
  private Optional<String> name = Optional.empty();

  ExportTargetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (name.filter(text -> !text.matches(TargetExport.NAME)).isPresent()) {
      String message = "--name accepts letters, digits and '+', '.', '_', '-', not '%s'";
      return session.fail(Exit.USAGE, message.formatted(name.get()));
    }
    if (name.filter(text -> text.startsWith("aggregator-")).isPresent()) {
      String message =
          "--name must not begin with 'aggregator-': 'aggregator create --persist' uses such names";
      return session.fail(Exit.USAGE, message);
    }
    return options.runWithBase(
        session, "target", (specification, base) -> TargetExport.of(specification, base, name));
  }
}
