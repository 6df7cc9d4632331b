// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.view.Format;

/** The command {@code dtbind group show}. */
final class GroupShowCommand implements Command {

  private final Session session;
  private final TargetOptions target = new TargetOptions();
  private int number;

  GroupShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show the devices in an IOMMU group. If no program or virtual machine can currently "
            + "own the group, also show why.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(target);
    arguments
        .parameter("N")
        .index("0")
        .arity("1")
        .description("Number of the group.")
        .value(int.class, value -> number = value);
  }

  @Override
  public Integer call() throws IOException {
    IommuGroups groups = IommuGroups.read(target.open(session));
    if (groups.absent().isPresent()) {
      return session.fail(ExitStatus.UNAVAILABLE, groups.absent().get());
    }
    Optional<IommuGroup> group = groups.group(number);
    if (group.isEmpty()) {
      String numbers =
          groups.groups().stream()
              .map(one -> String.valueOf(one.number()))
              .collect(Collectors.joining(", "));
      return session.fail(
          ExitStatus.NOT_FOUND,
          "there is no IOMMU group " + number + "; the groups are " + numbers);
    }
    session.output().write(GroupReport.SHOW, group.get(), target.format());
    if (target.format() == Format.TABLE) {
      GroupReport.reasons(group.get()).forEach(line -> session.messages().progress(line));
    }
    return ExitStatus.DONE.code();
  }
}
