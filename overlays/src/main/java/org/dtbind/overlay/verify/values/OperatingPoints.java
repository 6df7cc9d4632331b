// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.RegEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Checks operating points: Linux drops one whose voltage the regulator does not supply ("OPP not
 * supported by regulators"; drivers/opp/core.c, {@code _opp_supported_by_regulators()}), and a name
 * with another frequency than {@code opp-hz} is probably a slip in one of the two.
 */
public record OperatingPoints(Stack stack) {

  private static final String TABLE = "operating-points-v2";
  private static final String HZ = "opp-hz";
  private static final String VOLTAGE = "opp-microvolt";

  /** The supplies that cpufreq-dt, panfrost and lima give to the operating points. */
  private static final List<String> SUPPLIES = List.of("cpu-supply", "cpu0-supply", "mali-supply");

  private static final Pattern NAME = Pattern.compile("opp-([0-9]{7,12})(-[0-9]+)?");

  /** Names are often rounded. */
  private static final double ROUNDED = 0.02;

  private static final int TARGET_AND_LIMITS = 3;

  public List<Diagnostic> problems() {
    Map<Subject, Diagnostic> problems = new LinkedHashMap<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              if (node.compatible().contains(TABLE)) {
                each(path, node, (at, point) -> name(at, point)).forEach(problems::putIfAbsent);
              }
              supply(node)
                  .ifPresent(
                      regulator ->
                          table(node)
                              .ifPresent(
                                  table ->
                                      each(
                                              table,
                                              stack.merged().at(table).orElseThrow(),
                                              (at, point) -> voltage(at, point, regulator))
                                          .forEach(problems::putIfAbsent)));
            });
    return List.copyOf(problems.values());
  }

  private static Map<Subject, Diagnostic> each(
      NodePath table, DtNode node, BiFunction<NodePath, DtNode, Optional<Diagnostic>> rule) {
    Map<Subject, Diagnostic> found = new LinkedHashMap<>();
    for (DtNode point : node.children()) {
      if (point.isAvailable()) {
        rule.apply(table.child(point.name()), point)
            .ifPresent(problem -> found.put(problem.subject().orElseThrow(), problem));
      }
    }
    return found;
  }

  private Optional<NodePath> table(DtNode user) {
    return user.value(TABLE).flatMap(PropertyValue::firstCell).flatMap(stack.merged()::byPhandle);
  }

  private Optional<NodePath> supply(DtNode user) {
    return SUPPLIES.stream()
        .flatMap(name -> user.cell(name).stream())
        .flatMap(phandle -> stack.merged().byPhandle(phandle).stream())
        .findFirst();
  }

  private Optional<Diagnostic> name(NodePath path, DtNode point) {
    Matcher name = NAME.matcher(point.name());
    List<Integer> hz = point.cells(HZ);
    if (!name.matches() || hz.size() < 2 || !stack.isNew(path, List.of(HZ))) {
      return Optional.empty();
    }
    long frequency = new RegEntry(hz.subList(0, 2), 0).address();
    long named = Long.parseLong(name.group(1));
    if (Math.abs(frequency - (double) named) <= ROUNDED * named) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "the frequency of this operating point is {frequency} Hz, not the one in its name",
            Long.toUnsignedString(frequency));
    return Optional.of(
        stack
            .warning(
                VerifyCode.OPP_NAME_DIFFERS, stack.place(path, HZ), Subject.of(path, HZ), message)
            .help("correct 'opp-hz' or the name"));
  }

  private Optional<Diagnostic> voltage(NodePath path, DtNode point, NodePath supply) {
    DtNode regulator = stack.merged().at(supply).orElseThrow();
    Optional<Integer> lowest = regulator.cell("regulator-min-microvolt");
    Optional<Integer> highest = regulator.cell("regulator-max-microvolt");
    List<Integer> volts = point.cells(VOLTAGE);
    boolean limits = volts.size() == TARGET_AND_LIMITS;
    if (lowest.isEmpty()
        || highest.isEmpty()
        || volts.size() != 1 && !limits
        || !stack.isNew(path, List.of(VOLTAGE))
            && !stack.isNew(
                supply, List.of("regulator-min-microvolt", "regulator-max-microvolt"))) {
      return Optional.empty();
    }
    int from = volts.get(limits ? 1 : 0);
    int to = volts.get(limits ? 2 : 0);
    if (from <= highest.get() && to >= lowest.get()) {
      return Optional.empty();
    }
    Message message =
        Message.of(
            "Linux drops this operating point, because {node} supplies {lowest} to {highest} µV",
            supply,
            lowest.get(),
            highest.get());
    return Optional.of(
        stack
            .warning(
                VerifyCode.OPP_UNSUPPORTED,
                stack.place(path, VOLTAGE),
                Subject.of(path, VOLTAGE),
                message)
            .note(
                "the limits are at",
                stack
                    .merged()
                    .origin(
                        stack.place(
                            supply,
                            from > highest.get()
                                ? "regulator-max-microvolt"
                                : "regulator-min-microvolt")))
            .help("correct the voltage, or the limits of the regulator"));
  }
}
