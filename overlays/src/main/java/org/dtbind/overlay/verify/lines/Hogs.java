// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.GpioHog;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks that Linux does not ignore hogs that overlays add ({@link GpioHog}). */
public record Hogs(Stack stack) {

  private static final List<String> DECIDING =
      List.of("gpio-hog", "gpios", "input", "output-low", "output-high");

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) -> {
          boolean candidate =
              node.property("gpio-hog").isPresent() || node.property("gpios").isPresent();
          return candidate && !path.isRoot() && stack.isNew(path, DECIDING)
              ? problem(path, node, stack.merged().at(path.parent()).orElseThrow()).stream()
              : Stream.of();
        });
  }

  private Optional<Diagnostic> problem(NodePath path, DtNode node, DtNode parent) {
    if (GpioHog.isUnmarked(node, parent)) {
      return ignored(
          path,
          "gpios",
          Message.of("Linux ignores this node of a GPIO controller, because it has no 'gpio-hog'"),
          "add 'gpio-hog' to the node");
    }
    return node.property("gpio-hog").isPresent() ? hog(path, node, parent) : Optional.empty();
  }

  private Optional<Diagnostic> hog(NodePath path, DtNode node, DtNode parent) {
    if (parent.property("#gpio-cells").isEmpty()) {
      return problem(
          Severity.WARNING,
          path,
          "gpio-hog",
          Message.of(
              "Linux ignores this hog, because its parent is not a GPIO controller: it has no"
                  + " '#gpio-cells'"),
          parent.property("gpio-controller").isPresent()
              ? "add '#gpio-cells' to the parent"
              : "move the node into the node of the controller");
    } else if (node.value("gpios").flatMap(value -> value.reference(0)).isPresent()) {
      return ignored(
          path,
          "gpios",
          Message.of("Linux reads the phandle as a line, because a hog has lines without phandles"),
          "remove the phandle: the parent of the hog is the controller");
    } else if (node.property("gpios").isEmpty()) {
      return ignored(
          path,
          "gpio-hog",
          Message.of("Linux ignores this hog, because it has no 'gpios'"),
          "set 'gpios' to the line, without the phandle of the controller");
    } else if (GpioHog.states(node).isEmpty()) {
      return ignored(
          path,
          "gpio-hog",
          Message.of("Linux ignores this hog, because it has no state, so the line stays free"),
          "add 'output-low', 'output-high' or 'input' to the node");
    } else if (GpioHog.states(node).size() > 1) {
      List<String> states = GpioHog.states(node);
      return problem(
          Severity.WARNING,
          path,
          states.get(1),
          Message.of(
              "Linux ignores '{property}', because the hog also has '{other}'",
              states.get(1),
              states.get(0)),
          "remove one of the two");
    }
    return Optional.empty();
  }

  private Optional<Diagnostic> ignored(
      NodePath path, String property, Message message, String help) {
    return problem(Severity.ERROR, path, property, message, help);
  }

  private Optional<Diagnostic> problem(
      Severity level, NodePath path, String property, Message message, String help) {
    return Optional.of(
        stack
            .error(
                VerifyCode.HOG_IGNORED,
                stack.place(path, property),
                Subject.of(path, property),
                message)
            .as(level)
            .help(help));
  }
}
