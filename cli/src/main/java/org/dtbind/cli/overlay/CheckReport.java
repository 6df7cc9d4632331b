// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.lines.CheckedLine;
import org.dtbind.tree.NodePath;
import org.dtbind.view.Table;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** The result of {@code dtbind check --together}. */
public record CheckReport(Verification checked, boolean sound, List<Diagnostic> problems) {

  private static final View<Verification.OverlayPart> OVERLAY =
      View.<Verification.OverlayPart>part()
          .text("file", "name of the overlay file", Verification.OverlayPart::name)
          .number(
              "fragments",
              "number of fragments in the overlay",
              Verification.OverlayPart::fragments)
          .texts(
              "labels",
              "labels in the base or in earlier overlays to which the overlay refers",
              Verification.OverlayPart::labels);

  private static final View<CheckedDevice> DEVICE =
      View.<CheckedDevice>part()
          .text("node", "path of the node", CheckedDevice::node)
          .flag("declared", "whether the declaration contains the node", CheckedDevice::declared)
          .word(
              "becomesDevice",
              "whether Linux creates a device for the node",
              Words.of(
                  CheckedDevice.Verdict.class,
                  verdict ->
                      switch (verdict) {
                        case YES -> Words.word("yes");
                        case NO -> Words.word("no");
                        case OFF -> Words.word("off", "the node is disabled");
                        case DEPENDS ->
                            Words.word(
                                "depends",
                                "this depends on the driver of another node, or on the kernel");
                      }),
              CheckedDevice::verdict)
          .textOrNull(
              "bus",
              "bus of the predicted device, such as `platform`; null if no device is predicted",
              device -> linux(device).map(Population.Device::bus))
          .textOrNull(
              "device",
              "name of the predicted device; null if no device is predicted",
              device -> linux(device).map(Population.Device::name))
          .text(
              "note",
              "prediction of what the node becomes, as text",
              device -> device.population().text());

  private static final View<CheckedLine> LINE =
      View.<CheckedLine>part()
          .text("node", "path of the node that uses the line", line -> line.use().node())
          .text(
              "property",
              "name of the property that refers to the line",
              line -> line.use().property())
          .number(
              "index",
              "index of the entry in the property, counted from 0",
              line -> line.use().index())
          .text("controller", "path of the GPIO controller's node", line -> line.use().controller())
          .text(
              "line",
              "offset of the line or, if the specifier contains no offset, the cells that select"
                  + " the line",
              CheckedLine::offset)
          .numberOrNull(
              "lines",
              "number of lines that the GPIO controller has; null if unknown",
              line -> Optional.of(line.lines()).filter(n -> line.known()))
          .textOrNull(
              "linesFrom",
              "property or kernel file from which dtbind got the number of lines; null if unknown",
              line -> Optional.of(line.source()).filter(source -> !source.isEmpty()));

  public static final View<CheckReport> VIEW =
      View.<CheckReport>document(
              "check-together",
              "`check --together`: what was checked. Problems are reported as"
                  + " [diagnostics](#dtbinddiagnostics1)")
          .flag("sound", "whether the check found no errors", CheckReport::sound)
          .list(
              "overlays",
              "overlays, in the order in which they are applied",
              OVERLAY,
              report -> report.checked.overlays())
          .list(
              "devices",
              "nodes that the declaration contains, that overlays add, or whose `compatible` or"
                  + " `status` property overlays set",
              DEVICE,
              report -> report.checked.devices())
          .list(
              "lines",
              "GPIO lines that nodes use because of the overlays",
              LINE,
              report -> report.checked.lines())
          .texts(
              "pinsNotChecked",
              "paths of pin controllers whose pins dtbind cannot check",
              report -> report.checked.unreadPins())
          .number("size", "size of the merged blob, in bytes", report -> report.checked.size())
          .table(CheckReport::table);

  private Table table() {
    List<List<String>> rows = new ArrayList<>();
    for (Verification.OverlayPart part : checked.overlays()) {
      String text = "fragments: %d; labels: %s".formatted(part.fragments(), labels(part));
      rows.add(List.of("overlay", part.name(), text));
    }
    for (CheckedDevice device : checked.devices()) {
      rows.add(List.of("device", device.node().text(), text(device)));
    }
    Map<LineOf, Diagnostic> wrong = problemsOfLines(problems);
    for (CheckedLine line : checked.lines()) {
      rows.add(List.of("line", useText(line), text(line, wrong)));
    }
    for (NodePath controller : checked.unreadPins()) {
      rows.add(List.of("pins", controller.text(), "not checked: its groups cannot be read"));
    }
    rows.add(List.of("size", "merged blob", size(checked)));
    return new Table(List.of("CHECK", "SUBJECT", "RESULT"), rows, true);
  }

  static String labels(Verification.OverlayPart part) {
    return part.labels().isEmpty() ? "none" : String.join(", ", part.labels());
  }

  static String size(Verification checked) {
    return checked.size() + " bytes";
  }

  private static String text(CheckedDevice device) {
    return device.verdict() == CheckedDevice.Verdict.NO
        ? "no device: " + device.population().text()
        : device.population().text();
  }

  /** A line of a property. */
  record LineOf(Optional<Subject> subject, String line, String controller) {}

  /** Returns the first problem of each line, by property and line. */
  static Map<LineOf, Diagnostic> problemsOfLines(List<Diagnostic> problems) {
    Map<LineOf, Diagnostic> first = new HashMap<>();
    for (Diagnostic problem : problems) {
      Optional<String> line = problem.argument(LineClaims.Line.LINE);
      if (problem.severity() != Severity.NOTE && line.isPresent()) {
        String controller = problem.argument(LineClaims.Line.CONTROLLER).orElse("");
        first.putIfAbsent(new LineOf(problem.subject(), line.get(), controller), problem);
      }
    }
    return first;
  }

  /** Returns the problem of a line, because "one of 58 lines" alone reads as success. */
  static String text(CheckedLine line, Map<LineOf, Diagnostic> wrong) {
    Subject subject = Subject.of(line.use().node(), line.use().property());
    LineClaims.Line used = LineClaims.Line.of(line.use());
    Optional<Diagnostic> problem =
        Optional.ofNullable(
            wrong.get(new LineOf(Optional.of(subject), used.number(), used.controller().text())));
    return problem
        .map(diagnostic -> "%s: %s".formatted(diagnostic.code().id(), diagnostic.message().text()))
        .orElseGet(line::text);
  }

  private static Optional<Population.Device> linux(CheckedDevice device) {
    return NodeChain.devices(device.population()).stream().findFirst();
  }

  private static String useText(CheckedLine line) {
    return "%s:%s[%d], line %s of %s"
        .formatted(
            line.use().node(),
            line.use().property(),
            line.use().index(),
            line.offset(),
            line.use().controller());
  }
}
