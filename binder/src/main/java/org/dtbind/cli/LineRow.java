// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LineHolders;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;
import org.dtbind.source.Bytes;

/**
 * A line, live or foretold, as it is listed.
 *
 * @param name empty where it has none
 * @param chip {@code gpiochipN}; for a tree, the controller's node
 * @param label of the chip
 * @param offset in the chip; -1 where a tree does not tell it
 * @param direction {@code input} or {@code output}; not known from a tree
 * @param activeLow whether it is asserted when low
 * @param consumer who has it, or in a tree who asks for it
 * @param node of the chip
 * @param holder the process that has it, where that can be told
 */
record LineRow(
    String name,
    String chip,
    Optional<String> label,
    int offset,
    Optional<String> direction,
    boolean activeLow,
    Optional<String> consumer,
    Optional<String> node,
    Optional<LineHolders.Holder> holder) {

  static LineRow of(LiveGpio.Place place) {
    GpioLine line = place.line();
    Optional<String> kernel = line.used() ? Optional.of("kernel") : Optional.empty();
    return new LineRow(
        line.name(),
        place.chip().name(),
        place.chip().label(),
        line.offset(),
        Optional.of(line.direction().text()),
        line.activeLow(),
        line.consumer().or(() -> kernel),
        place.chip().node().map(Object::toString),
        Optional.empty());
  }

  /** The same with the process that has it. */
  LineRow heldBy(LineHolders holders) {
    return new LineRow(
        name,
        chip,
        label,
        offset,
        direction,
        activeLow,
        consumer,
        node,
        holders.of(chip, offset, consumer));
  }

  static LineRow of(TreeLine line) {
    GpioController controller = line.controller();
    String users =
        line.uses().stream()
            .map(use -> use.hog() ? use.node() + " (hog)" : use.node().text())
            .collect(Collectors.joining(", "));
    boolean low =
        line.uses().stream()
            .map(LineUse::flags)
            .anyMatch(flags -> flags.contains(LineFlag.ACTIVE_LOW));
    return new LineRow(
        Bytes.latin1(line.name()).utf8(),
        controller.node().text(),
        controller.label().map(label -> Bytes.latin1(label).utf8()),
        line.offset(),
        Optional.empty(),
        low,
        users.isEmpty() ? Optional.empty() : Optional.of(users),
        Optional.of(controller.node().text()),
        Optional.empty());
  }

  boolean isNamedOrUsed() {
    return !name.isEmpty() || consumer.isPresent();
  }

  /** Returns whether its chip is called so: label, name, device file or node. */
  boolean isOn(Glob glob) {
    return label.filter(glob::matches).isPresent()
        || glob.matches(chip)
        || glob.matches("/dev/" + chip)
        || node.filter(glob::matches).isPresent();
  }

  static Report report(List<LineRow> rows, List<GpioChip> unreadable) {
    Table table =
        new Table(
            List.of(
                "NAME",
                "CHIP",
                "LABEL",
                "OFFSET",
                "DIRECTION",
                "ACTIVE",
                "CONSUMER",
                "PROCESS",
                "NODE"),
            rows.stream().map(LineRow::cells).toList());
    Value.Items items = new Value.Items(rows.stream().map(LineRow::value).toList());
    Value.Items chips = new Value.Items(unreadable.stream().map(LineRow::unreadable).toList());
    return new Report(
        "dtbind.lines/1", fields(member("lines", items), member("unreadable", chips)), table);
  }

  private static Value unreadable(GpioChip chip) {
    return fields(
        member("chip", Value.of(chip.name())),
        member("message", Value.of(chip.unreadable().map(Failure::text))));
  }

  private List<String> cells() {
    return List.of(
        name.isEmpty() ? "-" : name,
        chip,
        label.orElse("-"),
        offset < 0 ? "unknown" : Integer.toString(offset),
        direction.orElse("-"),
        activeLow ? "low" : "high",
        consumer.orElse("-"),
        holder.map(LineHolders.Holder::text).orElse("-"),
        node.orElse("-"));
  }

  Value value() {
    return fields(
        member("name", Value.of(name)),
        member("chip", Value.of(chip)),
        member("label", Value.of(label)),
        member("offset", offset < 0 ? new Value.Absent() : Value.of(offset)),
        member("direction", Value.of(direction)),
        member("activeLow", Value.of(activeLow)),
        member("consumer", Value.of(consumer)),
        member("node", Value.of(node)),
        member(
            "process",
            holder
                .<Value>map(
                    one ->
                        fields(
                            member("id", Value.of((long) one.id())),
                            member("name", Value.of(one.name()))))
                .orElseGet(Value.Absent::new)));
  }
}
