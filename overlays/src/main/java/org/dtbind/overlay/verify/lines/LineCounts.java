// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;

/** The number of lines of GPIO controllers, from properties or from the kernel's source. */
public final class LineCounts {

  /** A number of lines, and what specifies it. */
  public record Count(int lines, Source source) {

    private static Count of(int lines, String property) {
      return new Count(lines, new Property(property));
    }
  }

  /** What specifies a number of lines. */
  public sealed interface Source {

    /** {@return the property or file, as text for users} */
    String text();
  }

  /** A property of the controller. */
  public record Property(String name) implements Source {
    @Override
    public String text() {
      return "its '" + name + "'";
    }
  }

  /** A file of the kernel's source. */
  public record KernelFile(String path) implements Source {
    @Override
    public String text() {
      return path;
    }
  }

  private static final Source RCAR = new KernelFile("drivers/gpio/gpio-rcar.c");
  private static final int LINES_OF_A_SHIFT_REGISTER = 8;

  /** More would not fit into the number of lines of a chip, which has 16 bits. */
  private static final int MOST_SHIFT_REGISTERS = 0xffff / LINES_OF_A_SHIFT_REGISTER;

  private static final int RANGE = 4;

  private final Map<String, Count> byCompatible = new HashMap<>();

  public LineCounts() {
    String text = Bytes.ofResource(LineCounts.class, "line-counts.tsv").utf8();
    text.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
  }

  /** {@return the chips and lines of a tree, with all known numbers of lines} */
  public static GpioTree counted(DeviceTree tree) {
    LineCounts counts = new LineCounts();
    return GpioTree.of(tree).counted(chip -> tree.node(chip).flatMap(counts::of).map(Count::lines));
  }

  private void add(String line) {
    String[] columns = line.split("\t", -1);
    int lines = Integer.parseInt(columns[1]);
    byCompatible.put(columns[0], new Count(lines, new KernelFile(columns[2])));
  }

  /** Returns the largest number of lines of a controller; empty if only its driver knows it. */
  public Optional<Count> of(DtNode controller) {
    if (controller.property("st,bank-name").isPresent()) {
      // drivers/pinctrl/stm32/pinctrl-stm32.c, stm32_gpiolib_register_bank(), ignores ngpios.
      return ofRanges(controller);
    }
    Optional<Integer> ngpios = LineUses.ngpios(controller);
    if (ngpios.isPresent()) {
      return ngpios.map(lines -> Count.of(lines, "ngpios"));
    }
    List<String> compatible = controller.compatible();
    if (compatible.contains("fairchild,74hc595") || compatible.contains("nxp,74lvc594")) {
      // drivers/gpio/gpio-74x164.c
      return number(controller, "registers-number")
          .filter(n -> n <= MOST_SHIFT_REGISTERS)
          .map(n -> Count.of(n * LINES_OF_A_SHIFT_REGISTER, "registers-number"));
    }
    if (compatible.contains("ti,keystone-gpio") || compatible.contains("ti,dm6441-gpio")) {
      // drivers/gpio/gpio-davinci.c, davinci_gpio_get_pdata()
      return number(controller, "ti,ngpio").map(lines -> Count.of(lines, "ti,ngpio"));
    }
    Optional<Count> known =
        compatible.stream().map(byCompatible::get).filter(Objects::nonNull).findFirst();
    if (known.filter(count -> count.source().equals(RCAR)).isPresent()) {
      // gpio_rcar_parse_dt(): the last cell of the first range, if there is one.
      List<Integer> ranges = controller.cells("gpio-ranges");
      return ranges.size() >= RANGE && ranges.get(RANGE - 1) > 0
          ? Optional.of(Count.of(ranges.get(RANGE - 1), "gpio-ranges"))
          : known;
    }
    return known;
  }

  /**
   * Returns the number of lines up to the last one that has a pin ({@code gpio-ranges}:
   * Documentation/devicetree/bindings/gpio/gpio.txt, section 2.1).
   */
  public static Optional<Count> ofRanges(DtNode controller) {
    List<Integer> ranges = controller.cells("gpio-ranges");
    int lines = 0;
    for (int at = 0; at + RANGE <= ranges.size(); at += RANGE) {
      lines = Math.max(lines, ranges.get(at + 1) + ranges.get(at + RANGE - 1));
    }
    return lines == 0 ? Optional.empty() : Optional.of(Count.of(lines, "gpio-ranges"));
  }

  private static Optional<Integer> number(DtNode node, String property) {
    return node.cell(property).filter(n -> n >= 0);
  }
}
