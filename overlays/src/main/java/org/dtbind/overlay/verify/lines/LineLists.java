// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.GpioHog;
import org.dtbind.linux.PhandleEntries;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;

/**
 * Checks that lists of lines that overlays add are well-formed: a phandle and as many cells as the
 * controller requires (drivers/of/base.c, {@code __of_parse_phandle_with_args()}).
 */
public record LineLists(Stack stack) {

  private static final int MOST_NOTES = 5;

  private record Lines(NodePath node, DtProperty property, List<Integer> cells) {

    Subject subject() {
      return Subject.of(node, property.name());
    }
  }

  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    Map<NodePath, List<Lines>> lost = new LinkedHashMap<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              boolean isNew = stack.isAddedOrEnabled(path);
              for (DtProperty property : node.properties()) {
                boolean isRequest = LineUses.asksForLines(property.name());
                if (isRequest && (isNew || stack.isWritten(path, property))) {
                  List<Diagnostic> found = new ArrayList<>();
                  check(path, node, property, found);
                  boolean driven = isDriven(path);
                  found.forEach(one -> problems.add(driven ? one : one.as(Severity.WARNING)));
                } else if (isRequest && !isHog(path, node)) {
                  Lines lines = new Lines(path, property, property.value().wholeCells());
                  for (NodePath controller : switchedOff(lines.cells())) {
                    lost.computeIfAbsent(controller, any -> new ArrayList<>()).add(lines);
                  }
                }
              }
            });
    lost.forEach((controller, users) -> problems.add(lost(controller, users)));
    return problems;
  }

  /**
   * Returns whether a driver may bind to the node or to one above it. Otherwise, the property may
   * be something else than a list of lines.
   */
  private boolean isDriven(NodePath path) {
    return Stream.iterate(path, at -> !at.isRoot(), NodePath::parent)
        .flatMap(at -> stack.merged().at(at).stream())
        .anyMatch(node -> node.property("compatible").isPresent());
  }

  /** Returns the controllers in a list of the base that overlays disable. */
  private List<NodePath> switchedOff(List<Integer> cells) {
    return entries(cells).entries().stream()
        .filter(entry -> !entry.isEmpty())
        .flatMap(entry -> stack.merged().byPhandle(cells.get(entry.at())).stream())
        .filter(path -> stack.base().isAvailable(path) && !stack.merged().isAvailable(path))
        .distinct()
        .toList();
  }

  /** Reports a controller that overlays disable, although nodes of the base need its lines. */
  private Diagnostic lost(NodePath controller, List<Lines> users) {
    NodePath disabled = disabled(controller);
    Diagnostic problem =
        stack.error(
            VerifyCode.CONTROLLER_OFF,
            stack.place(disabled, "status"),
            Subject.of(disabled, "status"),
            Message.of(
                "this disables the GPIO controller {controller}, but enabled nodes request its"
                    + " lines",
                controller));
    for (Lines lines : users.subList(0, Math.min(users.size(), MOST_NOTES))) {
      problem =
          problem.note(
              lines.node() + " requests them at",
              stack.merged().origin(stack.place(lines.node(), lines.property().name())));
    }
    return problem.help("disable these nodes, too, or leave the controller enabled");
  }

  private PhandleEntries entries(List<Integer> cells) {
    return PhandleEntries.of(
        cells, phandle -> stack.merged().byPhandle(phandle).flatMap(this::cellsOf));
  }

  private void check(NodePath path, DtNode node, DtProperty property, List<Diagnostic> problems) {
    Optional<List<Integer>> cells = property.value().cells();
    if (node.property("gpio-hog").isPresent()) {
      if (property.name().equals("gpios") && property.value().reference(0).isPresent()) {
        return;
      }
      cells.flatMap(list -> hog(new Lines(path, property, list))).ifPresent(problems::add);
      return;
    }
    if (isHog(path, node)) {
      return;
    }
    if (cells.isEmpty()) {
      problems.add(
          stack.error(
              VerifyCode.WRONG_SPECIFIER,
              property.span(),
              Subject.of(path, property.name()),
              Message.of("a list of lines must consist of 4-byte cells")));
      return;
    }
    Lines lines = new Lines(path, property, cells.get());
    List<Marker.PhandleOf> references = property.value().references();
    if (!references.isEmpty() && references.get(0).offset() == 0) {
      written(lines, references, problems);
    } else {
      counted(lines, problems);
    }
  }

  /** Returns whether a node is a hog, or lacks only the property that makes it one. */
  private boolean isHog(NodePath path, DtNode node) {
    DtNode parent = path.isRoot() ? node : stack.merged().at(path.parent()).orElseThrow();
    return node.property("gpio-hog").isPresent() || GpioHog.isUnmarked(node, parent);
  }

  /** Checks the list of a hog, which has no phandles because the controller is the parent. */
  private Optional<Diagnostic> hog(Lines lines) {
    NodePath controller = lines.node().parent();
    int given = lines.cells().size();
    return cellsOf(controller)
        .filter(wanted -> wanted > 0 && given % wanted != 0)
        .map(wanted -> wrong(lines, lines.property().span(), controller, wanted, given));
  }

  /** Checks a list from source, where references mark the entries. */
  private void written(Lines lines, List<Marker.PhandleOf> references, List<Diagnostic> problems) {
    for (int i = 0; i < references.size(); i++) {
      int at = references.get(i).offset() / Integer.BYTES;
      int next =
          i + 1 < references.size()
              ? references.get(i + 1).offset() / Integer.BYTES
              : lines.cells().size();
      Span place = references.get(i).reference().span();
      Optional<NodePath> controller = controller(lines, at, place, problems);
      Optional<Integer> wanted = controller.flatMap(this::cellsOf);
      int given = next - at - 1;
      int entry = given;
      // A cell of 0 in place of a phandle is an entry without a line.
      while (wanted.isPresent() && entry > wanted.get() && lines.cells().get(at + entry) == 0) {
        entry--;
      }
      if (wanted.isPresent() && entry != wanted.get()) {
        problems.add(wrong(lines, place, controller.get(), wanted.get(), given));
      } else if (entry != given && !isSeparate(lines.property(), at + 1 + entry)) {
        // Linux uses the line. Only chip selects are usually written in this way.
        problems.add(
            wrong(lines, place, controller.get(), wanted.get(), given).as(Severity.WARNING));
      }
    }
  }

  /** Returns whether a cell begins a part of its own, or the list is one of chip selects. */
  private static boolean isSeparate(DtProperty property, int cell) {
    return property.name().endsWith("cs-gpios")
        || property.value().markers().stream()
            .anyMatch(m -> m instanceof Marker.Typed && m.offset() == cell * Integer.BYTES);
  }

  /** Checks a list from a blob, where the cell counts delimit the entries. */
  private void counted(Lines lines, List<Diagnostic> problems) {
    Span place = lines.property().span();
    PhandleEntries list = entries(lines.cells());
    for (PhandleEntries.Entry entry : list.entries()) {
      if (!entry.isEmpty()) {
        controller(lines, entry.at(), place, problems);
      }
    }
    int left = lines.cells().size() - list.end() - 1;
    if (left >= 0) {
      Optional<NodePath> controller = controller(lines, list.end(), place, problems);
      controller
          .flatMap(this::cellsOf)
          .map(wanted -> wrong(lines, place, controller.get(), wanted, left))
          .ifPresent(problems::add);
    }
  }

  private Diagnostic wrong(Lines lines, Span place, NodePath controller, int wanted, int given) {
    Message message = LineClaims.otherCount(controller, wanted, given);
    return stack
        .error(VerifyCode.WRONG_SPECIFIER, place, lines.subject(), message)
        .note("'#gpio-cells' is at", origin(controller, "#gpio-cells"));
  }

  private Origin origin(NodePath path, String property) {
    return stack.merged().origin(stack.place(path, property));
  }

  /** Returns the node of a phandle; empty, with an error, if it is not a GPIO controller. */
  private Optional<NodePath> controller(
      Lines lines, int at, Span place, List<Diagnostic> problems) {
    int phandle = lines.cells().get(at);
    Optional<NodePath> path = stack.merged().byPhandle(phandle);
    if (path.isEmpty()) {
      Message message =
          Message.of(
              "no node has the phandle {phandle}, which is at index {index} of the list",
              "0x%x".formatted(phandle),
              at);
      problems.add(
          stack
              .error(VerifyCode.NO_CONTROLLER, place, lines.subject(), message)
              .help("check whether an earlier entry has too many or too few cells"));
      return path;
    }
    if (cellsOf(path.get()).isEmpty()) {
      Message message =
          Message.of("{node} is not a GPIO controller: it has no '#gpio-cells'", path.get());
      Diagnostic problem =
          stack
              .error(VerifyCode.NO_CONTROLLER, place, lines.subject(), message)
              .note(path.get() + " is at", stack.merged().origin(stack.place(path.get())));
      boolean meant =
          stack.merged().at(path.get()).orElseThrow().property("gpio-controller").isPresent();
      problems.add(meant ? problem.help("add '#gpio-cells' to " + path.get()) : problem);
      return Optional.empty();
    }
    if (!stack.merged().isAvailable(path.get())) {
      NodePath disabled = disabled(path.get());
      Message message = Message.of("the line's controller {controller} is disabled", path.get());
      problems.add(
          stack
              .error(VerifyCode.CONTROLLER_OFF, place, lines.subject(), message)
              .note("disabled at", origin(disabled, "status"))
              .help("to use its lines, set status = \"okay\" in " + stack.name(disabled)));
    }
    return path;
  }

  /** Returns the topmost disabled ancestor, or the node itself. */
  private NodePath disabled(NodePath path) {
    NodePath found = path;
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      if (!stack.merged().at(at).orElseThrow().isAvailable()) {
        found = at;
      }
    }
    return found;
  }

  private Optional<Integer> cellsOf(NodePath controller) {
    return stack
        .merged()
        .at(controller)
        .flatMap(node -> node.cell("#gpio-cells"))
        .filter(cells -> cells >= 0);
  }
}
