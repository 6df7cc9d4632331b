// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.rpi.Parameter;
import org.dtbind.overlay.rpi.TargetDescription;
import org.dtbind.tree.DeviceTree;
import org.dtbind.view.Table;
import org.dtbind.view.View;

/**
 * The parameters of an overlay or base, for {@code dtbind explain}.
 *
 * @param readme the entry of the overlay in the file README in its directory
 */
public record ParameterReport(String file, List<Row> parameters, Optional<String> readme) {

  /** A parameter. */
  public record Row(String name, String place, List<TargetDescription> targets) {
    public Row {
      targets = List.copyOf(targets);
    }
  }

  public ParameterReport {
    parameters = List.copyOf(parameters);
  }

  private static final View<TargetDescription> TARGET =
      View.<TargetDescription>part()
          .text(
              "type",
              "type of the value: `string`, `u8`, `u16`, `u32`, `u64`, `boolean`, `inverted"
                  + " boolean` or `bytes`; `fragments` if the parameter turns fragments on or off",
              TargetDescription::type)
          .textOrNull(
              "node",
              "label or path of the node that the parameter changes; null for `fragments`",
              TargetDescription::node)
          .textOrNull(
              "property",
              "property that the parameter changes; if this is `name` and `type` is `string`, the"
                  + " parameter renames the node; null for `fragments`",
              TargetDescription::property)
          .numberOrNull(
              "offset",
              "offset of the integer in the property, in bytes; null if the value is not an"
                  + " integer",
              TargetDescription::offset)
          .texts(
              "fragments",
              "fragments that the parameter turns on (`+N`), turns off (`-N`), turns on if the"
                  + " value is true (`=N`) or turns on if the value is false (`!N`)",
              TargetDescription::fragments)
          .textOrNull(
              "literal",
              "fixed value that the parameter writes, whatever value you specify; null for"
                  + " `fragments`, or if the parameter writes the specified value or a value from"
                  + " `values`",
              TargetDescription::literal)
          .texts(
              "values",
              "values that you can specify, each as `VALUE` or, if the parameter writes a different"
                  + " value, `VALUE=WRITTEN`; an empty `VALUE` stands for all other values; the"
                  + " array is empty if the parameter has no such list",
              TargetDescription::values)
          .textOrNull(
              "before",
              "value of the property if the parameter is not set; null for `fragments`, or if the"
                  + " property does not exist",
              TargetDescription::before);

  public static final View<ParameterReport> VIEW =
      View.<ParameterReport>document(
              "parameters", "`explain FILE`: the parameters of an overlay or a base")
          .text("file", "name of the file, as specified on the command line", ParameterReport::file)
          .list(
              "parameters",
              "parameters, in the order in which the file defines them",
              View.<Row>part()
                  .text(
                      "name",
                      "name of the parameter, as in `dtoverlay=OVERLAY,NAME=VALUE`",
                      Row::name)
                  .text(
                      "place",
                      "location of the parameter's definition in the source or blob",
                      Row::place)
                  .list("targets", "what the parameter changes, in order", TARGET, Row::targets),
              ParameterReport::parameters)
          .textOrNull(
              "readme",
              "entry for the overlay in the `README` file in the overlay's directory; null if there"
                  + " is none",
              ParameterReport::readme)
          .table(ParameterReport::table);

  static ParameterReport of(
      String file, DeviceTree tree, List<Parameter> parameters, Optional<String> readme) {
    List<TargetDescription> all = TargetDescription.of(tree, parameters);
    List<Row> rows = new ArrayList<>();
    int at = 0;
    for (Parameter parameter : parameters) {
      int end = at + parameter.targets().size();
      String place = tree.origins().of(parameter.property().span()).place();
      rows.add(new Row(parameter.name(), place, all.subList(at, end)));
      at = end;
    }
    return new ParameterReport(file, rows, readme);
  }

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : parameters) {
      if (row.targets().isEmpty()) {
        rows.add(List.of(row.name(), "-", "nothing", "-", "-", row.place()));
      }
      for (TargetDescription target : row.targets()) {
        rows.add(
            List.of(
                row.name(),
                target.type(),
                changed(target),
                values(target),
                target.before().filter(text -> !text.isEmpty()).orElse("-"),
                row.place()));
      }
    }
    List<String> headings =
        List.of("PARAMETER", "TYPE", "CHANGES", "VALUES", "DEFAULT", "LOCATION");
    return new Table(headings, rows);
  }

  private static String changed(TargetDescription target) {
    if (target.node().isEmpty()) {
      return String.join(" ", target.fragments());
    }
    String offset = target.offset().filter(at -> at != 0).map(at -> "+" + at).orElse("");
    return target.node().get() + ":" + target.property().orElse("") + offset;
  }

  private static String values(TargetDescription target) {
    Optional<String> literal = target.literal().map(text -> "always " + quoted(text));
    return target.values().isEmpty()
        ? literal.orElse(target.node().isEmpty() ? "-" : "any")
        : String.join(", ", target.values().stream().map(ParameterReport::entry).toList());
  }

  private static String entry(String entry) {
    return entry.isEmpty() ? "any" : entry.startsWith("=") ? "else" + entry : entry;
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "''" : text;
  }
}
