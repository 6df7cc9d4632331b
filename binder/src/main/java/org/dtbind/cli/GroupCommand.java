// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dtbind group}: IOMMU groups. */
@Command(
    name = "group",
    description =
        "Shows IOMMU groups, the smallest sets of devices that can be given away, and gives them.",
    sortOptions = false)
final class GroupCommand implements Callable<Integer> {

  private static final List<String> COMMANDS =
      List.of("list", "show", "bind", "release", "hand-over");

  private final Session session;

  private GroupCommand(Session session) {
    this.session = session;
  }

  /** {@return it with those of its own commands that are asked for} */
  static CommandLine line(Session session, List<String> given) {
    CommandLine line = new CommandLine(new GroupCommand(session));
    for (String name : CommandName.asked(COMMANDS, given)) {
      line.addSubcommand(name, command(name, session));
    }
    return line;
  }

  private static Callable<Integer> command(String name, Session session) {
    return switch (name) {
      case "list" -> new GroupListCommand(session);
      case "show" -> new GroupShowCommand(session);
      case "bind" -> new GroupBindCommand(session);
      case "release" -> new GroupReleaseCommand(session);
      case "hand-over" -> new GroupHandOverCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE,
        "what to do is missing: list, show, bind, release or hand-over\nsee dtbind group --help");
  }
}
