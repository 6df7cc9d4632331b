// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.pins;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Marker;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Checks that Linux applies the pin states of the devices that overlays add or enable. */
public record PinStates(Stack stack) {

  private static final String NAMES = "pinctrl-names";

  /** The states that Linux looks up for each device (drivers/base/pinctrl.c). */
  private static final List<String> STANDARD = List.of("default", "init", "sleep", "idle");

  private static final Pattern NUMBERED = Pattern.compile("pinctrl-(0|[1-9][0-9]{0,3})");

  /** Properties of nodes that are not pin groups. */
  private static final List<String> OTHERWISE =
      List.of("compatible", "regulator-name", "device_type");

  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              if (node.property("compatible").isPresent()) {
                unapplied(path, node, problems);
                names(path, node, problems);
                groups(path, node, problems);
              }
            });
    return problems;
  }

  /**
   * Reports states that Linux never applies: it numbers them from 0 up to the first that is
   * missing, and calls a state without a name by its number, which nothing asks for
   * (drivers/pinctrl/devicetree.c, {@code pinctrl_dt_to_map()}; drivers/base/pinctrl.c).
   */
  private void unapplied(NodePath path, DtNode node, List<Diagnostic> problems) {
    Set<String> states = new LinkedHashSet<>();
    for (DtProperty property : node.properties()) {
      if (NUMBERED.matcher(property.name()).matches()) {
        states.add(property.name());
      }
    }
    int count = 0;
    while (states.contains("pinctrl-" + count)) {
      count++;
    }
    for (String state : states) {
      if (stack.isNew(path, List.of(state, NAMES))) {
        unapplied(path, node, state, count).ifPresent(problems::add);
      }
    }
  }

  /** Reports a state, unless it is applied. */
  private Optional<Diagnostic> unapplied(NodePath path, DtNode node, String state, int count) {
    boolean named = node.property(NAMES).isPresent();
    int names = node.value(NAMES).flatMap(PropertyValue::strings).map(List::size).orElse(0);
    int number = Integer.parseInt(state.substring("pinctrl-".length()));
    final String lacking = "Linux never applies this state, because the node has no '{state}'";
    if (number > count) {
      return Optional.of(
          neverApplied(path, state, Message.of(lacking, "pinctrl-" + count))
              .help("number the states from 0 without gaps"));
    } else if (!named && number == 0) {
      return Optional.of(
          neverApplied(path, state, Message.of(lacking, NAMES))
              .help(
                  Nearest.to(NAMES, node.properties().stream().map(DtProperty::name).toList())
                      .stream()
                      .findFirst()
                      .map(near -> "rename '%s' to 'pinctrl-names'".formatted(near))
                      .orElse("add pinctrl-names = \"default\"")));
    } else if (named && number >= names) {
      return Optional.of(
          neverApplied(
                  path,
                  state,
                  Message.of(
                      "Linux never applies this state, because 'pinctrl-names' has no name for it:"
                          + " it has {count}",
                      names))
              .note("'pinctrl-names' is at", stack.merged().origin(stack.place(path, NAMES)))
              .help("add the name of the state to 'pinctrl-names'"));
    }
    return Optional.empty();
  }

  /**
   * Reports names of states that are slips: drivers ask for the standard ones, or for their own.
   */
  private void names(NodePath path, DtNode node, List<Diagnostic> problems) {
    Set<String> names = new LinkedHashSet<>(node.strings(NAMES));
    if (!stack.isNew(path, List.of(NAMES))) {
      return;
    }
    List<String> missing = STANDARD.stream().filter(name -> !names.contains(name)).toList();
    for (String name : names) {
      for (String meant : Nearest.slips(name, missing)) {
        Message message =
            Message.of(
                "Linux never applies the state '{name}', because it looks for '{meant}'",
                name,
                meant);
        problems.add(
            stack
                .warning(
                    VerifyCode.PINS_UNUSED,
                    stack.place(path, NAMES),
                    Subject.of(path, NAMES),
                    message)
                .help(Nearest.question(List.of(meant)))
                .fixWord('"' + name + '"', '"' + meant + '"', Nearest.isCertain(name, meant)));
      }
    }
  }

  private Diagnostic neverApplied(NodePath path, String state, Message message) {
    return stack.warning(
        VerifyCode.PINS_UNUSED, stack.place(path, state), Subject.of(path, state), message);
  }

  /**
   * Reports nodes in a state that are in no pin controller. The driver of the device waits for the
   * controller forever (drivers/pinctrl/devicetree.c, {@code dt_to_map_one_config()}).
   */
  private void groups(NodePath path, DtNode node, List<Diagnostic> problems) {
    for (DtProperty state : node.properties()) {
      if (NUMBERED.matcher(state.name()).matches() && stack.isNew(path, List.of(state.name()))) {
        for (Marker.PhandleOf reference : state.value().references()) {
          group(path, state, reference).ifPresent(problems::add);
        }
      }
    }
  }

  private Optional<Diagnostic> group(NodePath path, DtProperty state, Marker.PhandleOf reference) {
    if (reference.offset() + Integer.BYTES > state.value().bytes().length()) {
      return Optional.empty();
    }
    Optional<NodePath> group =
        stack.merged().byPhandle(state.value().bytes().cell(reference.offset()));
    if (group.isEmpty() || isInController(group.get())) {
      return Optional.empty();
    }
    return Optional.of(
        stack
            .error(
                VerifyCode.NO_PIN_GROUP,
                reference.reference().span(),
                Subject.of(path, state.name()),
                Message.of(
                    "{group} is not a pin group, because it is not in a pin controller, so the"
                        + " driver of the device never starts",
                    group.get()))
            .note(group.get() + " is at", stack.merged().origin(stack.place(group.get())))
            .help("refer to a child of the pin controller that lists the pins"));
  }

  /** Returns whether a node is below a device that may be a pin controller. */
  private boolean isInController(NodePath group) {
    if (stack.merged().at(group).filter(PinStates::isOtherwise).isPresent()) {
      return false;
    }
    for (NodePath at = group.parent(); !at.isRoot(); at = at.parent()) {
      Optional<DtNode> node = stack.merged().at(at);
      if (node.filter(dtNode -> dtNode.property("compatible").isPresent()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOtherwise(DtNode node) {
    return OTHERWISE.stream().anyMatch(property -> node.property(property).isPresent());
  }
}
