// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.container.live.ContainerFiles.Written;
import org.dtbind.view.View;

/** Shows the result of a request for CDI files. */
final class ContainerReport {

  /** The result of a request. Members that do not apply are null or empty. */
  static final View<Result<Written>> RESULT =
      View.<Result<Written>>part()
          .text(
              "result",
              "result of the request: one of the values described above",
              ResultWords::word)
          .number(
              "exit",
              "[exit code](commands.md#exit-codes) that corresponds to the result",
              result -> result.exit().code())
          .texts(
              "devices",
              "names of the devices for container runtimes, such as `dtbind.org/gpio=door`",
              result -> result.about().map(Written::devices).orElse(List.of()))
          .list(
              "changedFiles",
              "CDI files and udev rules that were changed or, in a dry run, would be changed",
              DeviceReport.FILE,
              result -> result.about().map(Written::files).orElse(List.of()))
          .texts("notes", "additional notes, such as devices that are missing", Result::notes)
          .texts(
              "notRestored",
              "parts of the former state that could not be restored",
              Result::notRestored)
          .including(DeviceReport.PROBLEM, Result::reason);

  private ContainerReport() {}

  /** {@return the lines for the table} */
  static List<String> lines(Result<Written> result) {
    List<String> files =
        result.about().map(Written::files).orElse(List.of()).stream()
            .map(FileChange::text)
            .toList();
    if (result instanceof Done<Written> done) {
      String word =
          done.already() ? " is already available to containers" : " is available to containers";
      return Stream.concat(
              done.subject().devices().stream().map(name -> name + word),
              files.stream().map(line -> "  " + line))
          .toList();
    }
    return result instanceof Planned ? files : List.of();
  }
}
