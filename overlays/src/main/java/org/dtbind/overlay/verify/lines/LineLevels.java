// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;

/**
 * Checks that the flags of a line agree with the property that decides whether it is active high,
 * because Linux ignores the flags then (drivers/gpio/gpiolib-of.c, {@code of_gpio_flags_quirks()}).
 */
public record LineLevels(Stack stack) {

  public List<Diagnostic> problems() {
    return stack.merged().lineUses().stream()
        .filter(use -> isLow(use) != use.written().contains(LineFlag.ACTIVE_LOW))
        .flatMap(
            use ->
                use
                    .decider(stack.merged().at(use.node()).orElseThrow())
                    .filter(by -> stack.isNew(use.node(), List.of(use.property(), by)))
                    .map(by -> problem(use, by))
                    .stream())
        .toList();
  }

  private static boolean isLow(LineUse use) {
    return use.flags().contains(LineFlag.ACTIVE_LOW);
  }

  private Diagnostic problem(LineUse use, String decider) {
    boolean low = isLow(use);
    Message message =
        low
            ? Message.of(
                "Linux uses "
                    + Line.TEXT
                    + " as active low, although its flags say"
                    + " active high, because the node has no '{property}'",
                LineClaims.Line.of(use).number(),
                use.controller(),
                decider)
            : Message.of(
                "Linux uses "
                    + Line.TEXT
                    + " as active high, although its flags say"
                    + " active low, because the node has '{property}'",
                LineClaims.Line.of(use).number(),
                use.controller(),
                decider);
    return stack
        .warning(
            VerifyCode.LEVEL_IGNORED,
            LineClaims.place(stack.merged(), use),
            Subject.of(use.node(), use.property()),
            message)
        .help(
            low
                ? flags(use, "add GPIO_ACTIVE_LOW (1) to the flags", "GPIO_ACTIVE_LOW (1)")
                    + ", or add '%s'".formatted(decider)
                : flags(use, "remove GPIO_ACTIVE_LOW (1) from the flags", "GPIO_ACTIVE_HIGH (0)")
                    + ", or remove '%s'".formatted(decider));
  }

  /** Returns what to do about the flags of a line, some of which may have to stay. */
  private static String flags(LineUse use, String one, String all) {
    boolean others = use.written().stream().anyMatch(flag -> flag != LineFlag.ACTIVE_LOW);
    return others ? one : "change the flags to " + all;
  }
}
