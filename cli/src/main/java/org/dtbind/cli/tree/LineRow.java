// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LineHolders;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Failure;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.LineFlag;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.source.Bytes;
import org.dtbind.view.View;

/**
 * A line in a list, on a running system or predicted from a tree.
 *
 * @param name empty if the line has none
 * @param chip such as {@code gpiochip0}; for a tree, the node of the controller
 * @param offset the offset in the chip; empty if a tree does not define it
 * @param direction {@code input} or {@code output}; empty for a tree
 * @param consumer the consumer in the kernel; for a tree, the nodes that request the line
 * @param consumers the names by which a pattern finds the consumer; for a tree, those of each node
 * @param holder the process that holds the line, if it is known
 */
public record LineRow(
    String name,
    String chip,
    Optional<String> label,
    Optional<Integer> offset,
    Optional<String> direction,
    boolean activeLow,
    Optional<String> consumer,
    List<String> consumers,
    Optional<String> node,
    Optional<LineHolders.Holder> holder) {

  public LineRow {
    consumers = List.copyOf(consumers);
  }

  /** The listed lines, and chips whose lines cannot be read. */
  record Listed(List<LineRow> lines, List<GpioChip> unreadable) {}

  static final View<LineRow> VIEW =
      View.<LineRow>part()
          .text("name", "name of the line; empty if the line has no name", LineRow::name)
          .column("NAME", row -> row.name.isEmpty() ? "-" : row.name)
          .text(
              "chip",
              "name of the line's chip, such as `gpiochip0`; for a tree, the path of the"
                  + " controller's node",
              LineRow::chip)
          .column("CHIP")
          .textOrNull("label", "label of the line's chip; null if unknown", LineRow::label)
          .column("LABEL")
          .numberOrNull(
              "offset",
              "offset of the line in its chip, counted from 0; null if only the controller's driver"
                  + " knows it",
              LineRow::offset)
          .column("OFFSET", row -> row.offset.map(String::valueOf).orElse("unknown"))
          .textOrNull(
              "direction",
              "direction of the line, `input` or `output`; null for a tree",
              LineRow::direction)
          .column("DIRECTION")
          .flag("activeLow", "whether the line is active-low", LineRow::activeLow)
          .column("ACTIVE", row -> row.activeLow ? "low" : "high")
          .textOrNull(
              "consumer",
              "consumer of the line, as reported by the kernel; for a tree, the nodes that use the"
                  + " line; null if the line is not used",
              LineRow::consumer)
          .column("CONSUMER")
          .column("PROCESS", row -> row.holder.map(LineHolders.Holder::text).orElse("-"))
          .textOrNull(
              "node",
              "path of the chip's node in the devicetree; null if the chip has no node",
              LineRow::node)
          .column("NODE")
          .objectOrNull(
              "process",
              "process that holds the line; null if no such process is known",
              View.<LineHolders.Holder>part()
                  .number("id", "process ID", LineHolders.Holder::id)
                  .text("name", "name of the process", LineHolders.Holder::name),
              LineRow::holder);

  public static final View<Listed> LINES =
      View.<Listed>document("lines", "`lines`: GPIO lines of the system or of a tree")
          .list("lines", "lines, sorted by chip and offset", VIEW, Listed::lines)
          .list(
              "unreadable",
              "chips that could not be read",
              View.<GpioChip>part()
                  .text("chip", "name of the chip", GpioChip::name)
                  .textOrNull(
                      "message",
                      "why the chip could not be read",
                      chip -> chip.unreadable().map(Failure::text)),
              Listed::unreadable);

  static LineRow of(LiveGpio.Place place) {
    GpioLine line = place.line();
    Optional<String> kernel = line.used() ? Optional.of("kernel") : Optional.empty();
    Optional<String> consumer = line.consumer().or(() -> kernel);
    return new LineRow(
        line.name(),
        place.chip().name(),
        place.chip().label(),
        Optional.of(line.offset()),
        Optional.of(line.direction().text()),
        line.activeLow(),
        consumer,
        consumer.stream().toList(),
        place.chip().node().map(Object::toString),
        Optional.empty());
  }

  /** {@return this row, with the process that holds the line} */
  LineRow heldBy(LineHolders holders) {
    return new LineRow(
        name,
        chip,
        label,
        offset,
        direction,
        activeLow,
        consumer,
        consumers,
        node,
        offset.flatMap(line -> holders.of(chip, line, consumer)));
  }

  static LineRow of(TreeLine line) {
    GpioController controller = line.controller();
    List<String> users = line.uses().stream().map(LineRow::user).distinct().toList();
    Stream<String> nodes = line.uses().stream().map(use -> use.node().text());
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
        users.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", users)),
        Stream.concat(users.stream(), nodes).distinct().toList(),
        Optional.of(controller.node().text()),
        Optional.empty());
  }

  private static String user(LineUse use) {
    return use.hog() ? use.node() + " (hog)" : use.node().text();
  }

  boolean isNamedOrUsed() {
    return !name.isEmpty() || consumer.isPresent();
  }

  /** Returns label, name, device node and path in the devicetree. */
  List<String> chipNames() {
    return Stream.of(label, Optional.of(chip), Optional.of("/dev/" + chip), node)
        .flatMap(Optional::stream)
        .toList();
  }
}
