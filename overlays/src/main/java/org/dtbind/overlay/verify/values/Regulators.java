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
 * Checks the limits of regulators: the minimum must not exceed the maximum, and a fixed regulator
 * has only one voltage ("Fixed regulator specified with variable voltages";
 * drivers/regulator/fixed.c).
 */
public record Regulators(Stack stack) {

  private static final String LOWEST = "regulator-min-microvolt";
  private static final String HIGHEST = "regulator-max-microvolt";

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            stack.isNew(path, List.of(LOWEST, HIGHEST))
                ? problem(path, node).stream()
                : Stream.of());
  }

  private Optional<Diagnostic> problem(NodePath path, DtNode node) {
    Optional<Integer> lowest = node.cell(LOWEST);
    Optional<Integer> highest = node.cell(HIGHEST);
    if (lowest.isEmpty() || highest.isEmpty() || lowest.equals(highest)) {
      return Optional.empty();
    }
    boolean fixed = node.compatible().contains("regulator-fixed");
    boolean reversed = lowest.get() > highest.get();
    if (!fixed && !reversed) {
      return Optional.empty();
    }
    Message message =
        reversed
            ? Message.of(
                "the lowest voltage, {lowest} µV, is above the highest one, {highest} µV",
                lowest.get(),
                highest.get())
            : Message.of(
                "Linux rejects this fixed regulator, because its lowest and highest voltages,"
                    + " {lowest} and {highest} µV, differ",
                lowest.get(),
                highest.get());
    return Optional.of(
        stack
            .warning(
                VerifyCode.REGULATOR_RANGE,
                stack.place(path, HIGHEST),
                Subject.of(path, HIGHEST),
                message)
            .note("the lowest one is at", stack.merged().origin(stack.place(path, LOWEST)))
            .help(
                fixed
                    ? "set both to the voltage of the regulator"
                    : "exchange the two, or correct one of them"));
  }
}
