// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.io.IOException;
import java.util.List;
import org.dtbind.change.result.Result;
import org.dtbind.cli.session.Session;
import org.dtbind.iommu.GroupOwnership;
import org.dtbind.view.Format;
import org.dtbind.view.View;

/** Shows that a user owns an IOMMU group, for {@code dtbind group bind --owner}. */
public record GroupOwnerReport(Session session, int number, String user, Format format) {

  private record Shown(
      int group, String user, String state, List<String> nodes, List<String> steps) {}

  public static final View<Shown> VIEW =
      View.<Shown>document(
              "group-owner",
              "`group bind --owner`, for a group that is bound to VFIO: the new owner of the group. `state` is `given` (the user now owns"
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

  /** Shows a result; returns the exit code. */
  int show(Result<GroupOwnership> result) throws IOException {
    List<String> nodes = result.about().map(GroupOwnership::nodes).orElse(List.of());
    List<String> steps = result.about().map(GroupOwnership::steps).orElse(List.of());
    if (result.pending()) {
      steps.forEach(this::print);
    } else if (result.reason().isEmpty()) {
      print("group %d belongs to %s: %s".formatted(number, user, String.join(", ", nodes)));
    }
    ResultReport.problem(session.messages(), result);
    ResultReport.notes(session.messages(), result);
    if (format != Format.TABLE) {
      String state = result.reason().isPresent() ? "refused" : ResultWords.word(result, "given");
      session.output().write(VIEW, new Shown(number, user, state, nodes, steps), format);
    }
    session.output().stream().flush();
    return result.exit().code();
  }

  private void print(String line) {
    if (format == Format.TABLE) {
      session.output().print(line);
    }
  }
}
