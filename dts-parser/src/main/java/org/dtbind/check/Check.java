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

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Code;

/**
 * The checks of a tree, in the order in which they run. Names, levels, order and dependencies are
 * those of dtc 1.8.1 (checks.c).
 */
public enum Check implements Code {
  DUPLICATE_NODE_NAMES(error(NAMES, "Two children of a node have the same name.")),
  DUPLICATE_PROPERTY_NAMES(error(NAMES, "Two properties of a node have the same name.")),
  NODE_NAME_CHARS(error(NAMES, "A node name contains a character that is not allowed.")),
  NODE_NAME_FORMAT(error(NAMES, "A node name contains more than one '@'.")),
  NODE_NAME_NOT_EMPTY(error(NAMES, "A node name has nothing before its '@'.")),
  PROPERTY_NAME_CHARS(error(NAMES, "A property name contains a character that is not allowed.")),
  NAME_IS_STRING(error(STRING, "The 'name' property is not a single string.").about("name")),
  NAME_PROPERTIES(error(NAMES, "The 'name' property differs from the name of the node.")),
  NODE_NAME_VS_PROPERTY_NAME(
      warning(NAMES, "A node and a property of its parent have the same name.")),
  DUPLICATE_LABEL(error(NAMES, "The same label is defined twice.")),
  EXPLICIT_PHANDLES(
      error(BUILDER, "A phandle property is malformed, or another node has the same phandle.")),
  PHANDLE_REFERENCES(error(BUILDER, "A cell refers to a node that does not exist.")),
  PATH_REFERENCES(
      error(BUILDER, "A reference outside a cell refers to a node that does not exist.")),
  OMIT_UNUSED_NODES(
      error(
          BUILDER,
          "This check removes nodes that are marked with /omit-if-no-ref/ and that nothing refers to.")),
  ADDRESS_CELLS_IS_CELL(cell("#address-cells")),
  SIZE_CELLS_IS_CELL(cell("#size-cells")),
  DEVICE_TYPE_IS_STRING(
      warning(STRING, "The device_type property is not a single string.").about("device_type")),
  MODEL_IS_STRING(warning(STRING, "The model property is not a single string.").about("model")),
  STATUS_IS_STRING(warning(STRING, "The status property is not a single string.").about("status")),
  LABEL_IS_STRING(warning(STRING, "The label property is not a single string.").about("label")),
  COMPATIBLE_IS_STRING_LIST(
      warning(STRINGS, "The compatible property is not a list of strings.").about("compatible")),
  NAMES_IS_STRING_LIST(
      warning(STRINGS, "A property whose name ends in -names is not a list of strings.")),
  PROPERTY_NAME_CHARS_STRICT(
      off(NAMES, "A property name contains a character that is not recommended.")),
  NODE_NAME_CHARS_STRICT(off(NAMES, "A node name contains a character that is not recommended.")),
  ADDR_SIZE_CELLS(
      warning(ADDRESSES, "This check reads #address-cells and #size-cells for other checks.")),
  REG_FORMAT(
      warning(
          ADDRESSES,
          "The reg property does not match the #address-cells and #size-cells of the parent node.")),
  RANGES_FORMAT(
      warning(
              ADDRESSES,
              "The ranges property does not match the #address-cells and #size-cells of the node and its parent.")
          .about("ranges")),
  DMA_RANGES_FORMAT(
      warning(
              ADDRESSES,
              "The dma-ranges property does not match the #address-cells and #size-cells of the node and its parent.")
          .about("dma-ranges")),
  UNIT_ADDRESS_VS_REG(
      warning(
          ADDRESSES,
          "A node has a unit address but neither reg nor ranges, or has reg or ranges but no unit address.")),
  UNIT_ADDRESS_FORMAT(warning(ADDRESSES, "A unit address has a 0x prefix or leading zeros.")),
  PCI_BRIDGE(
      warning(
          BUSES,
          "A PCI bridge has no ranges property, or has an incorrect name, cell count or bus-range.")),
  PCI_DEVICE_REG(
      warning(
          BUSES,
          "The reg property of a PCI device is invalid or does not match the unit address.")),
  PCI_DEVICE_BUS_NUM(
      warning(BUSES, "The bus number of a PCI device is outside the bus-range of its bridge.")),
  SIMPLE_BUS_BRIDGE(
      warning(BUSES, "This check recognizes nodes that are compatible with simple-bus.")),
  SIMPLE_BUS_REG(
      warning(
          BUSES,
          "A child of a simple-bus node has no address, or its unit address differs from its address in reg or ranges.")),
  I2C_BUS_BRIDGE(warning(BUSES, "An I2C bus has incorrect cell counts.")),
  I2C_BUS_REG(
      warning(
          BUSES,
          "The reg property of a device on an I2C bus is missing, is invalid, or does not match the unit address.")),
  SPI_BUS_BRIDGE(warning(BUSES, "An SPI bus has an incorrect name or incorrect cell counts.")),
  SPI_BUS_REG(
      warning(
          BUSES,
          "The reg property of a device on an SPI bus is missing or does not match the unit address.")),
  AVOID_DEFAULT_ADDR_SIZE(
      warning(
          ADDRESSES,
          "A node has reg or ranges, but its parent lacks #address-cells or #size-cells.")),
  AVOID_UNNECESSARY_ADDR_SIZE(
      warning(
          ADDRESSES, "A node has #address-cells and #size-cells, but no child has an address.")),
  UNIQUE_UNIT_ADDRESS(warning(ADDRESSES, "Two children of a node have the same unit address.")),
  UNIQUE_UNIT_ADDRESS_IF_ENABLED(
      off(ADDRESSES, "Two enabled children of a node have the same unit address.")),
  OBSOLETE_CHOSEN_INTERRUPT_CONTROLLER(
      warning(SPECIAL, "/chosen has an obsolete interrupt-controller property.")),
  CHOSEN_NODE_IS_ROOT(warning(SPECIAL, "A node named chosen is not a child of the root node.")),
  CHOSEN_NODE_BOOTARGS(
      warning(SPECIAL, "The bootargs property of the chosen node is not a single string.")),
  CHOSEN_NODE_STDOUT_PATH(
      warning(
          SPECIAL,
          "The stdout-path property of the chosen node is not a single string, or still has its former name.")),
  CLOCKS_PROPERTY(list("clocks", "#clock-cells")),
  CLOCKS_IS_CELL(cell("#clock-cells")),
  COOLING_DEVICE_PROPERTY(list("cooling-device", "#cooling-cells")),
  COOLING_DEVICE_IS_CELL(cell("#cooling-cells")),
  DMAS_PROPERTY(list("dmas", "#dma-cells")),
  DMAS_IS_CELL(cell("#dma-cells")),
  HWLOCKS_PROPERTY(list("hwlocks", "#hwlock-cells")),
  HWLOCKS_IS_CELL(cell("#hwlock-cells")),
  INTERRUPTS_EXTENDED_PROPERTY(list("interrupts-extended", "#interrupt-cells")),
  INTERRUPTS_EXTENDED_IS_CELL(cell("#interrupt-cells")),
  IO_CHANNELS_PROPERTY(list("io-channels", "#io-channel-cells")),
  IO_CHANNELS_IS_CELL(cell("#io-channel-cells")),
  IOMMUS_PROPERTY(list("iommus", "#iommu-cells")),
  IOMMUS_IS_CELL(cell("#iommu-cells")),
  MBOXES_PROPERTY(list("mboxes", "#mbox-cells")),
  MBOXES_IS_CELL(cell("#mbox-cells")),
  MSI_PARENT_PROPERTY(list("msi-parent", "#msi-cells")),
  MSI_PARENT_IS_CELL(cell("#msi-cells")),
  MUX_CONTROLS_PROPERTY(list("mux-controls", "#mux-control-cells")),
  MUX_CONTROLS_IS_CELL(cell("#mux-control-cells")),
  PHYS_PROPERTY(list("phys", "#phy-cells")),
  PHYS_IS_CELL(cell("#phy-cells")),
  POWER_DOMAINS_PROPERTY(list("power-domains", "#power-domain-cells")),
  POWER_DOMAINS_IS_CELL(cell("#power-domain-cells")),
  PWMS_PROPERTY(list("pwms", "#pwm-cells")),
  PWMS_IS_CELL(cell("#pwm-cells")),
  RESETS_PROPERTY(list("resets", "#reset-cells")),
  RESETS_IS_CELL(cell("#reset-cells")),
  SOUND_DAI_PROPERTY(list("sound-dai", "#sound-dai-cells")),
  SOUND_DAI_IS_CELL(cell("#sound-dai-cells")),
  THERMAL_SENSORS_PROPERTY(list("thermal-sensors", "#thermal-sensor-cells")),
  THERMAL_SENSORS_IS_CELL(cell("#thermal-sensor-cells")),
  DEPRECATED_GPIO_PROPERTY(
      off(PROVIDERS, "A property has a deprecated name: gpio, or a name that ends in -gpio.")),
  GPIOS_PROPERTY(
      warning(
          PROVIDERS,
          "A GPIO property does not match the #gpio-cells of a controller that it refers to.")),
  INTERRUPTS_PROPERTY(
      warning(
          INTERRUPTS,
          "The interrupts property does not match the #interrupt-cells of the interrupt parent, or the node has no interrupt parent.")),
  INTERRUPT_PROVIDER(
      warning(
          INTERRUPTS,
          "A node has #interrupt-cells but neither interrupt-controller nor interrupt-map, or has interrupt-controller or interrupt-map but no #interrupt-cells.")),
  INTERRUPT_MAP(
      warning(
          INTERRUPTS,
          "The interrupt-map property does not match the cell counts of the node and of its interrupt parents.")),
  ALIAS_PATHS(
      warning(
          SPECIAL,
          "The value of an alias is not the path of a node, or the name of the alias contains a character that is not allowed.")),
  GRAPH_NODES(warning(GRAPH, "An endpoint of a graph is a child of the root node.")),
  // dtc no longer has this check, but the Makefiles of kernels name it.
  GRAPH_CHILD_ADDRESS(
      off(GRAPH, "A node of a graph has #address-cells and #size-cells, but only a single child.")),
  GRAPH_PORT(
      warning(GRAPH, "A port of a graph has an incorrect name, unit address or cell count.")),
  GRAPH_ENDPOINT(
      warning(
          GRAPH,
          "An endpoint of a graph has an incorrect name or unit address, or its connection is not bidirectional.")),
  ALWAYS_FAIL(off(SPECIAL, "This check fails for every node."));

