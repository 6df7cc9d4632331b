// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;

/**
 * Finds the wrong entries of lists of references, and says what the nodes take that they refer to.
 */
public final class WrongEntries {

  private final DeviceTree tree;
  private Optional<Map<Integer, NodePath>> phandles = Optional.empty();

  WrongEntries(DeviceTree tree) {
    this.tree = tree;
  }

  record Kind(Code code, Severity severity) {

    static Kind of(Diagnostic finding) {
      return new Kind(finding.code(), finding.severity());
    }
  }

  /** A list of references, with the name of the property that defines the cells of an entry. */
  record References(NodePath node, DtProperty property, String cells) {

    Subject subject() {
      return Subject.of(node, property.name());
    }
  }

  /** An entry of a list, and the node that it refers to. */
  record ListedNode(NodePath provider, DtNode node, Span place, int given) {}

  /**
   * {@return a finding about the first wrong entry of each list of references in a source}
   *
   * <p>dtc counts cells, and takes the reference of the next entry for a cell of an entry that has
   * too few.
   *
   * @param tree the tree
   * @param levels the levels of the checks; a list is examined if the check of its property is on
   */
  public static List<Diagnostic> of(DeviceTree tree, CheckLevels levels) {
    WrongEntries entries = new WrongEntries(tree);
    List<Diagnostic> all = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          if (node.property("gpio-hog").isEmpty()) {
            for (DtProperty property : node.properties()) {
              entries.ofList(path, property, levels).ifPresent(all::add);
            }
          }
        });
    return all;
  }

  private Optional<Diagnostic> ofList(NodePath path, DtProperty property, CheckLevels levels) {
    Optional<Check> check = PhandleLists.check(property.name()).filter(levels::runs);
    if (check.isEmpty()) {
      return Optional.empty();
    }
    Severity severity = levels.isError(check.get()) ? Severity.ERROR : Severity.WARNING;
    return PhandleLists.cells(property.name())
        .flatMap(
            cells -> first(new Kind(check.get(), severity), new References(path, property, cells)));
  }

  /** Returns a property of a node as a list. */
  Optional<References> list(NodePath path, String property, String cells) {
    return tree.node(path)
        .flatMap(node -> node.property(property))
        .map(found -> new References(path, found, cells));
  }

  /** Returns a finding about the first wrong entry; empty if the source does not mark entries. */
  Optional<Diagnostic> first(Kind kind, References list) {
    List<Integer> cells = list.property().value().wholeCells();
    List<Marker.PhandleOf> marks = list.property().value().references();
    for (int i = 0; i < marks.size(); i++) {
      int at = marks.get(i).offset() / Integer.BYTES;
      int next = end(cells, marks, i);
      Optional<ListedNode> entry =
          at < next ? entry(cells, at, next, marks.get(i).reference().span()) : Optional.empty();
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      Optional<Integer> wanted = entry.get().node().cell(list.cells());
      if (wanted.isEmpty()) {
        // A node without #msi-cells takes none.
        return kind.code() == Check.MSI_PARENT_PROPERTY
            ? Optional.empty()
            : Optional.of(noProvider(kind, list, entry.get()));
      }
      if (wanted.get() != entry.get().given() && !isPadded(cells, at, next, wanted.get())) {
        return isArgument(list, cells, marks, i, wanted.get())
            ? Optional.empty()
            : Optional.of(wrongCount(kind, list, entry.get()));
      }
    }
    return Optional.empty();
  }

  private static int end(List<Integer> cells, List<Marker.PhandleOf> marks, int index) {
    return index + 1 < marks.size() ? marks.get(index + 1).offset() / Integer.BYTES : cells.size();
  }

  /**
   * Whether the reference after an entry with too few cells is one of its cells, because the node
   * takes no entries itself: for example, {@code mboxes} of TI's mailboxes.
   */
  private boolean isArgument(
      References list, List<Integer> cells, List<Marker.PhandleOf> marks, int index, int wanted) {
    int at = marks.get(index).offset() / Integer.BYTES;
    int next = end(cells, marks, index);
    return next - at - 1 < wanted
        && next < cells.size()
        && entry(cells, next, next + 1, Span.NONE)
            .filter(entry -> entry.node().property(list.cells()).isEmpty())
            .isPresent();
  }

  private Optional<ListedNode> entry(List<Integer> cells, int at, int next, Span place) {
    if (phandles.isEmpty()) {
      phandles = Optional.of(tree.phandles());
    }
    return Optional.ofNullable(phandles.get().get(cells.get(at)))
        .flatMap(
            path -> tree.node(path).map(node -> new ListedNode(path, node, place, next - at - 1)));
  }

  /** Whether only empty entries, which for Linux are cells of 0, are before the next entry. */
  private static boolean isPadded(List<Integer> cells, int at, int next, int wanted) {
    return wanted >= 0
        && next - at - 1 > wanted
        && cells.subList(at + 1 + wanted, next).stream().allMatch(cell -> cell == 0);
  }

  private Diagnostic noProvider(Kind kind, References list, ListedNode entry) {
    Message message =
        Message.of(
            "{provider} cannot be used in '{property}', because it has no '{cells}'",
            name(entry.provider(), entry.node()),
            list.property().name(),
            list.cells());
    return at(kind, list, entry.place(), message)
        .note(entry.provider() + " is at", tree.origins().of(entry.node().named()));
  }

  /** Returns a finding about an entry with a wrong number of cells. */
  Diagnostic wrongCount(Kind kind, References list, ListedNode entry) {
    int wanted = entry.node().cell(list.cells()).orElse(0);
    String taken = count(wanted) + meanings(entry.node(), list.cells(), wanted);
    // All entries of 'interrupts' are for one controller, so that the list has no places of
    // entries.
    Message message =
        (list.property().name().equals("interrupts")
                ? Message.of(
                    "{provider} takes {cells}, but this list has {given}",
                    name(entry.provider(), entry.node()),
                    taken,
                    count(entry.given()))
                : Message.of(
                    "{provider} takes {cells}, but this entry has {given}",
                    name(entry.provider(), entry.node()),
                    taken,
                    count(entry.given())))
            // The arguments that the text names are phrases, and stay so for programs that read
            // them.
            .with("expected", Integer.toString(wanted))
            .with("found", Integer.toString(entry.given()));
    Span cells = entry.node().property(list.cells()).map(DtProperty::span).orElse(Span.NONE);
    return at(kind, list, entry.place(), message)
        .note("'" + list.cells() + "' is at", tree.origins().of(cells));
  }

  Diagnostic at(Kind kind, References list, Span place, Message message) {
    return Diagnostic.warning(kind.code(), tree.origins(), place, message)
        .as(kind.severity())
        .about(list.subject());
  }

  /** Returns the label by which sources refer to a node; its path if it has none. */
  static String name(NodePath path, DtNode node) {
    return node.labels().isEmpty() ? path.text() : node.labels().get(0).name();
  }

  private static String count(int cells) {
    return cells == 0
        ? "no cells"
        : cells == 1 ? "1 cell" : Integer.toUnsignedString(cells) + " cells";
  }

  /** Returns what the cells of an entry are, where that does not depend on the driver. */
  private static String meanings(DtNode provider, String property, int cells) {
    List<String> names = new ArrayList<>();
    switch (property) {
      // drivers/gpio/gpiolib-of.c, of_gpio_simple_xlate()
      case "#gpio-cells" -> names.addAll(cells == 2 ? List.of("line", "flags") : List.of());
      // drivers/pwm/core.c, of_pwm_xlate_with_flags()
      case "#pwm-cells" ->
          names.addAll(
              cells == 3
                  ? List.of("channel", "period", "flags")
                  : cells == 2 ? List.of("channel", "period") : List.of());
      case "#interrupt-cells" -> names.addAll(interrupt(provider, cells));
      default -> {}
    }
    return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
  }

  private static List<String> interrupt(DtNode controller, int cells) {
    // kernel/irq/irqdomain.c, irq_domain_xlate_twocell()
    if (cells == 2 && controller.property("gpio-controller").isPresent()) {
      return List.of("line", "type");
    }
    // drivers/irqchip/irq-gic.c, gic_irq_domain_translate()
    boolean gic =
        controller.compatible().stream().anyMatch(name -> name.matches("arm,(.*-)?gic(-.*)?"));
    return cells == 3 && gic ? List.of("kind", "number", "type") : List.of();
  }
}
