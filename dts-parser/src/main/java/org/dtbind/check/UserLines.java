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
 * Moves findings of dtc's checks to the lists that are wrong, and names the nodes that they refer
 * to: dtc reports an interrupt with too few cells at {@code #interrupt-cells} of the controller,
 * and one cell too many as {@code not a phandle reference}.
 */
public final class UserLines {

  private final DeviceTree tree;
  private Optional<Map<Integer, NodePath>> phandles = Optional.empty();

  private UserLines(DeviceTree tree) {
    this.tree = tree;
  }

  private record Kind(Code code, Severity severity) {

    static Kind of(Diagnostic finding) {
      return new Kind(finding.code(), finding.severity());
    }
  }

  /** A list of references, with the name of the property that defines the cells of an entry. */
  private record References(NodePath node, DtProperty property, String cells) {

    Subject subject() {
      return Subject.of(node, property.name());
    }
  }

  /** An entry of a list, and the node that it refers to. */
  private record ListedNode(NodePath provider, DtNode node, Span place, int given) {}

  /**
   * {@return the findings at the lines of users; equal findings only once}
   *
   * @param tree the checked tree
   * @param findings findings of checks of the tree; others remain as they are
   */
  public static List<Diagnostic> of(DeviceTree tree, List<Diagnostic> findings) {
    UserLines lines = new UserLines(tree);
    return findings.stream().map(lines::moved).distinct().toList();
  }

  /**
   * {@return a finding about the first wrong entry of each list of references in a source}
   *
   * <p>dtc counts cells, and takes the reference of the next entry for a cell of an entry that has
   * too few.
   *
   * @param tree the tree
   * @param levels the levels of the checks; a list is examined if the check of its property is on
   */
  public static List<Diagnostic> ofLists(DeviceTree tree, CheckLevels levels) {
    UserLines lines = new UserLines(tree);
    List<Diagnostic> all = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          if (node.property("gpio-hog").isEmpty()) {
            for (DtProperty property : node.properties()) {
              lines.ofList(path, property, levels).ifPresent(all::add);
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
            cells -> wrong(new Kind(check.get(), severity), new References(path, property, cells)));
  }

  private Diagnostic moved(Diagnostic finding) {
    if (!(finding.code() instanceof Check check)) {
      return finding;
    }
    return switch (check.family()) {
      case INTERRUPTS ->
          ofInterrupts(finding)
              .orElseGet(() -> check == Check.INTERRUPT_PROVIDER ? ofController(finding) : finding);
      case ADDRESSES -> check == Check.REG_FORMAT ? ofAddress(finding) : atName(finding);
      case PROVIDERS -> ofProvider(finding).orElse(finding);
      default -> atName(finding);
    };
  }

  /** Returns a finding about a node at its name; dtc's place is the node's content. */
  private Diagnostic atName(Diagnostic finding) {
    return finding
        .subject()
        .filter(subject -> subject.property().isEmpty())
        .flatMap(subject -> tree.node(subject.node()))
        .filter(node -> !node.written().isEmpty())
        .filter(node -> tree.origins().of(node.written().get(0)).equals(finding.origin()))
        .map(node -> finding.at(tree.origins().of(node.named())))
        .orElse(finding);
  }

  private Diagnostic ofController(Diagnostic finding) {
    boolean cells =
        finding
            .subject()
            .flatMap(subject -> tree.node(subject.node()))
            .flatMap(node -> node.property("#interrupt-cells"))
            .isPresent();
    return atName(finding)
        .help(
            cells
                ? "add 'interrupt-controller' to the node, or remove '#interrupt-cells'"
                : "add '#interrupt-cells' to the node");
  }

  /** Adds the cells of the parent to a finding about {@code reg}. */
  private Diagnostic ofAddress(Diagnostic finding) {
    NodePath path = finding.subject().map(Subject::node).orElse(NodePath.ROOT);
    if (path.isRoot()) {
      return finding;
    }
    Optional<DtNode> parent = tree.node(path.parent());
    Diagnostic found = finding;
    for (String cells : List.of("#address-cells", "#size-cells")) {
      Optional<DtProperty> own = parent.flatMap(node -> node.property(cells));
      if (own.isPresent()) {
        found = found.note("'" + cells + "' is at", tree.origins().of(own.get().span()));
      }
    }
    boolean memory =
        tree.node(path).filter(node -> node.strings("device_type").contains("memory")).isPresent();
    // drivers/of/fdt.c, early_init_dt_scan_memory()
    return found.help(
        "use as many cells as '#address-cells' and '#size-cells' of %s specify%s"
            .formatted(
                path.parent(),
                memory
                    ? "; otherwise, Linux finds this memory only if the bootloader corrects it"
                    : ", or correct these properties"));
  }

  private Optional<Diagnostic> ofInterrupts(Diagnostic finding) {
    Optional<References> list =
        finding
            .argument(CheckArguments.LIST_PROPERTY)
            .flatMap(
                property ->
                    node(finding, CheckArguments.LIST_NODE)
                        .flatMap(path -> list(path, property, "#interrupt-cells")));
    if (list.isEmpty()) {
      return Optional.empty();
    }
    DtProperty property = list.get().property();
    if (property.name().equals("interrupt-parent")) {
      return finding
          .subject()
          .map(Subject::node)
          .flatMap(
              path ->
                  tree.node(path)
                      .map(node -> noController(Kind.of(finding), list.get(), path, node)));
    }
    int found = property.value().bytes().length() / Integer.BYTES;
    return node(finding, CheckArguments.PROVIDER)
        .flatMap(
            path -> tree.node(path).map(node -> new ListedNode(path, node, property.span(), found)))
        .map(entry -> wrongCount(Kind.of(finding), list.get(), entry));
  }

  private Diagnostic noController(Kind kind, References list, NodePath path, DtNode controller) {
    Message message =
        Message.of(
            "{provider} is not an interrupt controller, because it has neither"
                + " 'interrupt-controller' nor 'interrupt-map'",
            name(path, controller));
    return at(kind, list, list.property().span(), message)
        .note(path + " is at", tree.origins().of(controller.named()))
        .help("refer to the interrupt controller that the device is connected to");
  }

  private static Optional<NodePath> node(Diagnostic finding, String argument) {
    return finding.argument(argument).flatMap(NodePath::parse);
  }

  private Optional<References> list(NodePath path, String property, String cells) {
    return tree.node(path)
        .flatMap(node -> node.property(property))
        .map(found -> new References(path, found, cells));
  }

  private Optional<Diagnostic> ofProvider(Diagnostic finding) {
    Optional<Subject> subject = finding.subject();
    Optional<String> property =
        finding.argument(CheckArguments.REFERRER).or(() -> subject.flatMap(Subject::property));
    if (subject.isEmpty() || property.isEmpty()) {
      return Optional.empty();
    }
    return PhandleLists.cells(property.get())
        .flatMap(cells -> list(subject.get().node(), property.get(), cells))
        .flatMap(list -> wrong(Kind.of(finding), list));
  }

  /** Returns a finding about the first wrong entry; empty if the source does not mark entries. */
  private Optional<Diagnostic> wrong(Kind kind, References list) {
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

  private Diagnostic wrongCount(Kind kind, References list, ListedNode entry) {
    int wanted = entry.node().cell(list.cells()).orElse(0);
    String taken = count(wanted) + meanings(entry.node(), list.cells(), wanted);
    boolean interrupts = list.property().name().equals("interrupts");
    Message message =
        (interrupts
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
    Diagnostic moved =
        at(kind, list, entry.place(), message)
            .note("'" + list.cells() + "' is at", tree.origins().of(cells));
    if (!interrupts) {
      return moved;
    }
    Optional<DtProperty> own =
        tree.node(list.node()).flatMap(node -> node.property("interrupt-parent"));
    return own.map(
            parent -> moved.note("'interrupt-parent' is at", tree.origins().of(parent.span())))
        .orElse(moved)
        .help(
            "if the device is connected to another interrupt controller, %s 'interrupt-parent'"
                .formatted(own.isPresent() ? "correct" : "set"));
  }

  private Diagnostic at(Kind kind, References list, Span place, Message message) {
    return Diagnostic.warning(kind.code(), tree.origins(), place, message)
        .as(kind.severity())
        .about(list.subject());
  }

  /** Returns the label by which sources refer to a node; its path if it has none. */
  private static String name(NodePath path, DtNode node) {
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
