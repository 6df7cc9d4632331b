// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import static org.dtbind.check.CheckFamily.ADDRESSES;
import static org.dtbind.check.CheckFamily.BUILDER;
import static org.dtbind.check.CheckFamily.BUSES;
import static org.dtbind.check.CheckFamily.CELL;
import static org.dtbind.check.CheckFamily.GRAPH;
import static org.dtbind.check.CheckFamily.INTERRUPTS;
import static org.dtbind.check.CheckFamily.NAMES;
import static org.dtbind.check.CheckFamily.PROVIDERS;
import static org.dtbind.check.CheckFamily.SPECIAL;
import static org.dtbind.check.CheckFamily.STRING;
import static org.dtbind.check.CheckFamily.STRINGS;
import static org.dtbind.check.CheckLevel.ERROR;
import static org.dtbind.check.CheckLevel.OFF;
import static org.dtbind.check.CheckLevel.WARNING;

import java.util.Arrays;
import java.util.List;
import org.dtbind.diag.Code;

/**
 * The checks of a tree, in the order in which they run. Names, levels, order and dependencies are
 * those of dtc 1.8.1 (checks.c).
 */
public enum Check implements Code {
  DUPLICATE_NODE_NAMES(ERROR, NAMES, "Two children of a node have the same name."),
  DUPLICATE_PROPERTY_NAMES(ERROR, NAMES, "Two properties of a node have the same name."),
  NODE_NAME_CHARS(ERROR, NAMES, "A node name contains a character that is not allowed."),
  NODE_NAME_FORMAT(ERROR, NAMES, "A node name contains more than one '@'.", NODE_NAME_CHARS),
  NODE_NAME_NOT_EMPTY(ERROR, NAMES, "A node name has nothing before its '@'.", NODE_NAME_CHARS),
  PROPERTY_NAME_CHARS(ERROR, NAMES, "A property name contains a character that is not allowed."),
  NAME_IS_STRING(ERROR, STRING, "name", "The 'name' property is not a single string."),
  NAME_PROPERTIES(
      ERROR, NAMES, "The 'name' property differs from the name of the node.", NAME_IS_STRING),
  NODE_NAME_VS_PROPERTY_NAME(
      NAMES, "A node and a property of its parent have the same name.", NODE_NAME_CHARS),
  DUPLICATE_LABEL(ERROR, NAMES, "The same label is defined twice."),
  EXPLICIT_PHANDLES(
      ERROR, BUILDER, "A phandle property is malformed, or another node has the same phandle."),
  PHANDLE_REFERENCES(
      ERROR,
      BUILDER,
      "A cell refers to a node that does not exist.",
      DUPLICATE_NODE_NAMES,
      EXPLICIT_PHANDLES),
  PATH_REFERENCES(
      ERROR,
      BUILDER,
      "A reference outside a cell refers to a node that does not exist.",
      DUPLICATE_NODE_NAMES),
  OMIT_UNUSED_NODES(
      ERROR,
      BUILDER,
      "This check removes nodes that are marked with /omit-if-no-ref/ and that nothing refers to.",
      PHANDLE_REFERENCES,
      PATH_REFERENCES),
  ADDRESS_CELLS_IS_CELL("#address-cells"),
  SIZE_CELLS_IS_CELL("#size-cells"),
  DEVICE_TYPE_IS_STRING(STRING, "device_type", "The device_type property is not a single string."),
  MODEL_IS_STRING(STRING, "model", "The model property is not a single string."),
  STATUS_IS_STRING(STRING, "status", "The status property is not a single string."),
  LABEL_IS_STRING(STRING, "label", "The label property is not a single string."),
  COMPATIBLE_IS_STRING_LIST(
      STRINGS, "compatible", "The compatible property is not a list of strings."),
  NAMES_IS_STRING_LIST(STRINGS, "A property whose name ends in -names is not a list of strings."),
  PROPERTY_NAME_CHARS_STRICT(
      OFF, NAMES, "A property name contains a character that is not recommended."),
  NODE_NAME_CHARS_STRICT(OFF, NAMES, "A node name contains a character that is not recommended."),
  ADDR_SIZE_CELLS(
      ADDRESSES,
      "This check reads #address-cells and #size-cells for other checks.",
      ADDRESS_CELLS_IS_CELL,
      SIZE_CELLS_IS_CELL),
  REG_FORMAT(
      ADDRESSES,
      "The reg property does not match the #address-cells and #size-cells of the parent node.",
      ADDR_SIZE_CELLS),
  RANGES_FORMAT(
      ADDRESSES,
      "ranges",
      "The ranges property does not match the #address-cells and #size-cells of the node and its parent.",
      ADDR_SIZE_CELLS),
  DMA_RANGES_FORMAT(
      ADDRESSES,
      "dma-ranges",
      "The dma-ranges property does not match the #address-cells and #size-cells of the node and its parent.",
      ADDR_SIZE_CELLS),
  UNIT_ADDRESS_VS_REG(
      ADDRESSES,
      "A node has a unit address but neither reg nor ranges, or has reg or ranges but no unit address."),
  UNIT_ADDRESS_FORMAT(ADDRESSES, "A unit address has a 0x prefix or leading zeros."),
  PCI_BRIDGE(
      BUSES,
      "A PCI bridge has no ranges property, or has an incorrect name, cell count or bus-range.",
      DEVICE_TYPE_IS_STRING,
      ADDR_SIZE_CELLS),
  PCI_DEVICE_REG(
      BUSES,
      "The reg property of a PCI device is invalid or does not match the unit address.",
      REG_FORMAT,
      PCI_BRIDGE),
  PCI_DEVICE_BUS_NUM(
      BUSES,
      "The bus number of a PCI device is outside the bus-range of its bridge.",
      REG_FORMAT,
      PCI_BRIDGE),
  SIMPLE_BUS_BRIDGE(
      BUSES,
      "This check recognizes nodes that are compatible with simple-bus.",
      ADDR_SIZE_CELLS,
      COMPATIBLE_IS_STRING_LIST),
  SIMPLE_BUS_REG(
      BUSES,
      "A child of a simple-bus node has no address, or its unit address differs from its address in reg or ranges.",
      REG_FORMAT,
      SIMPLE_BUS_BRIDGE),
  I2C_BUS_BRIDGE(BUSES, "An I2C bus has incorrect cell counts.", ADDR_SIZE_CELLS),
  I2C_BUS_REG(
      BUSES,
      "The reg property of a device on an I2C bus is missing, is invalid, or does not match the unit address.",
      REG_FORMAT,
      I2C_BUS_BRIDGE),
  SPI_BUS_BRIDGE(
      BUSES, "An SPI bus has an incorrect name or incorrect cell counts.", ADDR_SIZE_CELLS),
  SPI_BUS_REG(
      BUSES,
      "The reg property of a device on an SPI bus is missing or does not match the unit address.",
      REG_FORMAT,
      SPI_BUS_BRIDGE),
  AVOID_DEFAULT_ADDR_SIZE(
      ADDRESSES,
      "A node has reg or ranges, but its parent lacks #address-cells or #size-cells.",
      ADDR_SIZE_CELLS),
  AVOID_UNNECESSARY_ADDR_SIZE(
      ADDRESSES,
      "A node has #address-cells and #size-cells, but no child has an address.",
      AVOID_DEFAULT_ADDR_SIZE),
  UNIQUE_UNIT_ADDRESS(
      ADDRESSES, "Two children of a node have the same unit address.", AVOID_DEFAULT_ADDR_SIZE),
  UNIQUE_UNIT_ADDRESS_IF_ENABLED(
      OFF,
      ADDRESSES,
      "Two enabled children of a node have the same unit address.",
      AVOID_DEFAULT_ADDR_SIZE),
  OBSOLETE_CHOSEN_INTERRUPT_CONTROLLER(
      SPECIAL, "/chosen has an obsolete interrupt-controller property."),
  CHOSEN_NODE_IS_ROOT(SPECIAL, "A node named chosen is not a child of the root node."),
  CHOSEN_NODE_BOOTARGS(SPECIAL, "The bootargs property of the chosen node is not a single string."),
  CHOSEN_NODE_STDOUT_PATH(
      SPECIAL,
      "The stdout-path property of the chosen node is not a single string, or still has its former name."),
  CLOCKS_PROPERTY("clocks", "#clock-cells"),
  CLOCKS_IS_CELL("#clock-cells"),
  COOLING_DEVICE_PROPERTY("cooling-device", "#cooling-cells"),
  COOLING_DEVICE_IS_CELL("#cooling-cells"),
  DMAS_PROPERTY("dmas", "#dma-cells"),
  DMAS_IS_CELL("#dma-cells"),
  HWLOCKS_PROPERTY("hwlocks", "#hwlock-cells"),
  HWLOCKS_IS_CELL("#hwlock-cells"),
  INTERRUPTS_EXTENDED_PROPERTY("interrupts-extended", "#interrupt-cells"),
  INTERRUPTS_EXTENDED_IS_CELL("#interrupt-cells"),
  IO_CHANNELS_PROPERTY("io-channels", "#io-channel-cells"),
  IO_CHANNELS_IS_CELL("#io-channel-cells"),
  IOMMUS_PROPERTY("iommus", "#iommu-cells"),
  IOMMUS_IS_CELL("#iommu-cells"),
  MBOXES_PROPERTY("mboxes", "#mbox-cells"),
  MBOXES_IS_CELL("#mbox-cells"),
  MSI_PARENT_PROPERTY("msi-parent", "#msi-cells"),
  MSI_PARENT_IS_CELL("#msi-cells"),
  MUX_CONTROLS_PROPERTY("mux-controls", "#mux-control-cells"),
  MUX_CONTROLS_IS_CELL("#mux-control-cells"),
  PHYS_PROPERTY("phys", "#phy-cells"),
  PHYS_IS_CELL("#phy-cells"),
  POWER_DOMAINS_PROPERTY("power-domains", "#power-domain-cells"),
  POWER_DOMAINS_IS_CELL("#power-domain-cells"),
  PWMS_PROPERTY("pwms", "#pwm-cells"),
  PWMS_IS_CELL("#pwm-cells"),
  RESETS_PROPERTY("resets", "#reset-cells"),
  RESETS_IS_CELL("#reset-cells"),
  SOUND_DAI_PROPERTY("sound-dai", "#sound-dai-cells"),
  SOUND_DAI_IS_CELL("#sound-dai-cells"),
  THERMAL_SENSORS_PROPERTY("thermal-sensors", "#thermal-sensor-cells"),
  THERMAL_SENSORS_IS_CELL("#thermal-sensor-cells"),
  DEPRECATED_GPIO_PROPERTY(
      OFF, PROVIDERS, "A property has a deprecated name: gpio, or a name that ends in -gpio."),
  GPIOS_PROPERTY(
      PROVIDERS,
      "A GPIO property does not match the #gpio-cells of a controller that it refers to.",
      PHANDLE_REFERENCES),
  INTERRUPTS_PROPERTY(
      INTERRUPTS,
      "The interrupts property does not match the #interrupt-cells of the interrupt parent, or the node has no interrupt parent.",
      PHANDLE_REFERENCES),
  INTERRUPT_PROVIDER(
      INTERRUPTS,
      "A node has #interrupt-cells but neither interrupt-controller nor interrupt-map, or has interrupt-controller or interrupt-map but no #interrupt-cells.",
      INTERRUPTS_EXTENDED_IS_CELL),
  INTERRUPT_MAP(
      INTERRUPTS,
      "The interrupt-map property does not match the cell counts of the node and of its interrupt parents.",
      PHANDLE_REFERENCES,
      ADDR_SIZE_CELLS,
      INTERRUPT_PROVIDER),
  ALIAS_PATHS(
      SPECIAL,
      "The value of an alias is not the path of a node, or the name of the alias contains a character that is not allowed."),
  GRAPH_NODES(GRAPH, "An endpoint of a graph is a child of the root node."),
  // dtc no longer has this check, but the Makefiles of kernels name it.
  GRAPH_CHILD_ADDRESS(
      OFF, GRAPH, "A node of a graph has #address-cells and #size-cells, but only a single child."),
  GRAPH_PORT(
      GRAPH, "A port of a graph has an incorrect name, unit address or cell count.", GRAPH_NODES),
  GRAPH_ENDPOINT(
      GRAPH,
      "An endpoint of a graph has an incorrect name or unit address, or its connection is not bidirectional.",
      GRAPH_NODES),
  ALWAYS_FAIL(OFF, SPECIAL, "This check fails for every node.");

