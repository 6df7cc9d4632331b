// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Binder;
import org.dtbind.change.result.Result;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.ChangeOptions;
import org.dtbind.cli.option.SecondsOption;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupOwnership;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/** The command {@code dtbind group hand-over}. */
public final class GroupHandOverCommand implements Command {

  private record Shown(
      int group, String user, String state, List<String> nodes, List<String> steps) {}

  public static final View<Shown> VIEW =
      View.<Shown>document(
              "group-hand-over",
              "`group hand-over`: the new owner of a group. `state` is `given` (the user now owns"
                  + " the group), `already` (the user already owned the group), `planned` (this was"
                  + " a dry run) or `refused` (the request was rejected, or failed)")
          .number("group", "number of the group, as specified in the request", Shown::group)
          .text("user", "user, as specified in the request", Shown::user)
          .text("state", "result of the request: one of the values described above", Shown::state)
          .texts(
              "nodes",
              "paths of the device nodes that the user owns or, in a dry run, would own",
              Shown::nodes)
          .texts("steps", "steps that were taken or, in a dry run, would be taken", Shown::steps);

  private final Session session;
  private String user = "";
  private boolean persist;
  private boolean dryRun;
  private final SecondsOption patience =
      new SecondsOption("--wait", 0, "Seconds to wait for the group to be closed. Default: 0.");
  private boolean force;
  private final ChangeOptions change = new ChangeOptions();
  private int number;

  GroupHandOverCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Give one user exclusive access to an IOMMU group that is bound to VFIO. If a process "
            + "has the group open, reject the request.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--to")
        .label("USER")
        .required()
        .description("The new owner: a user name or user ID.")
        .value(String.class, value -> user = value);
    arguments
        .option("--persist")
        .description("Also write a file to /etc that hands the group over at each boot.")
        .flag(value -> persist = value);
    arguments
        .option("--dry-run")
        .description("Print the steps, but change nothing.")
        .flag(value -> dryRun = value);
    arguments.add(patience);
    arguments
        .option("--force")
        .description(
            "Hand the group over even if VFIO's allow_unsafe_interrupts option lets the owner "
                + "inject interrupts of other devices, or former users may keep access.")
        .flag(value -> force = value);
    arguments.add(change);
    arguments
        .parameter("N")
        .index("0")
        .arity("1")
        .description("Number of the group.")
        .value(int.class, value -> number = value);
  }

  @Override
  public Optional<String> problem() {
    return user.matches("[A-Za-z0-9_.][A-Za-z0-9_.@-]*[$]?")
        ? Optional.empty()
        : Optional.of("\"" + user + "\" is not a valid user name");
  }

  @Override
  public Integer call() throws IOException {
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
    ResultReport.problem(session.messages(), result);
    ResultReport.notes(session.messages(), result);
    if (change.format() != Format.TABLE) {
      String state = result.reason().isPresent() ? "refused" : ResultWords.word(result, "given");
      session.output().write(VIEW, new Shown(number, user, state, nodes, steps), change.format());
    }
    session.output().stream().flush();
    return result.exit().code();
  }

  private void print(String line) {
    if (change.format() == Format.TABLE) {
      session.output().print(line);
    }
  }

  private HandOverRequest request() {
    return new HandOverRequest(
        number, user, change.request(force, dryRun), persist, patience.orElse(Duration.ZERO));
  }
}
