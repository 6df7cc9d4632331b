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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dtbind.diag.Code;

/**
 * The checks of a tree, in the order in which they run. Names, levels, order and dependencies are
 * those of dtc 1.8.1 (checks.c).
 */
public enum Check implements Code {
  /** Two children of a node have the same name. */
  DUPLICATE_NODE_NAMES(ERROR, NAMES, "Two children of a node have the same name."),
  /** Two properties of a node have the same name. */
  DUPLICATE_PROPERTY_NAMES(ERROR, NAMES, "Two properties of a node have the same name."),
  /** A node name contains a character that is not allowed. */
  NODE_NAME_CHARS(ERROR, NAMES, "A node name contains a character that is not allowed."),
  /** A node name contains more than one '@'. */
  NODE_NAME_FORMAT(ERROR, NAMES, "A node name contains more than one '@'.", "node_name_chars"),
  /** A node name has nothing before its '@'. */
  NODE_NAME_NOT_EMPTY(ERROR, NAMES, "A node name has nothing before its '@'.", "node_name_chars"),
  /** A property name contains a character that is not allowed. */
  PROPERTY_NAME_CHARS(ERROR, NAMES, "A property name contains a character that is not allowed."),
  /** The 'name' property is not a single string. */
  NAME_IS_STRING(ERROR, STRING, "The 'name' property is not a single string.", "", "name"),
  /** The 'name' property differs from the name of the node. */
  NAME_PROPERTIES(
      ERROR, NAMES, "The 'name' property differs from the name of the node.", "name_is_string"),
  /** A node and a property of its parent have the same name. */
  NODE_NAME_VS_PROPERTY_NAME(
      NAMES, "A node and a property of its parent have the same name.", "node_name_chars"),
  /** The same label is defined twice. */
  DUPLICATE_LABEL(ERROR, NAMES, "The same label is defined twice."),
  /** A phandle property is malformed, or another node has the same phandle. */
  EXPLICIT_PHANDLES(
      ERROR, BUILDER, "A phandle property is malformed, or another node has the same phandle."),
  /** A cell refers to a node that does not exist. */
  PHANDLE_REFERENCES(
      ERROR,
      BUILDER,
      "A cell refers to a node that does not exist.",
      "duplicate_node_names explicit_phandles"),
  /** A reference outside a cell refers to a node that does not exist. */
  PATH_REFERENCES(
      ERROR,
      BUILDER,
      "A reference outside a cell refers to a node that does not exist.",
      "duplicate_node_names"),
  /** This check removes nodes that are marked with /omit-if-no-ref/ and that nothing refers to. */
  OMIT_UNUSED_NODES(
      ERROR,
      BUILDER,
      "This check removes nodes that are marked with /omit-if-no-ref/ and that nothing refers to.",
      "phandle_references path_references"),
  /** The {@code #address-cells} property is not a single cell. */
  ADDRESS_CELLS_IS_CELL("#address-cells"),
  /** The {@code #size-cells} property is not a single cell. */
  SIZE_CELLS_IS_CELL("#size-cells"),
  /** The device_type property is not a single string. */
  DEVICE_TYPE_IS_STRING(
      STRING, "The device_type property is not a single string.", "", "device_type"),
  /** The model property is not a single string. */
  MODEL_IS_STRING(STRING, "The model property is not a single string.", "", "model"),
  /** The status property is not a single string. */
  STATUS_IS_STRING(STRING, "The status property is not a single string.", "", "status"),
  /** The label property is not a single string. */
  LABEL_IS_STRING(STRING, "The label property is not a single string.", "", "label"),
  /** The compatible property is not a list of strings. */
  COMPATIBLE_IS_STRING_LIST(
      STRINGS, "The compatible property is not a list of strings.", "", "compatible"),
  /** A property whose name ends in -names is not a list of strings. */
  NAMES_IS_STRING_LIST(STRINGS, "A property whose name ends in -names is not a list of strings."),
  /** A property name contains a character that is not recommended. */
  PROPERTY_NAME_CHARS_STRICT(
      OFF, NAMES, "A property name contains a character that is not recommended."),
  /** A node name contains a character that is not recommended. */
  NODE_NAME_CHARS_STRICT(OFF, NAMES, "A node name contains a character that is not recommended."),
  /** This check reads #address-cells and #size-cells for other checks. */
  ADDR_SIZE_CELLS(
      ADDRESSES,
      "This check reads #address-cells and #size-cells for other checks.",
      "address_cells_is_cell size_cells_is_cell"),
  /** The reg property does not match the #address-cells and #size-cells of the parent node. */
  REG_FORMAT(
      ADDRESSES,
      "The reg property does not match the #address-cells and #size-cells of the parent node.",
      "addr_size_cells"),
  /**
   * The ranges property does not match the #address-cells and #size-cells of the node and its
   * parent.
   */
  RANGES_FORMAT(
      ADDRESSES,
      "The ranges property does not match the #address-cells and #size-cells of the node and its parent.",
      "addr_size_cells",
      "ranges"),
  /**
   * The dma-ranges property does not match the #address-cells and #size-cells of the node and its
   * parent.
   */
  DMA_RANGES_FORMAT(
      ADDRESSES,
      "The dma-ranges property does not match the #address-cells and #size-cells of the node and its parent.",
      "addr_size_cells",
      "dma-ranges"),
  /**
   * A node has a unit address but neither reg nor ranges, or has reg or ranges but no unit address.
   */
  UNIT_ADDRESS_VS_REG(
      ADDRESSES,
      "A node has a unit address but neither reg nor ranges, or has reg or ranges but no unit address."),
  /** A unit address has a 0x prefix or leading zeros. */
  UNIT_ADDRESS_FORMAT(
      ADDRESSES,
      "A unit address has a 0x prefix or leading zeros.",
      "node_name_format pci_bridge simple_bus_bridge"),
  /** A PCI bridge has no ranges property, or has an incorrect name, cell count or bus-range. */
  PCI_BRIDGE(
      BUSES,
      "A PCI bridge has no ranges property, or has an incorrect name, cell count or bus-range.",
      "device_type_is_string addr_size_cells"),
  /** The reg property of a PCI device is invalid or does not match the unit address. */
  PCI_DEVICE_REG(
      BUSES,
      "The reg property of a PCI device is invalid or does not match the unit address.",
      "reg_format pci_bridge"),
  /** The bus number of a PCI device is outside the bus-range of its bridge. */
  PCI_DEVICE_BUS_NUM(
      BUSES,
      "The bus number of a PCI device is outside the bus-range of its bridge.",
      "reg_format pci_bridge"),
  /** This check recognizes nodes that are compatible with simple-bus. */
  SIMPLE_BUS_BRIDGE(
      BUSES,
      "This check recognizes nodes that are compatible with simple-bus.",
      "addr_size_cells compatible_is_string_list"),
  /**
   * A child of a simple-bus node has no address, or its unit address differs from its address in
   * reg or ranges.
   */
  SIMPLE_BUS_REG(
      BUSES,
      "A child of a simple-bus node has no address, or its unit address differs from its address in reg or ranges.",
      "reg_format simple_bus_bridge"),
  /** An I2C bus has incorrect cell counts. */
  I2C_BUS_BRIDGE(BUSES, "An I2C bus has incorrect cell counts.", "addr_size_cells"),
  /**
   * The reg property of a device on an I2C bus is missing, is invalid, or differs from the unit
   * address.
   */
  I2C_BUS_REG(
      BUSES,
      "The reg property of a device on an I2C bus is missing, is invalid, or does not match the unit address.",
      "reg_format i2c_bus_bridge"),
  /** An SPI bus has an incorrect name or incorrect cell counts. */
  SPI_BUS_BRIDGE(
      BUSES, "An SPI bus has an incorrect name or incorrect cell counts.", "addr_size_cells"),
  /** The reg property of a device on an SPI bus is missing or does not match the unit address. */
  SPI_BUS_REG(
      BUSES,
      "The reg property of a device on an SPI bus is missing or does not match the unit address.",
      "reg_format spi_bus_bridge"),
  /** A node has reg or ranges, but its parent lacks #address-cells or #size-cells. */
  AVOID_DEFAULT_ADDR_SIZE(
      ADDRESSES,
      "A node has reg or ranges, but its parent lacks #address-cells or #size-cells.",
      "addr_size_cells"),
  /** A node has #address-cells and #size-cells, but no child has an address. */
  AVOID_UNNECESSARY_ADDR_SIZE(
      ADDRESSES,
      "A node has #address-cells and #size-cells, but no child has an address.",
      "avoid_default_addr_size"),
  /** Two children of a node have the same unit address. */
  UNIQUE_UNIT_ADDRESS(
      ADDRESSES, "Two children of a node have the same unit address.", "avoid_default_addr_size"),
  /** Two enabled children of a node have the same unit address. */
  UNIQUE_UNIT_ADDRESS_IF_ENABLED(
      OFF,
      ADDRESSES,
      "Two enabled children of a node have the same unit address.",
      "avoid_default_addr_size"),
  /** /chosen has an obsolete interrupt-controller property. */
  OBSOLETE_CHOSEN_INTERRUPT_CONTROLLER(
      SPECIAL, "/chosen has an obsolete interrupt-controller property."),
  /** A node named chosen is not a child of the root node. */
  CHOSEN_NODE_IS_ROOT(SPECIAL, "A node named chosen is not a child of the root node."),
  /** The bootargs property of the chosen node is not a single string. */
  CHOSEN_NODE_BOOTARGS(SPECIAL, "The bootargs property of the chosen node is not a single string."),
  /**
   * The stdout-path property of the chosen node is not a single string, or still has its former
   * name.
   */
  CHOSEN_NODE_STDOUT_PATH(
      SPECIAL,
      "The stdout-path property of the chosen node is not a single string, or still has its former name."),
  /**
   * The {@code clocks} property does not match the {@code #clock-cells} of a node that it refers
   * to.
   */
  CLOCKS_PROPERTY("clocks", "#clock-cells"),
  /** The {@code #clock-cells} property is not a single cell. */
  CLOCKS_IS_CELL("#clock-cells"),
  /**
   * The {@code cooling-device} property does not match the {@code #cooling-cells} of a node that it
   * refers to.
   */
  COOLING_DEVICE_PROPERTY("cooling-device", "#cooling-cells"),
  /** The {@code #cooling-cells} property is not a single cell. */
  COOLING_DEVICE_IS_CELL("#cooling-cells"),
  /**
   * The {@code dmas} property does not match the {@code #dma-cells} of a node that it refers to.
   */
  DMAS_PROPERTY("dmas", "#dma-cells"),
  /** The {@code #dma-cells} property is not a single cell. */
  DMAS_IS_CELL("#dma-cells"),
  /**
   * The {@code hwlocks} property does not match the {@code #hwlock-cells} of a node that it refers
   * to.
   */
  HWLOCKS_PROPERTY("hwlocks", "#hwlock-cells"),
  /** The {@code #hwlock-cells} property is not a single cell. */
  HWLOCKS_IS_CELL("#hwlock-cells"),
  /**
   * The {@code interrupts-extended} property does not match the {@code #interrupt-cells} of a node
   * that it refers to.
   */
  INTERRUPTS_EXTENDED_PROPERTY("interrupts-extended", "#interrupt-cells"),
  /** The {@code #interrupt-cells} property is not a single cell. */
  INTERRUPTS_EXTENDED_IS_CELL("#interrupt-cells"),
  /**
   * The {@code io-channels} property does not match the {@code #io-channel-cells} of a node that it
   * refers to.
   */
  IO_CHANNELS_PROPERTY("io-channels", "#io-channel-cells"),
  /** The {@code #io-channel-cells} property is not a single cell. */
  IO_CHANNELS_IS_CELL("#io-channel-cells"),
  /**
   * The {@code iommus} property does not match the {@code #iommu-cells} of a node that it refers
   * to.
   */
  IOMMUS_PROPERTY("iommus", "#iommu-cells"),
  /** The {@code #iommu-cells} property is not a single cell. */
  IOMMUS_IS_CELL("#iommu-cells"),
  /**
   * The {@code mboxes} property does not match the {@code #mbox-cells} of a node that it refers to.
   */
  MBOXES_PROPERTY("mboxes", "#mbox-cells"),
  /** The {@code #mbox-cells} property is not a single cell. */
  MBOXES_IS_CELL("#mbox-cells"),
  /**
   * The {@code msi-parent} property does not match the {@code #msi-cells} of a node that it refers
   * to.
   */
  MSI_PARENT_PROPERTY("msi-parent", "#msi-cells"),
  /** The {@code #msi-cells} property is not a single cell. */
  MSI_PARENT_IS_CELL("#msi-cells"),
  /**
   * The {@code mux-controls} property does not match the {@code #mux-control-cells} of a node that
   * it refers to.
   */
  MUX_CONTROLS_PROPERTY("mux-controls", "#mux-control-cells"),
  /** The {@code #mux-control-cells} property is not a single cell. */
  MUX_CONTROLS_IS_CELL("#mux-control-cells"),
  /**
   * The {@code phys} property does not match the {@code #phy-cells} of a node that it refers to.
   */
  PHYS_PROPERTY("phys", "#phy-cells"),
  /** The {@code #phy-cells} property is not a single cell. */
  PHYS_IS_CELL("#phy-cells"),
  /**
   * The {@code power-domains} property does not match the {@code #power-domain-cells} of a node
   * that it refers to.
   */
  POWER_DOMAINS_PROPERTY("power-domains", "#power-domain-cells"),
  /** The {@code #power-domain-cells} property is not a single cell. */
  POWER_DOMAINS_IS_CELL("#power-domain-cells"),
  /**
   * The {@code pwms} property does not match the {@code #pwm-cells} of a node that it refers to.
   */
  PWMS_PROPERTY("pwms", "#pwm-cells"),
  /** The {@code #pwm-cells} property is not a single cell. */
  PWMS_IS_CELL("#pwm-cells"),
  /**
   * The {@code resets} property does not match the {@code #reset-cells} of a node that it refers
   * to.
   */
  RESETS_PROPERTY("resets", "#reset-cells"),
  /** The {@code #reset-cells} property is not a single cell. */
  RESETS_IS_CELL("#reset-cells"),
  /**
   * The {@code sound-dai} property does not match the {@code #sound-dai-cells} of a node that it
   * refers to.
   */
  SOUND_DAI_PROPERTY("sound-dai", "#sound-dai-cells"),
  /** The {@code #sound-dai-cells} property is not a single cell. */
  SOUND_DAI_IS_CELL("#sound-dai-cells"),
  /**
   * The {@code thermal-sensors} property does not match the {@code #thermal-sensor-cells} of a node
   * that it refers to.
   */
  THERMAL_SENSORS_PROPERTY("thermal-sensors", "#thermal-sensor-cells"),
  /** The {@code #thermal-sensor-cells} property is not a single cell. */
  THERMAL_SENSORS_IS_CELL("#thermal-sensor-cells"),
  /** A property has a deprecated name: gpio, or a name that ends in -gpio. */
  DEPRECATED_GPIO_PROPERTY(
      OFF, PROVIDERS, "A property has a deprecated name: gpio, or a name that ends in -gpio."),
  /** A GPIO property does not match the #gpio-cells of a controller that it refers to. */
  GPIOS_PROPERTY(
      PROVIDERS,
      "A GPIO property does not match the #gpio-cells of a controller that it refers to.",
      "phandle_references"),
  /**
   * The interrupts property does not match the #interrupt-cells of the interrupt parent, or the
   * node has no interrupt parent.
   */
  INTERRUPTS_PROPERTY(
      INTERRUPTS,
      "The interrupts property does not match the #interrupt-cells of the interrupt parent, or the node has no interrupt parent.",
      "phandle_references"),
  /**
   * A node has #interrupt-cells but neither interrupt-controller nor interrupt-map, or has
   * interrupt-controller or interrupt-map but no #interrupt-cells.
   */
  INTERRUPT_PROVIDER(
      INTERRUPTS,
      "A node has #interrupt-cells but neither interrupt-controller nor interrupt-map, or has interrupt-controller or interrupt-map but no #interrupt-cells.",
      "interrupts_extended_is_cell"),
  /**
   * The interrupt-map property does not match the cell counts of the node and of its interrupt
   * parents.
   */
  INTERRUPT_MAP(
      INTERRUPTS,
      "The interrupt-map property does not match the cell counts of the node and of its interrupt parents.",
      "phandle_references addr_size_cells interrupt_provider"),
  /**
   * The value of an alias is not the path of a node, or the name of the alias contains a character
   * that is not allowed.
   */
  ALIAS_PATHS(
      SPECIAL,
      "The value of an alias is not the path of a node, or the name of the alias contains a character that is not allowed."),
  /** An endpoint of a graph is a child of the root node. */
  GRAPH_NODES(GRAPH, "An endpoint of a graph is a child of the root node."),
  /**
   * A node of a graph has #address-cells and #size-cells, but only a single child. dtc no longer
   * has this check, but the Makefiles of kernels name it.
   */
  GRAPH_CHILD_ADDRESS(
      OFF,
      GRAPH,
      "A node of a graph has #address-cells and #size-cells, but only a single child.",
      "graph_nodes graph_port graph_endpoint"),
  /** A port of a graph has an incorrect name, unit address or cell count. */
  GRAPH_PORT(
      GRAPH, "A port of a graph has an incorrect name, unit address or cell count.", "graph_nodes"),
  /**
   * An endpoint of a graph has an incorrect name or unit address, or its connection is not
   * bidirectional.
   */
  GRAPH_ENDPOINT(
      GRAPH,
      "An endpoint of a graph has an incorrect name or unit address, or its connection is not bidirectional.",
      "graph_nodes"),
  /** This check fails for every node. */
  ALWAYS_FAIL(OFF, SPECIAL, "This check fails for every node.");

