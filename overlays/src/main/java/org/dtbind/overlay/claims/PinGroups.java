// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.PropertyValue;

/**
 * Reads the pins that a group of a pin controller muxes. Groups that only configure pins (pull,
 * drive strength) mux none, and two devices may configure one pin.
 */
public final class PinGroups {

  /** Controllers whose entries of {@code fsl,pins} have six cells (pinctrl-imx.c, FSL_PIN_SIZE). */
  private static final Set<String> IMX =
      Set.of(
          "fsl,imx25-iomuxc",
          "fsl,imx35-iomuxc",
          "fsl,imx50-iomuxc",
          "fsl,imx51-iomuxc",
          "fsl,imx53-iomuxc",
          "fsl,imx6dl-iomuxc",
          "fsl,imx6q-iomuxc",
          "fsl,imx6sl-iomuxc",
          "fsl,imx6sll-iomuxc",
          "fsl,imx6sx-iomuxc",
          "fsl,imx6ul-iomuxc",
          "fsl,imx7d-iomuxc",
          "fsl,imx8mm-iomuxc",
          "fsl,imx8mn-iomuxc",
          "fsl,imx8mp-iomuxc",
          "fsl,imx8mq-iomuxc",
          "fsl,imx91-iomuxc",
          "fsl,imx93-iomuxc",
          "fsl,imxrt1050-iomuxc",
          "fsl,imxrt1170-iomuxc");

  /** The names of the values of {@code brcm,function} (drivers/pinctrl/bcm/pinctrl-bcm2835.c). */
  private static final List<String> BCM2835 =
      List.of("gpio_in", "gpio_out", "alt5", "alt4", "alt0", "alt1", "alt2", "alt3");

  private static final Pattern BCM2835_PIN = Pattern.compile("gpio([0-9]{1,2})");

  /**
   * A list of pins whose entries have several cells.
   *
   * @param width the number of cells of each entry
   * @param name returns the name of the pin of an entry
   * @param content what to write in each entry
   */
  public record PinList(
      String property, int width, Function<List<Integer>, String> name, String content) {}

  /**
   * The lists of pins by their properties: a function that returns the list of a controller's
   * groups, or nothing if their format is unknown.
   */
  private static final Map<String, Function<DtNode, Optional<PinList>>> LISTS =
      Map.of(
          "rockchip,pins",
          controller ->
              Optional.of(
                  new PinList(
                      "rockchip,pins",
                      4,
                      PinGroups::rockchip,
                      "bank, pin, function and configuration")),
          "fsl,pins",
          controller ->
              Optional.of(
                      new PinList(
                          "fsl,pins",
                          6,
                          PinGroups::imx,
                          "the macro of a pin, which is five cells, and its configuration"))
                  .filter(list -> controller.compatible().stream().anyMatch(IMX::contains)),
          "pinctrl-single,pins",
          PinGroups::single);

  private static final String PINMUX = "pinmux";

  /** The names of the pins in cells of {@code pinmux}, by compatible string of the controller. */
  private static final Map<String, IntFunction<String>> MUXED =
      Map.of(
          "st,stm32.*-pinctrl",
          PinGroups::stm32,
          // MTK_PIN_NO() of include/dt-bindings/pinctrl/mt65xx.h
          "mediatek,mt.*-pinctrl",
          cell -> "GPIO" + (cell >>> 8),
          "renesas,r9a0[789]g0.*-pinctrl",
          PinGroups::rzg2l);

  /** Properties that list the pins of groups in other formats. */
  private static final List<String> OTHERS =
      List.of(
          "brcm,pins",
          "pinctrl-single,bits",
          PINMUX,
          "pins",
          "groups",
          "nvidia,pins",
          "samsung,pins",
          "allwinner,pins",
          "atmel,pins");

  private PinGroups() {}

  private static Optional<PinList> single(DtNode controller) {
    int width = controller.cell("#pinctrl-cells").orElse(1) + 1;
    String content =
        width == 2
            ? "the offset of a register and its value"
            : "the offset of a register, its configuration and its function";
    return width < 2 || width > 3
        ? Optional.empty()
        : Optional.of(new PinList("pinctrl-single,pins", width, PinGroups::offset, content));
  }

  /** {@return whether a node lists the pins of a group} */
  public static boolean isGroup(DtNode node) {
    return hasList(node) || OTHERS.stream().anyMatch(name -> node.property(name).isPresent());
  }

  private static boolean hasList(DtNode node) {
    return LISTS.keySet().stream().anyMatch(name -> node.property(name).isPresent());
  }

  /** {@return the list of pins of a group; empty if it is none whose entries have several cells} */
  public static Optional<PinList> list(DtNode controller, DtNode group) {
    return group.properties().stream()
        .map(property -> LISTS.get(property.name()))
        .filter(Objects::nonNull)
        .findFirst()
        .flatMap(list -> list.apply(controller));
  }

  /**
   * Returns whether groups of the controller list pins by number, and pin numbers equal line
   * offsets unless {@code gpio-ranges} maps them differently.
   */
  public static boolean isBcm2835(DtNode controller) {
    return controller.compatible().stream()
        .anyMatch(name -> name.matches("brcm,bcm(2835|2711|7211)-gpio"));
  }

