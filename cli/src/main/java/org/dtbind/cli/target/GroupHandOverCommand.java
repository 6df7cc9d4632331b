// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.dtbind.bind.Binder;
import org.dtbind.change.result.Result;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupOwnership;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.view.Format;
import org.dtbind.view.Table;
import org.dtbind.view.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dtbind group hand-over}. */
@Command(
    name = "hand-over",
    description =
        "Give one user exclusive access to an IOMMU group that is bound to VFIO. If a process "
            + "has the group open, reject the request.",
    sortOptions = false)
public final class GroupHandOverCommand implements Callable<Integer> {

  private static final int LONGEST_WAIT = 86_400;

  private record Shown(
      int group, String user, String state, List<String> nodes, List<String> steps) {}

  public static final View<Shown> VIEW =
      View.<Shown>document(
              "group-hand-over",
              "`group hand-over`: the owner of a group. `state` is `given`, `already`, `planned` or"
                  + " `refused` (rejected or failed)")
          .number("group", "number of the group", Shown::group)
          .text("user", "user who owns the group", Shown::user)
          .text("state", "state, one of the words above", Shown::state)
          .texts(
              "nodes", "paths of the device nodes that the user owns, or would own", Shown::nodes)
          .texts("steps", "steps, done or planned", Shown::steps);

  private final Session session;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "USER",
      description = "The new owner: a user name or user ID.")
  private String user = "";

  @Option(
      names = "--persist",
      description = "Also write a file to /etc that hands the group over at each boot.")
  private boolean persist;

  @Option(names = "--dry-run", description = "Print the steps, but change nothing.")
  private boolean dryRun;

  @Option(
      names = "--wait",
      paramLabel = "S",
      description = "Seconds to wait for the group to be closed. Default: 0.")
  private double patience;

  @Option(
      names = "--force",
      description =
          "Hand the group over even if VFIO's allow_unsafe_interrupts option lets the owner "
              + "inject interrupts of other devices.")
  private boolean force;

  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(paramLabel = "N", description = "The number of the group.")
  private int number;

  GroupHandOverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (patience < 0 || patience > LONGEST_WAIT) {
      return session.fail(Exit.USAGE, "--wait must be from 0 to 86400 seconds");
    }
    if (!user.matches("[A-Za-z0-9_.][A-Za-z0-9_.@-]*[$]?")) {
      return session.fail(Exit.USAGE, "\"" + user + "\" is not a valid user name");
    }
    return change.run(
        session, (kernel, stop) -> show(new Binder(kernel, stop).handOver(request())));
  }

  private int show(Result<GroupOwnership> result) throws IOException {
    List<String> nodes = result.about().map(GroupOwnership::nodes).orElse(List.of());
    List<String> steps = result.about().map(GroupOwnership::steps).orElse(List.of());
    if (result.pending()) {
      steps.forEach(this::print);
    } else if (result.reason().isEmpty()) {
      print("group %d belongs to %s: %s".formatted(number, user, String.join(", ", nodes)));
    }
    ResultReport.problem(session, result);
    ResultReport.notes(session, result);
    if (change.format() != Format.TABLE) {
      String state = result.reason().isPresent() ? "refused" : ResultReport.word(result, "given");
      session.write(VIEW, new Shown(number, user, state, nodes, steps), change.format());
    }
    session.out().flush();
    return result.exit().code();
  }

  private void print(String line) {
    if (change.format() == Format.TABLE) {
      session.out().println(Table.printable(line));
    }
  }

  private HandOverRequest request() {
    return new HandOverRequest(
        number,
        user,
        change.timeout(),
        dryRun,
        persist,
        Duration.ofMillis((long) (patience * 1000)),
        force);
  }
}
