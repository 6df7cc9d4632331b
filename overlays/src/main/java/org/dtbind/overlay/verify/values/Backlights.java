// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that the default level of a backlight is one of its levels: Linux uses the highest one
 * instead (drivers/video/backlight/pwm_bl.c, {@code pwm_backlight_probe()}).
 */
public record Backlights(Stack stack) {

  private static final String LEVELS = "brightness-levels";
  private static final String DEFAULT = "default-brightness-level";
  private static final String STEPS = "num-interpolated-steps";

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            node.compatible().contains("pwm-backlight")
                    && stack.isNew(path, List.of(LEVELS, DEFAULT, STEPS))
                ? problem(path, node).stream()
                : Stream.of());
  }

  private Optional<Diagnostic> problem(NodePath path, DtNode node) {
    int levels = node.cells(LEVELS).size();
    Optional<Integer> level = node.cell(DEFAULT);
    long steps = Integer.toUnsignedLong(node.cell(STEPS).orElse(0));
    long highest = (levels - 1) * Math.max(1, steps);
    if (levels == 0 || level.isEmpty() || Integer.toUnsignedLong(level.get()) <= highest) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "there is no level {level}, because the levels have the numbers 0 to {highest}, so"
                + " Linux uses the highest one",
            Integer.toUnsignedString(level.get()),
            highest);
    return Optional.of(
        stack
            .warning(
                VerifyCode.BRIGHTNESS_BEYOND,
                stack.place(path, DEFAULT),
                Subject.of(path, DEFAULT),
                message)
            .note("the levels are at", stack.merged().origin(stack.place(path, LEVELS)))
            .help(
                "'%s' is the number of an entry of '%s', from 0, not a brightness"
                    .formatted(DEFAULT, LEVELS)));
  }
}