  /**
   * Returns the functions other than GPIO that a group gives to pins, by pin number. The result is
   * empty if {@link #isBcm2835} is false.
   */
  public static Map<Integer, String> functions(DtNode controller, DtNode group) {
    Map<Integer, String> functions = new LinkedHashMap<>();
    if (!isBcm2835(controller)) {
      return functions;
    }
    List<Integer> pins = group.cells("brcm,pins");
    List<Integer> numbers = group.cells("brcm,function");
    for (int i = 0; i < pins.size() && !numbers.isEmpty(); i++) {
      // bcm2835_pctl_dt_node_to_map(): one function for all pins, or one for each pin.
      int number = numbers.get(numbers.size() > 1 ? Math.min(i, numbers.size() - 1) : 0);
      if (number >= 0 && number < BCM2835.size()) {
        functions.put(pins.get(i), BCM2835.get(number));
      }
    }
    if (pins.isEmpty()) {
      List<DtNode> nodes = new ArrayList<>(group.children());
      nodes.add(0, group);
      nodes.forEach(node -> addNamed(node, functions));
    }
    functions.values().removeIf(function -> function.startsWith("gpio_"));
    return functions;
  }

  private static void addNamed(DtNode node, Map<Integer, String> functions) {
    List<String> function = node.strings("function");
    for (String name : function.isEmpty() ? List.<String>of() : node.strings("pins")) {
      Matcher pin = BCM2835_PIN.matcher(name);
      if (pin.matches()) {
        functions.put(Integer.parseInt(pin.group(1)), function.get(0));
      }
    }
  }

  /**
   * Returns the names of the pins that a group muxes; empty if the format of the controller's
   * groups is unknown.
   */
  static Optional<List<String>> pins(DtNode controller, DtNode group) {
    Optional<PinList> list = list(controller, group);
    if (list.isPresent()) {
      return list.map(of -> entries(group.cells(of.property()), of));
    }
    if (group.property("brcm,pins").isPresent()) {
      boolean muxes = group.property("brcm,function").isPresent();
      return Optional.of(
          muxes
              ? group.cells("brcm,pins").stream().map(Integer::toUnsignedString).toList()
              : List.of());
    }
    if (hasList(group)) {
      return Optional.empty();
    }
    Optional<List<String>> muxed = muxed(controller, group);
    if (muxed.isPresent()) {
      return muxed;
    }
    return generic(
        group,
        controller.compatible().stream().anyMatch(name -> name.startsWith("qcom,"))
            ? Set.of("gpio")
            : Set.of());
  }

  /** Returns the pins of {@code pinmux} in a group and its children, if their format is known. */
  private static Optional<List<String>> muxed(DtNode controller, DtNode group) {
    List<Integer> cells = new ArrayList<>(group.cells(PINMUX));
    group.children().forEach(child -> cells.addAll(child.cells(PINMUX)));
    return cells.isEmpty()
        ? Optional.empty()
        : controller.compatible().stream()
            .flatMap(name -> MUXED.entrySet().stream().filter(e -> name.matches(e.getKey())))
            .map(Map.Entry::getValue)
            .findFirst()
            .map(format -> cells.stream().map(format::apply).toList());
  }

  /** PIN_NO() of include/dt-bindings/pinctrl/stm32-pinfunc.h: 16 pins in each port. */
  private static String stm32(int cell) {
    int pin = cell >>> 8;
    return "P" + (char) ('A' + pin / 16 % 26) + pin % 16;
  }

  /** RZG2L_PORT_PINMUX() of include/dt-bindings/pinctrl/rzg2l-pinctrl.h: 8 pins in each port. */
  private static String rzg2l(int cell) {
    int pin = cell & 0xffff;
    return "P%d_%d".formatted(pin / 8, pin % 8);
  }

  /** Returns the names of the pins of a list, one for each entry. */
  static List<String> entries(List<Integer> cells, PinList list) {
    List<String> names = new ArrayList<>();
    for (int at = 0; at + list.width() <= cells.size(); at += list.width()) {
      names.add(list.name().apply(cells.subList(at, at + list.width())));
    }
    return names;
  }

  /**
   * An entry is bank, pin, function, configuration (Documentation/devicetree/bindings/pinctrl,
   * {@code rockchip,pinctrl.yaml}).
   */
  private static String rockchip(List<Integer> entry) {
    return "gpio%d-%d".formatted(entry.get(0), entry.get(1));
  }

  /** An entry is a register offset and one or two values (drivers/pinctrl/pinctrl-single.c). */
  private static String offset(List<Integer> entry) {
    return "0x%x".formatted(entry.get(0));
  }

  /**
   * In {@code imx_pinctrl_parse_pin_mmio()}, a pin is identified by its mux register, or else by
   * its configuration register.
   */
  private static String imx(List<Integer> entry) {
    int mux = entry.get(0);
    boolean muxes = mux != 0 && mux != -1;
    return "0x%x".formatted(muxes ? mux : entry.get(1));
  }

  /**
   * Reads {@code pins} or {@code groups} next to {@code function}, in the group or in its children
   * (drivers/pinctrl/pinconf-generic.c, {@code pinconf_generic_dt_node_to_map()}).
   *
   * @param shared functions that several devices can give to a pin. Since Linux 6.18, Qualcomm's
   *     {@code gpio} is such a function (drivers/pinctrl/qcom/pinctrl-msm.c, {@code
   *     .function_is_gpio})
   */
  private static Optional<List<String>> generic(DtNode state, Set<String> shared) {
    List<String> pins = new ArrayList<>();
    List<DtNode> nodes = new ArrayList<>(state.children());
    nodes.add(0, state);
    boolean known = false;
    for (DtNode node : nodes) {
      for (String property : List.of("pins", "groups")) {
        Optional<List<String>> names = node.value(property).flatMap(PropertyValue::strings);
        known |= names.isPresent();
        List<String> function = node.strings("function");
        if (names.isPresent()
            && node.property("function").isPresent()
            && function.stream().noneMatch(shared::contains)) {
          pins.addAll(names.get());
        }
      }
    }
    return known ? Optional.of(pins) : Optional.empty();
  }
}