  private final CheckLevel level;
  private final CheckFamily family;
  private final String meaning;
  private final String property;
  private final String needed;

  Check(CheckFamily family, String meaning, String... needed) {
    this(WARNING, family, meaning, needed);
  }

  /**
   * Creates a check of a list of phandles, each with as many cells after it as its node specifies.
   */
  Check(String property, String cells) {
    this.level = WARNING;
    this.family = PROVIDERS;
    this.meaning =
        "The %s property does not match the %s of a node that it refers to."
            .formatted(property, cells);
    this.property = property;
    this.needed = name().replace("_PROPERTY", "_IS_CELL") + " phandle_references";
  }

  /** Creates a check of a property that must consist of one cell. */
  Check(String property) {
    this(WARNING, CELL, "The " + property + " property is not a single cell.", "", property);
  }

  /**
   * Creates a check.
   *
   * @param more the names of the prerequisites, separated by spaces, then the name of the property
   */
  Check(CheckLevel level, CheckFamily family, String meaning, String... more) {
    this.level = level;
    this.family = family;
    this.meaning = meaning;
    this.needed = more.length > 0 ? more[0] : "";
    this.property = more.length > 1 ? more[1] : "";
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
    return Objects.requireNonNull(Prerequisites.OF.get(this));
  }

  /**
   * The prerequisites of all checks, which are resolved after all constants exist: some checks
   * depend on later ones.
   */
  private static final class Prerequisites {
    private static final Map<Check, List<Check>> OF = of();

    private static Map<Check, List<Check>> of() {
      Map<Check, List<Check>> all = new EnumMap<>(Check.class);
      for (Check check : values()) {
        List<Check> checks = new ArrayList<>(3);
        for (String name : check.needed.isEmpty() ? new String[0] : check.needed.split(" ", -1)) {
          checks.add(valueOf(name.toUpperCase(Locale.ROOT)));
        }
        all.put(check, List.copyOf(checks));
      }
      return all;
    }
  }

  CheckFamily family() {
    return family;
  }

  /** {@return the property that the check examines; empty if there is no single one} */
  String property() {
    return property;
  }
}
