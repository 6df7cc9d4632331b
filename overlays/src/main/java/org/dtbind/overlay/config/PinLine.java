// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.PinClaims;
import org.dtbind.overlay.claims.PinGroups;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;

/**
 * A line {@code gpio=PINS=SETTINGS}.
 *
 * @param pins the pins that the line makes inputs or outputs
 */
record PinLine(Set<Integer> pins, Origin place) {

  /** The most pins of a Raspberry Pi's header and its other users. */
  private static final int PINS = 54;

  PinLine {
    pins = Set.copyOf(pins);
  }

  /** Reads a line; a line that sets only pulls or another function has no pins. */
  static PinLine of(ConfigLine line) {
    int equals = line.value().indexOf('=');
    Set<Integer> pins = new TreeSet<>();
    if (equals >= 0) {
      List<String> settings =
          List.of(line.value().substring(equals + 1).strip().split("\\s*,\\s*"));
      if (settings.contains("ip") || settings.contains("op")) {
        for (String range : line.value().substring(0, equals).split(",", -1)) {
          add(range.strip(), pins);
        }
      }
    }
    return new PinLine(pins, line.place());
  }

  private static void add(String range, Set<Integer> pins) {
    if (range.matches("[0-9]{1,2}(-[0-9]{1,2})?")) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int pin = Integer.parseInt(ends[0]); pin <= Math.min(last, PINS - 1); pin++) {
        pins.add(pin);
      }
    }
  }

  /** Returns diagnostics about lines for pins that devices of the tree use with other functions. */
  static List<Diagnostic> problems(List<PinLine> lines, DeviceTree tree) {
    List<Diagnostic> problems = new ArrayList<>();
    if (lines.isEmpty()) {
      return problems;
    }
    TreeIndex index = new TreeIndex(tree);
    List<PinClaims.Group> groups = new PinClaims(index).groups();
    for (PinLine line : lines) {
      Map<Claim, Map<Integer, String>> taken = new LinkedHashMap<>();
      for (PinClaims.Group group : groups) {
        PinGroups.functions(index.at(group.controller()).orElseThrow(), group.node())
            .forEach(
                (pin, function) -> {
                  if (line.pins().contains(pin)) {
                    taken
                        .computeIfAbsent(group.claim(), any -> new LinkedHashMap<>())
                        .put(pin, function);
                  }
                });
      }
      taken.forEach((claim, pins) -> problems.add(problem(line, claim, pins, index)));
    }
    return problems;
  }

  private static Diagnostic problem(
      PinLine line, Claim claim, Map<Integer, String> pins, TreeIndex index) {
    String named =
        pins.entrySet().stream()
            .map(pin -> pin.getKey() + " (" + pin.getValue() + ")")
            .collect(Collectors.joining(", "));
    Message message =
        Message.of(
            pins.size() == 1
                ? "this line makes a GPIO of pin {pins}, which {node} uses"
                : "this line makes GPIOs of pins {pins}, which {node} uses",
            named,
            claim.owner());
    return Diagnostic.warning(ConfigCode.CONFIG_PIN, line.place(), message)
        .note("the pins of the device are at", index.origin(claim.place()))
        .help(
            "remove the pins from this line, or disable the device: the firmware does not connect"
                + " its primary UART to pins that config.txt sets, and the drivers of other"
                + " devices change the pins again");
  }
}
