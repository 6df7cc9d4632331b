// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.pins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.claims.PinClaims;
import org.dtbind.overlay.claims.PinGroups;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that lines that overlays request are not pins that another device muxes. Linux allows such
 * a request, and the pin controller turns the pin into a GPIO when the direction is set
 * (drivers/pinctrl/bcm/pinctrl-bcm2835.c, {@code bcm2835_pmx_gpio_set_direction()}).
 */
public record MuxedLines(Stack stack) {

  /**
   * The cells of a range in {@code of_gpiochip_add_pin_range()}: pin controller, first line, first
   * pin, count.
   */
  private static final int RANGE = 4;

  private record Pin(NodePath controller, int number) {}

  /** The use of a pin by a device. */
  private record Use(PinClaims.Group group, String function) {}

  /** A node that requests the line of a pin. */
  private record Asker(NodePath node, Pin pin) {}

  public List<Diagnostic> problems() {
    List<Diagnostic> problems = new ArrayList<>();
    Map<Pin, Map<NodePath, Use>> uses = uses();
    Map<Asker, Optional<Use>> others = new HashMap<>();
    for (LineUse line : stack.merged().lineUses()) {
      Optional<Pin> pin = isFromOverlay(line) ? pin(line) : Optional.empty();
      pin.flatMap(
              found ->
                  others.computeIfAbsent(
                      new Asker(line.node(), found),
                      asker -> other(asker, uses.getOrDefault(found, Map.of()))))
          .ifPresent(user -> problems.add(problem(line, pin.get(), user)));
    }
    return problems;
  }

  /** Returns the first use of each pin by each node, in the order of the tree. */
  private Map<Pin, Map<NodePath, Use>> uses() {
    Map<Pin, Map<NodePath, Use>> uses = new HashMap<>();
    for (PinClaims.Group group : new PinClaims(stack.merged()).groups()) {
      NodePath owner = group.claim().owner();
      // A state of the pin controller's node is only the initial setting, which no device needs.
      if (!owner.equals(group.controller())) {
        DtNode controller = stack.merged().at(group.controller()).orElseThrow();
        PinGroups.functions(controller, group.node())
            .forEach(
                (pin, function) ->
                    uses.computeIfAbsent(
                            new Pin(group.controller(), pin), any -> new LinkedHashMap<>())
                        .putIfAbsent(owner, new Use(group, function)));
      }
    }
    return uses;
  }

  /** Returns the first use of a pin by another device than that which requests its line. */
  private static Optional<Use> other(Asker asker, Map<NodePath, Use> uses) {
    return uses.entrySet().stream()
        .filter(use -> !Claim.areOfOneDevice(use.getKey(), asker.node()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private boolean isFromOverlay(LineUse line) {
    return stack.isNew(line.node(), List.of(line.property()));
  }

  /** Returns the pin of a line; empty if the tree does not determine it. */
  private Optional<Pin> pin(LineUse line) {
    if (line.offset().isEmpty()) {
      return Optional.empty();
    }
    int offset = line.offset().get();
    DtNode controller = stack.merged().at(line.controller()).orElseThrow();
    if (controller.property("gpio-ranges").isEmpty()) {
      // bcm2835_of_gpio_ranges_fallback()
      return PinGroups.isBcm2835(controller)
          ? Optional.of(new Pin(line.controller(), offset))
          : Optional.empty();
    }
    List<Integer> ranges = controller.cells("gpio-ranges");
    for (int at = 0; at + RANGE <= ranges.size(); at += RANGE) {
      int behind = offset - ranges.get(at + 1);
      if (behind >= 0 && behind < ranges.get(at + RANGE - 1)) {
        int number = ranges.get(at + 2) + behind;
        return stack.merged().byPhandle(ranges.get(at)).map(path -> new Pin(path, number));
      }
    }
    return Optional.empty();
  }

  private Diagnostic problem(LineUse line, Pin pin, Use user) {
    Claim groupClaim = user.group().claim();
    Claim lineClaim =
        new Claim(line.node(), line.property(), LineClaims.place(stack.merged(), line));
    Span place = stack.cause(lineClaim);
    Message message =
        Message.of(
            Line.TEXT
                + " is pin {pin}, which {node} uses for {function} ({group} in"
                + " its {property})",
            LineClaims.Line.of(line).number(),
            line.controller(),
            pin.number(),
            groupClaim.owner(),
            user.function(),
            user.group().node().name(),
            groupClaim.property());
    return stack
        .warning(VerifyCode.LINE_MUXED, place, Subject.of(line.node(), line.property()), message)
        .note("used at", stack.merged().origin(groupClaim.place()))
        .help(
            "choose another line, or disable the device; otherwise, using the line takes the pin"
                + " away from the device");
  }
}
