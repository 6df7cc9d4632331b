// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.pins;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.claims.PinGroups;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;

/**
 * Checks that nodes refer to the pin groups that overlays add, and that Linux can read their lists
 * of pins. Linux applies a group only as part of a state of a device (drivers/pinctrl/devicetree.c,
 * {@code pinctrl_dt_to_map()}).
 */
public record PinGroupUse(Stack stack) {

  private static final Pattern STATE = Pattern.compile("pinctrl-[0-9]+");
  private static final Pattern PUNCTUATION = Pattern.compile("[^a-z0-9]");

  /** The length of the shortest name of a device that is looked for in the name of a group. */
  private static final int SHORTEST = 3;

  /** The part of a name that is searched. */
  private static final int LONGEST = 64;

  private static final int SHOWN = 5;

  private static final Message UNUSED =
      Message.of("no node uses this pin group, so Linux never applies it");

  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    Set<NodePath> used = used();
    Set<NodePath> unused = new LinkedHashSet<>();
    Set<NodePath> controllers = new HashSet<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              Optional<NodePath> controller = controller(path);
              if (PinGroups.isGroup(node)) {
                controller.ifPresent(controllers::add);
                // An included file may have groups for other boards.
                if (stack.isOwn(path)) {
                  unused(path, used).ifPresent(unused::add);
                }
              }
              controller
                  .flatMap(stack.merged()::at)
                  .flatMap(parent -> PinGroups.list(parent, node))
                  .filter(list -> stack.isNew(path, List.of(list.property())))
                  .flatMap(list -> whole(path, node, list))
                  .ifPresent(problems::add);
            });
    Set<String> idle = stack.isWhole() && !unused.isEmpty() ? idle(controllers) : Set.of();
    Map<NodePath, List<NodePath>> others = new LinkedHashMap<>();
    for (NodePath group : unused) {
      if (!stack.isWhole() || words(group).anyMatch(word -> contains(word, idle))) {
        problems.add(problem(group));
      } else {
        others.computeIfAbsent(controller(group).orElseThrow(), at -> new ArrayList<>()).add(group);
      }
    }
    others.forEach((controller, groups) -> problems.add(note(controller, groups)));
    return problems;
  }

  /** Reports groups of a board that no device seems to lack, in a single note. */
  private Diagnostic note(NodePath controller, List<NodePath> groups) {
    List<String> names = groups.stream().limit(SHOWN).map(NodePath::name).toList();
    boolean one = groups.size() == 1;
    Message message =
        one
            ? UNUSED
            : Message.of(
                "no node uses {count} pin groups of {controller}, so Linux never applies them: {groups}",
                groups.size(),
                controller,
                String.join(", ", names) + (groups.size() > SHOWN ? ", …" : ""));
    return unused(groups.get(0), message)
        .help(
            one
                ? "remove the group, or refer to it in the node that needs the pins"
                : "remove the groups, or refer to them in the nodes that need the pins")
        .as(Severity.NOTE);
  }

  private Diagnostic problem(NodePath group) {
    return unused(group, UNUSED)
        .help(
            "in the node that needs the pins, set pinctrl-names = \"default\" and pinctrl-0 to"
                + " this group");
  }

  private Diagnostic unused(NodePath group, Message message) {
    return stack.warning(VerifyCode.PINS_UNUSED, stack.place(group), Subject.of(group), message);
  }

  private Optional<NodePath> controller(NodePath path) {
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      if (stack.merged().at(at).orElseThrow().property("compatible").isPresent()) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the labels of enabled devices without pins, except pin controllers; the names of those
   * that have no label.
   */
  private Set<String> idle(Set<NodePath> controllers) {
    Set<String> idle = new HashSet<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              if (node.property("compatible").isPresent()
                  && node.property("pinctrl-0").isEmpty()
                  && !controllers.contains(path)) {
                // Names such as i2c are those of many devices, unlike labels.
                words(path)
                    .skip(node.labels().isEmpty() ? 0 : 1)
                    .filter(word -> word.length() >= SHORTEST)
                    .forEach(idle::add);
              }
            });
    return idle;
  }

  /** Returns the name, then the labels of a node, without punctuation. */
  private Stream<String> words(NodePath path) {
    DtNode node = stack.merged().at(path).orElseThrow();
    return Stream.concat(
            Stream.of(node.baseName()), node.labels().stream().map(label -> label.name()))
        .map(word -> PUNCTUATION.matcher(word.toLowerCase(Locale.ROOT)).replaceAll(""));
  }

  private static boolean contains(String word, Set<String> names) {
    int end = Math.min(word.length(), LONGEST);
    for (int from = 0; from < end; from++) {
      for (int to = from + SHORTEST; to <= end; to++) {
        if (names.contains(word.substring(from, to))) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Linux refuses such lists, also empty ones (pinctrl-imx.c, pinctrl-rockchip.c), or takes the
   * cells of one entry for those of another (pinctrl_get_list_and_count()).
   */
  private Optional<Diagnostic> whole(NodePath path, DtNode group, PinGroups.PinList list) {
    int cells = group.cells(list.property()).size();
    if (cells != 0 && cells % list.width() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        stack
            .warning(
                VerifyCode.PINS_UNREADABLE,
                stack.place(path, list.property()),
                Subject.of(path, list.property()),
                cells == 0
                    ? Message.of("'{property}' lists no pins", list.property())
                    : Message.of(
                        "'{property}' has {count} cells, but each of its entries has {width}",
                        list.property(),
                        cells,
                        list.width()))
            .help("write " + list.content() + " in each entry"));
  }

  /** Returns the nodes to which any node refers, disabled ones included. */
  private Set<NodePath> used() {
    Set<NodePath> used = new HashSet<>();
    for (DtNode node : stack.merged().nodes().values()) {
      for (DtProperty property : node.properties()) {
        // Not pinctrl-single,pins, which has offsets.
        if (STATE.matcher(property.name()).matches()) {
          property.value().wholeCells().forEach(cell -> add(cell, used));
        }
        for (Marker.PhandleOf reference : property.value().references()) {
          if (reference.offset() + Integer.BYTES <= property.value().bytes().length()) {
            add(property.value().bytes().cell(reference.offset()), used);
          }
        }
      }
    }
    return used;
  }

  private void add(int phandle, Set<NodePath> used) {
    stack.merged().byPhandle(phandle).ifPresent(used::add);
  }

  /**
   * Returns the node to report if neither the node nor one above it in the pin controller is used:
   * the nearest one to which others could refer.
   */
  private Optional<NodePath> unused(NodePath path, Set<NodePath> used) {
    Optional<NodePath> group = Optional.empty();
    for (NodePath at = path; !at.isRoot(); at = at.parent()) {
      DtNode node = stack.merged().at(at).orElseThrow();
      if (node.property("compatible").isPresent()) {
        return at.equals(path) ? Optional.empty() : group.or(() -> Optional.of(path));
      }
      if (used.contains(at)) {
        return Optional.empty();
      }
      if (group.isEmpty() && !node.labels().isEmpty()) {
        group = Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
