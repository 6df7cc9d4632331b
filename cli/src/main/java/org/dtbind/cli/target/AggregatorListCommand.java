// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.view.Format;

/** The command {@code dtbind aggregator list}. */
final class AggregatorListCommand implements Command {

  private final Session session;
  private final TargetOptions target = new TargetOptions();

  AggregatorListCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "List the GPIO aggregators of the system, and show the source chip and offset of each "
            + "line.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(target);
  }

  @Override
  public Integer call() throws IOException {
    Aggregators aggregators = new Aggregators(target.open(session));
    List<LiveAggregator> all = aggregators.list();
    session.output().write(AggregatorView.LIST, all, target.format());
    if (all.isEmpty() && target.format() == Format.TABLE) {
      session.messages().progress("this system has no GPIO aggregator");
    }
    if (all.stream().anyMatch(aggregator -> !aggregator.ordered())) {
      session
          .messages()
          .note(
              "lines marked \"unordered\" are in the order of their chips: this kernel does not report their order in the aggregator");
    }
    for (String path : aggregators.unclear()) {
      session.messages().note(path + " is damaged, or from another version");
    }
    return ExitStatus.DONE.code();
  }
}
