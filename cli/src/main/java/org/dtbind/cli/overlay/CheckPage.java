// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.cli.option.FindingSection;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.tree.Figures;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.BootChain;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.lines.CheckedLine;
import org.dtbind.overlay.verify.lines.LineCounts;
import org.dtbind.picture.Figure;
import org.dtbind.picture.Page;
import org.dtbind.picture.Page.Block;
import org.dtbind.picture.Page.Paragraph;
import org.dtbind.picture.Page.Picture;
import org.dtbind.picture.Page.Rows;
import org.dtbind.picture.Page.Section;
import org.dtbind.tree.NodePath;

/** The result of {@code dtbind check --together} as an HTML page, for example for a ticket. */
final class CheckPage {

  private static final String PROBLEMS = "Problems";

  private CheckPage() {}

  /** {@return the page for a stack of which an input cannot be read} */
  static Page unread(Session session, Path base) {
    List<Diagnostic> problems = session.diagnostics().seen();
    return page(session, base, FindingSection.of(PROBLEMS, problems), problems, "cannot be read");
  }

  /** {@return the page for a stack that was read} */
  static Page of(
      Session session, Path base, Optional<BootChain> boot, Optional<Verification> checked) {
    List<Diagnostic> problems = session.diagnostics().seen();
    List<Section> sections = new ArrayList<>();
    sections.addAll(FindingSection.of(PROBLEMS, problems));
    if (checked.isEmpty()) {
      return page(session, base, sections, problems, "cannot be merged");
    }
    Verification all = checked.get();
    sections.add(stack(base, boot, all));
    sections.add(devices(all));
    sections.add(lines(all, problems));
    String size = "The merged blob has " + CheckReport.size(all) + ".";
    sections.add(new Section("Size", List.of(new Paragraph(size))));
    return page(session, base, sections, problems, "has errors");
  }

  private static Page page(
      Session session, Path base, List<Section> sections, List<Diagnostic> problems, String wrong) {
    long errors = count(problems, Severity.ERROR);
    long warnings = count(problems, Severity.WARNING);
    String verdict = errors == 0 ? "The stack is sound" : "The stack " + wrong;
    return new Page(
        "Overlays on " + InputFiles.name(base),
        verdict
            + ": "
            + Phrases.count(errors, "error")
            + ", "
            + Phrases.count(warnings, "warning")
            + ".",
        sections,
        session.output().made());
  }

  private static long count(List<Diagnostic> problems, Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).count();
  }

  private static Section stack(Path base, Optional<BootChain> boot, Verification checked) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("base", InputFiles.name(base), "", ""));
    int place = 1;
    for (Verification.OverlayPart part : checked.overlays()) {
      rows.add(
          List.of(
              Integer.toString(place++),
              part.name(),
              Integer.toString(part.fragments()),
              CheckReport.labels(part)));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Rows(List.of("Order", "File", "Fragments", "Required labels"), rows));
    boot.map(CheckPage::text).ifPresent(text -> blocks.add(new Paragraph(text)));
    return new Section("The stack, in the order in which it is applied", blocks);
  }

  private static String text(BootChain chain) {
    return "The overlays were also checked against the rules of " + chain.word() + ".";
  }

  private static Section devices(Verification checked) {
    List<List<String>> rows = new ArrayList<>();
    for (CheckedDevice device : checked.devices()) {
      String verdict =
          switch (device.verdict()) {
            case YES -> "yes";
            case NO -> "no";
            case DEPENDS -> "depends";
            case OFF -> "off: the node is disabled";
          };
      String origin = device.declared() ? "declared" : "added by an overlay";
      rows.add(List.of(device.node().text(), origin, verdict, device.population().text()));
    }
    return new Section(
        "Devices that the overlays add or that are declared",
        rows.isEmpty()
            ? List.of(new Paragraph("The overlays add no devices."))
            : List.of(new Rows(List.of("Node", "Why it was checked", "Device", "Details"), rows)));
  }

  private static Section lines(Verification checked, List<Diagnostic> problems) {
    Map<CheckReport.LineOf, Diagnostic> wrong = CheckReport.problemsOfLines(problems);
    List<List<String>> rows = new ArrayList<>();
    Set<NodePath> controllers = new LinkedHashSet<>();
    for (CheckedLine line : checked.lines()) {
      controllers.add(line.use().controller());
      rows.add(
          List.of(
              line.use().node() + " " + line.use().property() + "[" + line.use().index() + "]",
              line.offset(),
              line.use().controller().text(),
              CheckReport.text(line, wrong)));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        rows.isEmpty()
            ? new Paragraph("The overlays use no GPIO lines.")
            : new Rows(List.of("Consumer", "Line", "Controller", "Result"), rows));
    if (!controllers.isEmpty()) {
      Figure figure = Figures.controllers(LineCounts.counted(checked.tree()), controllers);
      if (!figure.chips().isEmpty()) {
        blocks.add(new Picture(figure));
      }
    }
    if (!checked.unreadPins().isEmpty()) {
      String names =
          checked.unreadPins().stream().map(NodePath::text).collect(Collectors.joining(", "));
      blocks.add(
          new Paragraph(
              "Pins of these controllers were not checked, because their groups cannot be read: "
                  + names));
    }
    return new Section("GPIO lines that the overlays use", blocks);
  }
}
