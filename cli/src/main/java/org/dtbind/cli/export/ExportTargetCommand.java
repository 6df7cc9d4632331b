// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportOptions.Base;
import org.dtbind.cli.session.Session;
import org.dtbind.export.target.TargetExport;
import org.dtbind.source.FileName;

/**
 * The command {@code dtbind export target}, which exports files that bind devices on a system
 * without Java.
 */
final class ExportTargetCommand implements Command {

  private final Session session;
  private final ExportOptions options = new ExportOptions("target", Base.REQUIRED);
  private Optional<String> name = Optional.empty();
  private boolean force;

  ExportTargetCommand(Session session) {
    this.session = session;
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
    arguments
        .option("--force")
        .description(
            "Also export owners who can access more than their device through /dev/uioN: other "
                + "registers in the same pages, or memory.")
        .flag(value -> force = value);
  }

  @Override
  public Optional<String> problem() {
    if (name.filter(text -> !text.matches(TargetExport.NAME)).isPresent()) {
      String message = "--name accepts letters, digits and '+', '.', '_', '-', not '%s'";
      return Optional.of(message.formatted(name.get()));
    }
    return name.filter(text -> text.startsWith("aggregator-"))
        .map(
            text ->
                "--name must not begin with 'aggregator-': 'aggregator create --persist' uses such"
                    + " names");
  }

  @Override
  public Integer call() throws IOException {
    return options.run(
        session,
        Optional.empty(),
        inputs -> TargetExport.of(inputs.specification(), inputs.tree(), name, force),
        this::reportLeftOver);
  }

  /** Names the files of an earlier export that are not part of this one. */
  private List<ExportDirectory.Planned> reportLeftOver(List<ExportDirectory.Planned> files) {
    Set<String> exported =
        files.stream().map(file -> file.artefact().path()).collect(Collectors.toSet());
    for (String path : TargetExport.optionalPaths(name)) {
      Path place = options.directory().resolve(path);
      if (!exported.contains(path) && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        session
            .messages()
            .error(
                FileName.text(place)
                    + " is not part of this export: if an earlier export wrote it, remove it here"
                    + " and on the target");
      }
    }
    return files;
  }
}
