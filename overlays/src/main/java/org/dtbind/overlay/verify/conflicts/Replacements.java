// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.conflicts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.apply.Replacement;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Checks what is lost when an overlay sets a property that already has a value: libfdt, the
 * firmware and Linux replace the value, and append nothing.
 */
public record Replacements(Stack stack) {

  private static final String SELECTS = "cs-gpios";

  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    Map<NodePath, List<Replacement>> byNode = new LinkedHashMap<>();
    for (Replacement replacement : stack.tree().replacements()) {
      // Nodes such as __symbols__ and __overrides__ are for programs that merge overlays.
      if (!replacement.node().text().startsWith("/__")) {
        byNode.computeIfAbsent(replacement.node(), any -> new ArrayList<>()).add(replacement);
      }
    }
    Set<NodePath> replaced = new HashSet<>();
    byNode.forEach(
        (path, all) -> {
          if (!path.isRoot() && replaced.contains(path.parent())) {
            replaced.add(path);
            return;
          }
          List<Replacement> different =
              all.stream().filter(Replacements::isDifferent).filter(Replacement::stacked).toList();
          if (!different.isEmpty() && isAddedTwice(path, all)) {
            replaced.add(path);
            problems.add(node(path, different.get(0)));
          } else {
            all.forEach(replacement -> list(replacement).ifPresent(problems::add));
          }
        });
    return problems;
  }

  private static boolean isDifferent(Replacement replacement) {
    return !DtNode.isPhandle(replacement.now().name())
        && !replacement.former().value().bytes().equals(replacement.now().value().bytes());
  }

  /**
   * Returns whether overlays define a node twice. An overlay that only changes the node of another
   * one sets few of its properties, and not 'compatible'.
   */
  private boolean isAddedTwice(NodePath path, List<Replacement> all) {
    if (stack.base().at(path).isPresent()) {
      return false;
    }
    List<String> names = all.stream().map(replacement -> replacement.now().name()).toList();
    return names.contains("compatible")
        || stack.merged().at(path).stream()
            .flatMap(node -> node.properties().stream())
            .map(DtProperty::name)
            .allMatch(name -> DtNode.isPhandle(name) || names.contains(name));
  }

  private Diagnostic node(NodePath path, Replacement first) {
    Message message =
        Message.of(
            "an earlier overlay also adds {node}, so only one node remains, with the values of"
                + " this overlay, such as '{property}'",
            path,
            first.now().name());
    Diagnostic problem =
        stack
            .warning(VerifyCode.NODE_REPLACED, first.now().span(), Subject.of(path), message)
            .note("the value of the earlier overlay is at", origin(first.former()));
    return caused(problem, first).help("give one of the two nodes another name or unit address");
  }

  private Optional<Diagnostic> list(Replacement replacement) {
    if (!isDifferent(replacement) || isKept(replacement)) {
      return Optional.empty();
    }
    boolean selects = replacement.now().name().equals(SELECTS);
    List<NodePath> losers = selects ? losers(replacement) : List.of();
    if (losers.isEmpty() && !(replacement.stacked() && isList(replacement))) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            replacement.stacked()
                ? "'{property}' replaces the value that an earlier overlay sets for {node}"
                : "'{property}' replaces the value that the base sets for {node}",
            replacement.now().name(),
            replacement.node());
    Subject subject = Subject.of(replacement.node(), replacement.now().name());
    Diagnostic problem =
        stack
            .warning(VerifyCode.LIST_REPLACED, replacement.now().span(), subject, message)
            .note("the former value is at", origin(replacement.former()));
    for (NodePath loser : losers) {
      problem =
          problem.note(
              loser + " has no chip select line any more; it is at",
              stack.merged().origin(stack.place(loser)));
    }
    return Optional.of(
        caused(problem, replacement)
            .help(
                "set '%s' once, with all entries, because an overlay can only"
                        .formatted(replacement.now().name())
                    + " replace a list, not append to it"));
  }

  private Diagnostic caused(Diagnostic problem, Replacement replacement) {
    Optional<Origin> line = stack.causes().of(replacement.node(), replacement.now().name());
    return line.isPresent() ? problem.note("requested at", line.get()) : problem;
  }

  /** Returns whether the new value begins with the former one, so that no entry is lost. */
  private static boolean isKept(Replacement replacement) {
    Bytes former = replacement.former().value().bytes();
    Bytes now = replacement.now().value().bytes();
    return now.length() >= former.length() && now.slice(0, former.length()).equals(former);
  }

  /** Returns whether the former value has several entries, or is a list by its name. */
  private static boolean isList(Replacement replacement) {
    String name = replacement.former().name();
    Bytes former = replacement.former().value().bytes();
    Optional<List<String>> strings = replacement.former().value().strings();
    return strings.isPresent()
        ? strings.get().size() > 1
        : former.length() > Integer.BYTES
            || former.length() == Integer.BYTES
                && name.matches("pinctrl-[0-9]+|.*gpios|interrupts");
  }

  /** Returns the devices whose chip select had a line in the former list, and has none now. */
  private List<NodePath> losers(Replacement replacement) {
    List<Boolean> former = entries(stack.merged(), replacement.former().value().bytes());
    List<Boolean> now = entries(stack.merged(), replacement.now().value().bytes());
    List<NodePath> losers = new ArrayList<>();
    DtNode bus = stack.merged().at(replacement.node()).orElseThrow();
    for (DtNode child : bus.children()) {
      NodePath path = replacement.node().child(child.name());
      Optional<Integer> select = child.value("reg").flatMap(PropertyValue::firstCell);
      if (select.isPresent()
          && stack.merged().isAvailable(path)
          && isLine(former, select.get())
          && !isLine(now, select.get())) {
        losers.add(path);
      }
    }
    return losers;
  }

  private static boolean isLine(List<Boolean> entries, int index) {
    return index >= 0 && index < entries.size() && entries.get(index);
  }

  /** Returns for each entry of a list of lines whether it is a line, not an empty entry. */
  private static List<Boolean> entries(TreeIndex index, Bytes list) {
    List<Boolean> entries = new ArrayList<>();
    int at = 0;
    while (at + Integer.BYTES <= list.length()) {
      int phandle = list.cell(at);
      Optional<Integer> cells =
          index
              .byPhandle(phandle)
              .flatMap(index::at)
              .flatMap(node -> node.value("#gpio-cells"))
              .flatMap(value -> value.cell());
      if (phandle != 0 && cells.filter(count -> count >= 0 && count < 16).isEmpty()) {
        return List.of();
      }
      entries.add(phandle != 0);
      at += Integer.BYTES * (1 + (phandle == 0 ? 0 : cells.orElseThrow()));
    }
    return entries;
  }

  private Origin origin(DtProperty property) {
    return stack.merged().origin(property.span());
  }
}
