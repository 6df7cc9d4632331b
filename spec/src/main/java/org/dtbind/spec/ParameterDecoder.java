// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.spec.DeviceSpec.Setting;
import org.dtbind.spec.yaml.YamlNode;

/** Reads the parameters of a device from a declaration. */
final class ParameterDecoder {

  private static final List<String> KEYS = Fields.keys(DeviceSpec.Parameter.class);

  private final Reading reading;
  private final DeclarationProblems problems;
  private final List<GpioSpec> lines;

  ParameterDecoder(Reading reading, List<GpioSpec> lines) {
    this.reading = reading;
    this.problems = reading.problems();
    this.lines = lines;
  }

  Optional<DeviceSpec.Parameter> parameter(YamlNode node) {
    Optional<Fields> fields = Fields.of(reading, node, "a parameter", KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields parameter = fields.get();
    parameter.require("a parameter", "name", "sets");
    Optional<Located<String>> name =
        parameter.text(
            "name",
            DeviceSpec.PARAMETER,
            "a valid name (letters, digits, '_' and '-', starting with a letter)");
    Optional<Located<Setting>> sets =
        parameter.choice(
            "sets", List.of(Setting.values()), Setting::text, "a valid value of 'sets'");
    Optional<Located<String>> line = parameter.text("line");
    Optional<Located<String>> info = parameter.text("info");
    if (name.isEmpty() || sets.isEmpty() || !fits(parameter, sets.get(), line)) {
      return Optional.empty();
    }
    return Optional.of(new DeviceSpec.Parameter(name.get(), sets.get(), line, info, node.span()));
  }

  /**
   * Checks that the device has the line whose setting the parameter changes, and reports an error
   * if not.
   */
  private boolean fits(Fields parameter, Located<Setting> sets, Optional<Located<String>> line) {
    if (!sets.value().isOfLine()) {
      line.ifPresent(
          given ->
              problems.fail(
                  SpecCode.CONFLICTING_KEYS,
                  parameter.keySpan("line"),
                  Message.of(
                      "'{setting}' applies to the device, so 'line' is not allowed",
                      sets.value().text()),
                  "'sets' is at",
                  sets.span()));
      return line.isEmpty();
    }
    List<String> names =
        lines.stream().flatMap(each -> each.name().stream()).map(Located::value).toList();
    if (lines.isEmpty()) {
      problems.fail(
          SpecCode.BAD_VALUE,
          sets.span(),
          Message.of(
              "'{setting}' applies to a line, but this device has no lines", sets.value().text()),
          "declare the line, for example gpios: [{ controller: ..., offset: ... }]");
    } else if (line.isPresent() && !names.contains(line.get().value())) {
      Message message = Message.of("this device has no line named '{name}'", line.get());
      if (names.isEmpty()) {
        problems.fail(SpecCode.BAD_VALUE, line.get().span(), message, "add 'name' to the line");
      } else {
        reading.unknown(SpecCode.BAD_VALUE, line.get().span(), message, line.get().value(), names);
      }
    } else if (line.isEmpty() && lines.size() > 1) {
      problems.fail(
          SpecCode.MISSING_KEY,
          parameter.head(),
          Message.of("this device has {count} lines, so the parameter needs 'line'", lines.size()),
          "add 'line: NAME', where NAME is the name of one of the lines");
    } else {
      return true;
    }
    return false;
  }
}
