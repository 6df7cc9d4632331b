// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;

/**
 * The number of chip selects of SPI controllers, at which Linux rejects a device ("cs5 &gt;= max
 * 3"; drivers/spi/spi.c, {@code spi_add_device()}).
 */
public final class ChipSelects {

  /**
   * A number of chip selects.
   *
   * @param source the property or kernel file with this number
   * @param certain whether it is certain that the controller has no more
   */
  public record Count(int count, String source, boolean certain) {

    public boolean has(int select) {
      return Integer.compareUnsigned(select, count) < 0;
    }

    /** {@return the chip selects as text, such as {@code chip selects 0 to 2}} */
    public String text() {
      return count == 1 ? "chip select 0" : "chip selects 0 to " + (count - 1);
    }
  }

  private record Driver(int count, String property, String file) {}

  private static final Map<String, Driver> DRIVERS = drivers();

  /**
   * Controllers that have the lines of their chip selects in {@code gpios}
   * (drivers/gpio/gpiolib-of.c, {@code of_gpio_spi_cs_get_count()}).
   */
  private static final Set<String> OLD =
      Set.of("fsl,spi", "aeroflexgaisler,spictrl", "ibm,ppc4xx-spi");

  private ChipSelects() {}

  private static Map<String, Driver> drivers() {
    Map<String, Driver> drivers = new HashMap<>();
    String text = Bytes.ofResource(ChipSelects.class, "chip-selects.tsv").utf8();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(
            columns -> {
              Driver driver = new Driver(Integer.parseInt(columns[0]), columns[1], columns[2]);
              for (String compatible : columns[3].split(" ", -1)) {
                drivers.put(compatible, driver);
              }
            });
    return Map.copyOf(drivers);
  }

  /**
   * {@return the number of chip selects of a controller; empty if only its driver knows it}
   *
   * @param phandles finds the node that has a phandle
   */
  public static Optional<Count> of(DtNode controller, IntFunction<Optional<DtNode>> phandles) {
    Optional<String> listed = property(controller, phandles);
    int lines = listed.map(name -> count(controller, name, phandles)).orElse(0);
    Optional<Driver> known =
        controller.compatible().stream().map(DRIVERS::get).filter(Objects::nonNull).findFirst();
    Optional<Integer> own = number(controller, known.map(Driver::property).orElse("num-cs"));
    Optional<Integer> count = own.or(() -> known.map(Driver::count));
    if (count.isEmpty()) {
      return Optional.empty();
    }
    String source =
        lines > count.get()
            ? "its '" + listed.orElseThrow() + "'"
            : own.isPresent()
                ? "its '" + known.map(Driver::property).orElse("num-cs") + "'"
                : known.map(Driver::file).orElse("");
    // Drivers of other controllers may ignore num-cs.
    return Optional.of(new Count(Math.max(count.get(), lines), source, known.isPresent()));
  }

  /**
   * Returns what the node of a device has in place of a chip select of its controller; empty if the
   * controller has that chip select or may have it.
   */
  static Optional<String> lacking(Optional<Count> known, DtNode device) {
    Optional<Integer> reg = Nodes.cell(device, "reg");
    return known
        .filter(count -> count.certain() && reg.isPresent() && !count.has(reg.get()))
        .map(
            count ->
                "chip select %s, but its controller has only %s (%s)"
                    .formatted(
                        Integer.toUnsignedString(reg.orElseThrow()), count.text(), count.source()));
  }

  private static Optional<Integer> number(DtNode controller, String property) {
    return Nodes.cell(controller, property).filter(count -> count > 0);
  }

  /**
   * {@return the property with the lines of the chip selects: the first of these properties that
   * has entries and no error (drivers/gpio/gpiolib-of.c, {@code of_gpio_get_count()} in Linux 6.1,
   * {@code of_gpio_count()} in 7.2). Linux ignores a list with an error, as if it were not there
   * (drivers/spi/spi.c, {@code spi_get_gpio_descs()})}
   *
   * @param phandles finds the node that has a phandle
   */
  public static Optional<String> property(
      DtNode controller, IntFunction<Optional<DtNode>> phandles) {
    boolean old = controller.compatible().stream().anyMatch(OLD::contains);
    return Stream.of("gpios", "cs-gpios", "cs-gpio")
        .filter(name -> old || !name.equals("gpios"))
        .filter(name -> count(controller, name, phandles) > 0)
        .findFirst();
  }

  /**
   * Counts the entries of a list of lines (drivers/of/base.c, {@code
   * of_count_phandle_with_args()}); 0 if an entry refers to no GPIO controller or is incomplete.
   */
  private static int count(
      DtNode controller, String property, IntFunction<Optional<DtNode>> phandles) {
    List<Integer> cells = Nodes.cells(controller, property).orElse(List.of());
    PhandleEntries list =
        PhandleEntries.of(
            cells,
            phandle -> phandles.apply(phandle).flatMap(gpio -> Nodes.cell(gpio, "#gpio-cells")));
    return list.end() == cells.size() ? list.entries().size() : 0;
  }
}
