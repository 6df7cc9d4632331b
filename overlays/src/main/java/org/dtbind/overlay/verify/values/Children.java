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
 * Checks that the children of a node have what its driver needs: some drivers fail for all children
 * because of one (drivers/leds/leds-gpio.c, drivers/leds/leds-pwm.c,
 * drivers/input/keyboard/gpio_keys.c and gpio_keys_polled.c).
 */
public record Children(Stack stack) {

  /** What a driver needs: one property of each list. */
  private enum Needs {
    GPIO_LEDS("gpio-leds", List.of(List.of("gpios", "gpio"))),
    PWM_LEDS("pwm-leds", List.of(List.of("pwms"))),
    KEYS(
        "gpio-keys",
        List.of(
            List.of("linux,code"), List.of("gpios", "gpio", "interrupts", "interrupts-extended"))),
    POLLED_KEYS("gpio-keys-polled", List.of(List.of("linux,code"), List.of("gpios", "gpio")));

    private final String compatible;

    @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable.
    private final List<List<String>> properties;

    Needs(String compatible, List<List<String>> properties) {
      this.compatible = compatible;
      this.properties = properties;
    }
  }

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            Stream.of(Needs.values())
                .filter(needs -> node.compatible().contains(needs.compatible))
                .limit(1)
                .flatMap(
                    needs ->
                        node.children().stream()
                            .filter(DtNode::isAvailable)
                            .flatMap(child -> problem(path, child, needs).stream())));
  }

  private Optional<Diagnostic> problem(NodePath parent, DtNode child, Needs needs) {
    NodePath path = parent.child(child.name());
    if (!stack.isAddedOrEnabled(path) && !stack.isAddedOrEnabled(parent)) {
      return Optional.empty();
    }
    return needs.properties.stream()
        .filter(any -> any.stream().allMatch(name -> child.property(name).isEmpty()))
        .findFirst()
        .map(missing -> problem(path, missing.get(0), needs));
  }

  private Diagnostic problem(NodePath path, String missing, Needs needs) {
    return stack
        .error(
            VerifyCode.CHILD_INCOMPLETE,
            stack.place(path),
            Subject.of(path),
            Message.of(
                "the driver {driver} fails for all children of {parent}, because this one has no"
                    + " '{property}'",
                needs.compatible,
                path.parent(),
                missing))
        .help("add '%s', or remove the node".formatted(missing));
  }
}
