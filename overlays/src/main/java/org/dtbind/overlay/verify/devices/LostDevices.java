// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * Finds devices of the base that Linux no longer creates because an overlay changes a node above
 * them, such as a bus that gets another {@code compatible}.
 */
public record LostDevices(Stack stack) {

  private static final String CAUSE = "compatible";
  private static final int MOST_NOTES = 5;

  public List<Diagnostic> problems() {
    if (stack.isWhole() || !isBusChanged()) {
      return List.of();
    }
    Map<NodePath, List<NodePath>> lost = new LinkedHashMap<>();
    Populations.of(stack.base().tree(), stack.kernel())
        .forEach(
            (path, former) -> {
              if (former instanceof Population.Device
                  && stack.merged().isAvailable(path)
                  && isLost(stack.populations().get(path))) {
                cause(path)
                    .ifPresent(
                        bus -> lost.computeIfAbsent(bus, any -> new ArrayList<>()).add(path));
              }
            });
    return lost.entrySet().stream().map(e -> problem(e.getKey(), e.getValue())).toList();
  }

  /**
   * Returns whether Linux creates no device, or only a driver that dtbind does not know may; not
   * for {@code null}, a node that the overlay removes.
   */
  private static boolean isLost(@Nullable Population now) {
    return now instanceof Population.None
        || now instanceof Population.Depends depends && depends.drivers().isEmpty();
  }

  private boolean isBusChanged() {
    return stack.tree().edits().stream().anyMatch(edit -> isCause(edit.node()));
  }

  private boolean isCause(NodePath path) {
    return stack.base().at(path).isPresent() && stack.isWritten(path, CAUSE);
  }

  private Optional<NodePath> cause(NodePath path) {
    return Stream.iterate(path, at -> !at.isRoot(), NodePath::parent)
        .filter(at -> !at.equals(path) && isCause(at))
        .findFirst();
  }

  private Diagnostic problem(NodePath bus, List<NodePath> lost) {
    Message message =
        Message.of(
            "Linux creates no devices below {node} any more, because this 'compatible' is not that"
                + " of a bus",
            bus);
    Diagnostic problem =
        stack.warning(
            VerifyCode.DEVICES_LOST, stack.place(bus, CAUSE), Subject.of(bus, CAUSE), message);
    for (NodePath path : lost.subList(0, Math.min(lost.size(), MOST_NOTES))) {
      problem = problem.note(path + " is at", stack.merged().origin(stack.place(path)));
    }
    return problem.help("keep \"simple-bus\" as the last string of 'compatible'");
  }
}
