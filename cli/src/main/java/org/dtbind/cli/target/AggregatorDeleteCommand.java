// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind aggregator delete}. */
@Command(name = "delete", description = "Delete a GPIO aggregator.", sortOptions = false)
final class AggregatorDeleteCommand implements Callable<Integer> {

  private final Session session;

  @Option(
      names = "--persist",
      description = "Also delete the files that create the aggregator at each boot.")
  private boolean persist;

  @Option(names = "--force", description = "Delete the aggregator even if its lines are in use.")
  private boolean force;

  @Option(
      names = "--dry-run",
      description = "Print exactly what would be written, but write nothing.")
  private boolean dryRun;

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description =
          "Name of the aggregator, or name of its Linux device, such as gpio-aggregator.0.")
  private String name = "";

  AggregatorDeleteCommand(Session session) {
    this.session = session;
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
    return new DeleteRequest(name, persist, force, change.timeout(), dryRun);
  }
}
