// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.export.target.TargetExport;

/**
 * The command {@code dtbind export target}, which exports files that bind devices on a system
 * without Java.
 */
final class ExportTargetCommand implements Command {

  private final Session session;
  private final ExportOptions options = new ExportOptions();
  private Optional<String> name = Optional.empty();

  ExportTargetCommand(Session session) {
    this.session = session;
  }

  @Override
  public String name() {
    return "target";
  }

  @Override
  public List<String> description() {
    return List.of("Export files that bind the declared devices on a system without Java.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(options);
    arguments
        .option("--name")
        .label("NAME")
        .description(
            "Name of the declaration, for targets that have several declarations. Each declaration "
                + "has its own files; all declarations share one script and its systemd units.")
        .value(String.class, value -> name = Optional.of(value));
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