  /** What a check examines, and how it is described. */
  private record Description(
      CheckLevel level,
      CheckFamily family,
      String meaning,
      Optional<String> property,
      Optional<String> cells) {

    Description(CheckLevel level, CheckFamily family, String meaning) {
      this(level, family, meaning, Optional.empty(), Optional.empty());
    }

    /** Adds the only property that the check examines. */
    Description about(String only) {
      return new Description(level, family, meaning, Optional.of(only), cells);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // The components of the record are immutable.
  private final Description description;

  Check(Description description) {
    this.description = description;
  }

  private static Description error(CheckFamily family, String meaning) {
    return new Description(CheckLevel.ERROR, family, meaning);
  }

  private static Description warning(CheckFamily family, String meaning) {
    return new Description(CheckLevel.WARNING, family, meaning);
  }

  private static Description off(CheckFamily family, String meaning) {
    return new Description(CheckLevel.OFF, family, meaning);
  }

  /** Describes the check that a property consists of one cell. */
  private static Description cell(String property) {
    return warning(CELL, "The " + property + " property is not a single cell.").about(property);
  }

  /**
   * Describes the check of a list of phandles, each with as many cells after it as its node
   * specifies.
   */
  private static Description list(String property, String cells) {
    String meaning = "The %s property does not match the %s of a node that it refers to.";
    return new Description(
        CheckLevel.WARNING,
        PROVIDERS,
        meaning.formatted(property, cells),
        Optional.of(property),
        Optional.of(cells));
  }

  @Override
  public String meaning() {
    return description.meaning;
  }

  /** {@return the level in dtc, which applies unless options change it} */
  public CheckLevel level() {
    return description.level;
  }

  /** {@return the checks that must pass before this one runs, in order} */
  public List<Check> prerequisites() {
    // Constants cannot list them: their arguments cannot contain later constants.
    return switch (this) {
      case NODE_NAME_FORMAT, NODE_NAME_NOT_EMPTY, NODE_NAME_VS_PROPERTY_NAME ->
          List.of(NODE_NAME_CHARS);
      case NAME_PROPERTIES -> List.of(NAME_IS_STRING);
      case PHANDLE_REFERENCES -> List.of(DUPLICATE_NODE_NAMES, EXPLICIT_PHANDLES);
      case PATH_REFERENCES -> List.of(DUPLICATE_NODE_NAMES);
      case OMIT_UNUSED_NODES -> List.of(PHANDLE_REFERENCES, PATH_REFERENCES);
      case ADDR_SIZE_CELLS -> List.of(ADDRESS_CELLS_IS_CELL, SIZE_CELLS_IS_CELL);
      case REG_FORMAT,
          RANGES_FORMAT,
          DMA_RANGES_FORMAT,
          I2C_BUS_BRIDGE,
          SPI_BUS_BRIDGE,
          AVOID_DEFAULT_ADDR_SIZE ->
          List.of(ADDR_SIZE_CELLS);
      case PCI_BRIDGE -> List.of(DEVICE_TYPE_IS_STRING, ADDR_SIZE_CELLS);
      case PCI_DEVICE_REG, PCI_DEVICE_BUS_NUM -> List.of(REG_FORMAT, PCI_BRIDGE);
      case SIMPLE_BUS_BRIDGE -> List.of(ADDR_SIZE_CELLS, COMPATIBLE_IS_STRING_LIST);
      case SIMPLE_BUS_REG -> List.of(REG_FORMAT, SIMPLE_BUS_BRIDGE);
      case I2C_BUS_REG -> List.of(REG_FORMAT, I2C_BUS_BRIDGE);
      case SPI_BUS_REG -> List.of(REG_FORMAT, SPI_BUS_BRIDGE);
      case AVOID_UNNECESSARY_ADDR_SIZE, UNIQUE_UNIT_ADDRESS, UNIQUE_UNIT_ADDRESS_IF_ENABLED ->
          List.of(AVOID_DEFAULT_ADDR_SIZE);
      case GPIOS_PROPERTY, INTERRUPTS_PROPERTY -> List.of(PHANDLE_REFERENCES);
      case INTERRUPT_PROVIDER -> List.of(INTERRUPTS_EXTENDED_IS_CELL);
      case INTERRUPT_MAP -> List.of(PHANDLE_REFERENCES, ADDR_SIZE_CELLS, INTERRUPT_PROVIDER);
      case GRAPH_PORT, GRAPH_ENDPOINT -> List.of(GRAPH_NODES);
      case UNIT_ADDRESS_FORMAT -> List.of(NODE_NAME_FORMAT, PCI_BRIDGE, SIMPLE_BUS_BRIDGE);
      case GRAPH_CHILD_ADDRESS -> List.of(GRAPH_NODES, GRAPH_PORT, GRAPH_ENDPOINT);
      default ->
          description.cells.isPresent()
              ? List.of(ofCell(description.cells.get()), PHANDLE_REFERENCES)
              : List.of();
    };
  }

  /** Returns the check that a property consists of one cell. */
  private static Check ofCell(String property) {
    return Arrays.stream(values())
        .filter(check -> check.family() == CheckFamily.CELL)
        .filter(check -> check.property().filter(property::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  CheckFamily family() {
    return description.family;
  }

  /** {@return the property that the check examines; empty if there is no single one} */
  Optional<String> property() {
    return description.property;
  }

  /**
   * {@return the property of a node with the number of cells after its phandle, such as {@code
   * #clock-cells}; empty if the check does not examine a list of phandles}
   */
  Optional<String> cells() {
    return description.cells;
  }
}
