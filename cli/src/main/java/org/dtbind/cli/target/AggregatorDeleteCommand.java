// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.DryRunOption;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind aggregator delete}. */
final class AggregatorDeleteCommand implements Command {

  private final Session session;
  private boolean persist;
  private boolean force;
  private final DryRunOption dryRun = new DryRunOption();
  private final ChangeOptions change = new ChangeOptions();
  private String name = "";

  AggregatorDeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of("Delete a GPIO aggregator.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--persist")
        .description("Also delete the files that create the aggregator at each boot.")
        .flag(value -> persist = value);
    arguments
        .option("--force")
        .description("Delete the aggregator even if its lines are in use.")
        .flag(value -> force = value);
    arguments.add(dryRun);
    arguments.add(change);
    arguments
        .parameter("NAME")
        .index("0")
        .arity("1")
        .description(
            "Name of the aggregator, or name of its Linux device, such as gpio-aggregator.0.")
        .value(String.class, value -> name = value);
  }

  @Override
  public Integer call() throws IOException {
    return change.run(
        session,
        (kernel, stop) ->
            AggregatorReport.show(
                session,
                change.format(),
                "delete",
                name,
                new Aggregators(kernel, stop).delete(request())));
  }

  private DeleteRequest request() {
    return new DeleteRequest(name, persist, change.request(force, dryRun.isGiven()));
  }
}
