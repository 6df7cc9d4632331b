// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.LineRequest;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.OwnerOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind aggregator create}. */
@Command(
    name = "create",
    description =
        "Create a GPIO chip from selected lines, verify each line of the chip, and roll back "
            + "completely on failure.",
    sortOptions = false)
final class AggregatorCreateCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private OwnerOptions owner = new OwnerOptions();

  @Option(
      names = "--persist",
      description = "Also write files to /etc that apply this change at each boot.")
  private boolean persist;

  @Option(
      names = "--dry-run",
      description = "Print exactly what would be written, but write nothing.")
  private boolean dryRun;

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "Name of the chip, and of the link /dev/gpio/NAME.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "LINE",
      description =
          "Name of a line, or LABEL:OFFSETS (such as gpio2:0,4-5), where LABEL is the label of a "
              + "GPIO chip. Instead of LABEL, you can use gpiochipN or the path of the chip's "
              + "devicetree node. A single argument can also contain several lines, in the format "
              + "of the driver's new_device file in sysfs.")
  private List<String> lines = new ArrayList<>();

  AggregatorCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!CreateRequest.isName(name)) {
      return session.fail(
          Exit.USAGE,
          "\"%s\" is not a valid name for an aggregator: %s".formatted(name, CreateRequest.NAMES));
    }
    if (owner.problem().isPresent()) {
      return session.fail(Exit.USAGE, owner.problem().get());
    }
    return change.run(
        session,
        (kernel, stop) ->
            AggregatorReport.show(
                session,
                change.format(),
                "create",
                name,
                new Aggregators(kernel, stop).create(request())));
  }

  private CreateRequest request() {
    return new CreateRequest(
        name,
        lines.stream().<LineRequest>map(LineRequest.Text::new).toList(),
        owner.access(Optional.empty()),
        persist,
        Optional.empty(),
        change.timeout(),
        dryRun);
  }
}
