// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.LineRequest;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.option.OwnerOptions;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind aggregator create}. */
final class AggregatorCreateCommand implements Command {

  private final Session session;
  private final OwnerOptions owner = new OwnerOptions();
  private boolean persist;
  private final DryRunOption dryRun = new DryRunOption();
  private final ChangeOptions change = new ChangeOptions();
  private String name = "";
  private List<String> lines = new ArrayList<>();

  AggregatorCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Create a GPIO chip from selected lines, verify each line of the chip, and roll back "
            + "completely on failure.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(owner);
    arguments
        .option("--persist")
        .description("Also write files to /etc that apply this change at each boot.")
        .flag(value -> persist = value);
    arguments.add(dryRun);
    arguments.add(change);
    arguments
        .parameter("NAME")
        .index("0")
        .arity("1")
        .description("Name of the aggregator, and of the link /dev/gpio/NAME.")
        .value(String.class, value -> name = value);
    arguments
        .parameter("LINE")
        .index("1..*")
        .arity("1..*")
        .description(
            "Name of a line, or LABEL:OFFSETS (such as gpio2:0,4-5), where LABEL is the label of a "
                + "GPIO chip. Instead of LABEL, you can use gpiochipN or the path of the chip's "
                + "devicetree node. A single argument can also contain several lines, in the format "
                + "of the gpio-aggregator driver's new_device file in sysfs.")
        .list(String.class, value -> lines = value);
  }

  @Override
  public Optional<String> problem() {
    return CreateRequest.isName(name)
        ? Optional.empty()
        : Optional.of(
            "\"%s\" is not a valid name for an aggregator: %s"
                .formatted(name, CreateRequest.NAMES));
  }

  @Override
  public Integer call() throws IOException {
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
        change.request(false, dryRun.isGiven()));
  }
}
