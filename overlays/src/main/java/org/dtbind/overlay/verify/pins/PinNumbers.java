// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.pins;

import java.util.List;
import java.util.Map;
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
 * Checks that a pin controller of a Raspberry Pi has the pins of its groups: the devices that need
 * another pin get no driver (drivers/pinctrl/bcm/pinctrl-bcm2835.c, {@code
 * bcm2835_pctl_dt_node_to_map()}).
 */
public record PinNumbers(Stack stack) {

  private static final String PINS = "brcm,pins";

  /** The pins of the controllers, as the driver has them. */
  private static final Map<String, Integer> COUNTS =
      Map.of("brcm,bcm2835-gpio", 54, "brcm,bcm2711-gpio", 58, "brcm,bcm7211-gpio", 58);

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            node.property(PINS).isPresent() && stack.isNew(path, List.of(PINS))
                ? problem(path, node).stream()
                : Stream.of());
  }

  private Optional<Diagnostic> problem(NodePath path, DtNode node) {
    Optional<Integer> count =
        Stream.iterate(path, at -> !at.isRoot(), NodePath::parent)
            .flatMap(at -> stack.merged().at(at).stream())
            .flatMap(one -> one.compatible().stream())
            .flatMap(name -> Optional.ofNullable(COUNTS.get(name)).stream())
            .findFirst();
    Optional<Integer> beyond =
        count.flatMap(
            pins ->
                node.cells(PINS).stream()
                    .filter(pin -> Integer.compareUnsigned(pin, pins) >= 0)
                    .findFirst());
    return beyond.map(
        pin ->
            stack
                .warning(
                    VerifyCode.PIN_BEYOND,
                    stack.place(path, PINS),
                    Subject.of(path, PINS),
                    Message.of(
                        "there is no pin {pin}, because the controller has {count} pins, so Linux"
                            + " binds no driver to the devices that need this group",
                        Integer.toUnsignedString(pin),
                        count.orElseThrow()))
                .help("write each pin as a number of its own"));
  }
}
