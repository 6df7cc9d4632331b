// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.source.Bytes;

/**
 * Checks that line names are unique, because a request by name could get any of several lines.
 * Linux allows duplicates (drivers/gpio/gpiolib.c, {@code gpiochip_set_desc_names()} only warns
 * within one chip).
 */
record LineNames(Stack stack) {

  private static final String PROPERTY = "gpio-line-names";

  /** Names of unconnected or reserved lines in boards' trees, without punctuation. */
  private static final Set<String> FILLERS =
      Set.of(
          "nc",
          "na",
          "none",
          "unused",
          "notused",
          "notconnected",
          "noconnect",
          "reserved",
          "rsvd",
          "unknown",
          "free",
          "spare",
          "empty",
          "gnd",
          "dnc",
          "tp");

  /** Reports names that overlays add although another line already has them. */
  void report() {
    Map<String, List<LineRef>> before = named(stack.base());
    named(stack.merged())
        .forEach(
            (name, lines) -> {
              List<LineRef> old = before.getOrDefault(name, List.of());
              List<LineRef> fresh = lines.stream().filter(line -> !old.contains(line)).toList();
              if (lines.size() > 1 && !fresh.isEmpty()) {
                LineRef last = fresh.get(fresh.size() - 1);
                LineRef first =
                    lines.stream().filter(line -> !line.equals(last)).findFirst().orElseThrow();
                report(name, first, last);
              }
            });
  }

  private void report(String name, LineRef first, LineRef last) {
    String shown = Bytes.latin1(name).utf8();
    Message message =
        Message.of(
            "line {line} of {controller} is named \"{name}\", which is also the name of line"
                + " {otherLine} of {otherController}",
            last.offset().orElseThrow(),
            last.controller(),
            shown,
            first.offset().orElseThrow(),
            first.controller());
    String subject = last.controller() + ":" + PROPERTY;
    stack.add(
        stack
            .error(VerifyCode.LINE_NAME_TWICE, stack.cause(claim(last)), subject, message)
            .note("the name of the other line is at", stack.merged().origin(claim(first).place()))
            .help("choose another name, because a request by name could return either line"));
  }

  private Claim claim(LineRef line) {
    return new Claim(line.controller(), PROPERTY, stack.place(line.controller(), PROPERTY));
  }

  /**
   * Returns lines by name, without fillers. A line that an aggregator forwards under its original
   * name counts once.
   */
  private static Map<String, List<LineRef>> named(TreeIndex index) {
    Map<String, List<LineRef>> named = new LinkedHashMap<>();
    List<GpioController> controllers = GpioTree.of(index.tree()).controllers();
    List<LineUse> uses = index.lineUses();
    for (GpioController controller : controllers) {
      for (int offset = 0; offset < controller.names().size(); offset++) {
        String name = controller.name(offset);
        if (!isFiller(name)) {
          List<LineRef> lines = named.computeIfAbsent(name, key -> new ArrayList<>());
          Optional<LineRef> source = source(controller, offset, uses);
          if (source.isEmpty() || !isNamed(index, source.get(), name)) {
            lines.add(new LineRef(controller.node(), Optional.of(offset)));
          }
        }
      }
    }
    return named;
  }

  private static boolean isFiller(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    // The 96Boards specification puts names of lines without GPIO function in brackets:
    // "[UART0_TX]".
    return plain.isEmpty() || FILLERS.contains(plain) || name.startsWith("[");
  }

  /** Returns the line of another chip that an aggregator forwards at an offset. */
  private static Optional<LineRef> source(
      GpioController controller, int offset, List<LineUse> uses) {
    if (controller.kind() != GpioController.Kind.AGGREGATOR) {
      return Optional.empty();
    }
    return uses.stream()
        .filter(use -> use.node().equals(controller.node()) && use.index() == offset)
        .filter(use -> use.property().equals("gpios") || use.property().equals("gpio"))
        .map(LineUse::line)
        .findFirst();
  }

  private static boolean isNamed(TreeIndex index, LineRef line, String name) {
    List<String> names =
        index
            .at(line.controller())
            .flatMap(node -> node.value(PROPERTY))
            .flatMap(value -> value.strings())
            .orElse(List.of());
    return line.offset().filter(at -> at < names.size() && names.get(at).equals(name)).isPresent();
  }
}