  private final CheckLevel level;
  private final CheckFamily family;
  private final String property;
  private final String cells;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable.
  private final List<Check> needed;

  /** Creates a check of a property that must consist of one cell. */
  Check(String property) {
    this(WARNING, CELL, property, "The " + property + " property is not a single cell.");
  }

  /**
   * Creates a check of a list of phandles, each with as many cells after it as its node specifies.
   */
  Check(String property, String cells) {
    this(
        WARNING,
        PROVIDERS,
        property,
        cells,
        "The %s property does not match the %s of a node that it refers to."
            .formatted(property, cells),
        List.of());
  }

  Check(CheckFamily family, String meaning, Check... needed) {
    this(WARNING, family, "", meaning, needed);
  }

  Check(CheckFamily family, String property, String meaning, Check... needed) {
    this(WARNING, family, property, meaning, needed);
  }

  Check(CheckLevel level, CheckFamily family, String meaning, Check... needed) {
    this(level, family, "", meaning, needed);
  }

  Check(CheckLevel level, CheckFamily family, String property, String meaning, Check... needed) {
    this(level, family, property, "", meaning, List.of(needed));
  }

  Check(
      CheckLevel level,
      CheckFamily family,
      String property,
      String cells,
      String meaning,
      List<Check> needed) {
    this.level = level;
    this.family = family;
    this.property = property;
    this.cells = cells;
    this.meaning = meaning;
    this.needed = needed;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** {@return the level in dtc, which applies unless options change it} */
  public CheckLevel level() {
    return level;
  }

  /** {@return the checks that must pass before this one runs, in order} */
  public List<Check> prerequisites() {
    if (!cells.isEmpty()) {
      return List.of(ofCell(cells), PHANDLE_REFERENCES);
    }
    return switch (this) {
      // The arguments of a constant cannot contain later constants.
      case UNIT_ADDRESS_FORMAT -> List.of(NODE_NAME_FORMAT, PCI_BRIDGE, SIMPLE_BUS_BRIDGE);
      case GRAPH_CHILD_ADDRESS -> List.of(GRAPH_NODES, GRAPH_PORT, GRAPH_ENDPOINT);
      default -> needed;
    };
  }

  /** Returns the check that a property consists of one cell. */
  private static Check ofCell(String property) {
    return Arrays.stream(values())
        .filter(check -> check.family == CELL && check.property.equals(property))
        .findFirst()
        .orElseThrow();
  }

  CheckFamily family() {
    return family;
  }

  /** {@return the property that the check examines; empty if there is no single one} */
  String property() {
    return property;
  }

  /**
   * {@return the property of a node with the number of cells after its phandle, such as {@code
   * #clock-cells}; empty if the check does not examine a list of phandles}
   */
  String cells() {
    return cells;
  }
}
