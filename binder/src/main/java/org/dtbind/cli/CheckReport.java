// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.overlay.verify.CheckedDevice;
import org.dtbind.overlay.verify.CheckedLine;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.tree.NodePath;

/** What {@code dtbind overlay check} looked at, as it is shown. */
final class CheckReport {

  private CheckReport() {}

  /**
   * {@return it}
   *
   * @param checked what was looked at
   * @param sound whether there are no errors
   * @param problems what was found
   */
  static Report of(Verification checked, boolean sound, List<Diagnostic> problems) {
    List<List<String>> rows = new ArrayList<>();
    List<Value> overlays = new ArrayList<>();
    for (Verification.OverlayPart part : checked.overlays()) {
      String labels = part.labels().isEmpty() ? "none" : String.join(", ", part.labels());
      rows.add(
          List.of(
              "overlay",
              part.name(),
              "fragments: %d; labels: %s".formatted(part.fragments(), labels)));
      overlays.add(
          fields(
              member("file", Value.of(part.name())),
              member("fragments", Value.of(part.fragments())),
              member("labels", Value.ofTexts(part.labels()))));
    }
    List<Value> devices = new ArrayList<>();
    for (CheckedDevice device : checked.devices()) {
      rows.add(List.of("device", device.node().text(), text(device)));
      devices.add(value(device));
    }
    List<Value> lines = new ArrayList<>();
    for (CheckedLine line : checked.lines()) {
      rows.add(List.of("line", asker(line), text(line, problems)));
      lines.add(value(line));
    }
    for (NodePath controller : checked.unreadPins()) {
      rows.add(List.of("pins", controller.text(), "not checked: its groups cannot be read"));
    }
    String most = checked.maxSize().isPresent() ? " of " + checked.maxSize().getAsLong() : "";
    rows.add(List.of("size", "merged blob", checked.size() + most + " bytes"));
    return new Report(
        "dtbind.overlay-check/1",
        fields(
            member("sound", Value.of(sound)),
            member("overlays", new Value.Items(overlays)),
            member("devices", new Value.Items(devices)),
            member("lines", new Value.Items(lines)),
            member(
                "pinsNotChecked",
                Value.ofTexts(checked.unreadPins().stream().map(NodePath::text).toList())),
            member("size", Value.of(checked.size())),
            member(
                "maxSize",
                checked.maxSize().isPresent()
                    ? Value.of(checked.maxSize().getAsLong())
                    : new Value.Absent())),
        new Table(List.of("CHECK", "SUBJECT", "RESULT"), rows, true));
  }

  private static String text(CheckedDevice device) {
    return device.verdict() == CheckedDevice.Verdict.NO
        ? "no device: " + device.population().text()
        : device.population().text();
  }

  /**
   * What is wrong with a line is said in its row, too: "one of 58 lines" reads as if it were not.
   */
  private static String text(CheckedLine line, List<Diagnostic> problems) {
    String subject = line.use().node() + ":" + line.use().property();
    String which = "line %s of %s".formatted(line.offset(), line.use().controller());
    return problems.stream()
        .filter(p -> p.severity() != Severity.NOTE && names(p.message(), which))
        .filter(p -> p.subject().filter(subject::equals).isPresent())
        .map(p -> "%s: %s".formatted(p.code().id(), p.message()))
        .findFirst()
        .orElseGet(line::text);
  }

  /** Whether a message names that line: its path may be the beginning of another's. */
  static boolean names(String message, String line) {
    return Pattern.compile(Pattern.quote(line) + "(?=$|[ :;]|, )").matcher(message).find();
  }

  private static Value value(CheckedDevice device) {
    Optional<Population.Device> linux = NodeChain.devices(device.population()).stream().findFirst();
    return fields(
        member("node", Value.of(device.node().text())),
        member("declared", Value.of(device.declared())),
        member("becomesDevice", Value.of(device.verdict().name().toLowerCase(Locale.ROOT))),
        member("bus", Value.of(linux.map(Population.Device::bus))),
        member("device", Value.of(linux.map(Population.Device::name))),
        member("note", Value.of(device.population().text())));
  }

  private static String asker(CheckedLine line) {
    return "%s:%s[%d], line %s of %s"
        .formatted(
            line.use().node(),
            line.use().property(),
            line.use().index(),
            line.offset(),
            line.use().controller());
  }

  private static Value value(CheckedLine line) {
    return fields(
        member("node", Value.of(line.use().node().text())),
        member("property", Value.of(line.use().property())),
        member("index", Value.of(line.use().index())),
        member("controller", Value.of(line.use().controller().text())),
        member("line", Value.of(line.offset())),
        member("lines", line.known() ? Value.of(line.lines()) : new Value.Absent()),
        member(
            "linesFrom", Value.of(Optional.of(line.source()).filter(source -> !source.isEmpty()))));
  }
}
