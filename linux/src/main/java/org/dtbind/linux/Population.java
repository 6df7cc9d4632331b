// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.tree.NodePath;

/**
 * The prediction whether Linux creates a device for a node when it populates its buses from the
 * tree.
 */
public sealed interface Population {

  /** {@return the prediction as one line of text} */
  String text();

  /**
   * {@return the prediction as one line of text to print after the path of the node, which the text
   * then does not repeat}
   *
   * @param node path of the node that the prediction is about
   */
  default String textAfterPath(NodePath node) {
    return text();
  }

  /** {@return the prediction for a kernel of the newest known release, with all options} */
  default Population usual() {
    return this;
  }

  /**
   * Linux creates a device for the node.
   *
   * @param bus bus of the device: {@code platform}, {@code amba} for an {@code arm,primecell},
   *     {@code cpu} for a processor, or {@code spi}, {@code i2c} or {@code mdio_bus} below a
   *     controller of such a bus
   */
  record Device(String bus, String name) implements Population {
    @Override
    public String text() {
      return "becomes " + bus + " device " + name;
    }
  }

  /**
   * Linux does not create a device for the node.
   *
   * @param reason why not
   * @param cause path of the node in which the reason lies: the node itself, a node above it, or a
   *     node that already uses its name or registers
   * @param detail text that completes the reason, such as the value of {@code status}; may be empty
   */
  record None(Reason reason, NodePath cause, String detail) implements Population {

    /** Returns the result for a node that is not available because of its {@code status}. */
    static None ofStatus(NodePath node, String status) {
      return new None(
          status.equals("fail-needs-probe") ? Reason.NEEDS_PROBE : Reason.DISABLED, node, status);
    }

    @Override
    public String text() {
      String before = reason.before.formatted(detail);
      return before + cause + (before.isEmpty() ? " " : "") + reason.after.formatted(detail);
    }

    @Override
    public String textAfterPath(NodePath node) {
      return reason.before.isEmpty() && cause.equals(node)
          ? reason.after.formatted(detail)
          : text();
    }

    /**
     * {@return what to change in the tree so that a node becomes a device; empty if there is no
     * general advice}
     *
     * @param node path of the node that the prediction is about
     */
    public Optional<String> remedy(NodePath node) {
      return switch (reason) {
        case NO_COMPATIBLE -> Optional.of("add a 'compatible' property to the node");
        case NO_MODALIAS -> Optional.of("add the 'compatible' of the chip on the board");
        case DISABLED -> Optional.of("set status = \"okay\" in " + cause);
        case BELOW_PLAIN_NODE ->
            Optional.of(
                "move the node below / or below a bus, or add compatible = \"simple-bus\" to "
                    + cause);
        case TOO_LATE ->
            Optional.of(
                "move the node to the root node, or below a node with compatible = \"simple-bus\"");
        case NAME_TAKEN -> Optional.of("change the name or the address of one of the two nodes");
        case BUS_ADDRESS_TAKEN -> Optional.of("change 'reg' of the node, or disable " + cause);
        case NO_BUS_ADDRESS -> Optional.of("set 'reg' of the node to the address of the device");
        case NO_CHIP_SELECT ->
            Optional.of(
                "change 'reg' of the node, or add entries to 'cs-gpios' of " + node.parent());
        case HOG_WITHOUT_LINES ->
            Optional.of("set 'gpios' to the line, without the phandle of the controller");
        case HOG_WITHOUT_STATE ->
            Optional.of("add 'output-low', 'output-high' or 'input' to the node");
        case NO_HOG -> Optional.of("add 'gpio-hog' to the node");
        default -> Optional.empty();
      };
    }
  }

  /**
   * The driver of a node above this one decides: it may create devices for the children of its
   * node, on a bus of another type (I²C, SPI, MDIO) or by {@code of_platform_populate()}, or use
   * them in other ways.
   *
   * @param parent path of the node whose driver decides
   * @param drivers known Linux drivers that bind to that node and create devices; empty if none is
   *     known
   * @param device the device that the first of these drivers creates for this node; empty if
   *     unknown, for example because the bus has no alias that gives its number
   */
  record Depends(
      NodePath parent, String compatible, List<KernelDriver> drivers, Optional<Device> device)
      implements Population {

    /** Copies the list. */
    public Depends {
      drivers = List.copyOf(drivers);
    }

    /**
     * {@return what the first known driver makes of a node, if the node is on its bus; an I²C
     * controller may have its devices below a child {@code i2c-bus} (drivers/i2c/i2c-core-of.c)}
     *
     * @param node path of the node that the prediction is about
     */
    public Optional<DriverKind> kind(NodePath node) {
      return drivers.stream()
          .findFirst()
          .filter(driver -> isOn(node.parent(), driver))
          .map(KernelDriver::kind);
    }

    private boolean isOn(NodePath bus, KernelDriver driver) {
      return I2cMux.is(driver)
          ? I2cMux.isChannel(bus, parent)
          : bus.equals(parent) || bus.name().equals("i2c-bus") && bus.parent().equals(parent);
    }

    @Override
    public String text() {
      String known =
          drivers.isEmpty()
              ? ""
              : drivers.stream()
                      .map(KernelDriver::text)
                      .collect(Collectors.joining(" or ", ": ", ""))
                  + device.map(d -> " turns it into " + d.bus() + " device " + d.name()).orElse("");
      return "depends on the driver of "
          + parent
          + (compatible.isEmpty() ? "" : " (compatible \"%s\")".formatted(compatible))
          + known;
    }
  }

  /**
   * The result depends on the kernel.
   *
   * @param alternatives two or more results; the first applies to a kernel of the newest known
   *     release with all options built in
   */
  record Varies(List<Alternative> alternatives) implements Population {

    /** Copies the list. */
    public Varies {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public Population usual() {
      return alternatives.get(0).then();
    }

    @Override
    public String text() {
      return alternatives.stream()
          .map(alternative -> alternative.when() + ": " + alternative.then().text())
          .collect(Collectors.joining("; "));
    }

    @Override
    public String textAfterPath(NodePath node) {
      List<Alternative> positive =
          alternatives.stream().filter(alternative -> !alternative.onlyNegates()).toList();
      return positive.size() == 1
          ? positive.get(0).then().textAfterPath(node) + " " + positive.get(0).when()
          : alternatives.stream()
              .map(
                  alternative -> alternative.when() + ": " + alternative.then().textAfterPath(node))
              .collect(Collectors.joining("; "));
    }
  }

  /**
   * The result for some kernels.
   *
   * @param when the kernels to which the result applies, such as {@code with CONFIG_ARM_AMBA}
   * @param then the result; never itself {@link Varies}
   */
  record Alternative(String when, Population then) {

    /**
     * Whether this result only states that an option is missing, which the text of the other
     * alternative already implies.
     */
    private boolean onlyNegates() {
      return then instanceof None none && none.reason() == Reason.NEEDS_CONFIG;
    }
  }

  /** Why a node does not become a device. */
  enum Reason {
    /** The tree has no such node. */
    NO_NODE("there is no node ", ""),
    /** The node is the root. */
    ROOT("the root node ", " does not become a device"),
    /** The node has no {@code compatible}. */
    NO_COMPATIBLE("has no \"compatible\" property"),
    /** The property {@code status} exists and is not {@code okay}. */
    DISABLED("has status \"%s\""),
    /** The {@code status} is {@code fail-needs-probe}. */
    NEEDS_PROBE(
        "has status \"fail-needs-probe\": a driver for the board enables it only if the device"
            + " answers, as of Linux 6.13 (drivers/i2c/i2c-core-of-prober.c)"),
    /** The node is below one that is not a bus and has no driver that could populate it. */
    BELOW_PLAIN_NODE("it is below ", ", which is not a bus"),
    /** The node is a table or a change to another node, which other programs read. */
    NO_HARDWARE("is a table or a change to another node, in which Linux finds no devices"),
    /** Linux skips nodes with this compatible ({@code of_skipped_node_table}). */
    SKIPPED("is compatible with \"%s\", for which Linux creates no device"),
    /**
     * The node is below {@code /reserved-memory} or {@code /chosen}, where only a few compatibles
     * become devices.
     */
    RESERVED("below ", ", Linux creates devices only for a few compatible strings"),
    /** The node is a {@code gpio-hog}, by which a GPIO controller requests a line. */
    HOG("is a gpio-hog, whose line the controller itself requests"),
    /** The node is a {@code gpio-hog} that the controller ignores, because it lists no lines. */
    HOG_WITHOUT_LINES("is a gpio-hog, which Linux ignores because it has no \"gpios\""),
    /** The node is a {@code gpio-hog} that the controller ignores, because it sets no state. */
    HOG_WITHOUT_STATE(
        "is a gpio-hog, which Linux ignores because it has no state: \"input\", \"output-low\" or"
            + " \"output-high\""),
    /** The node has the line of a hog, but no {@code gpio-hog}. */
    NO_HOG("has no \"gpio-hog\" property, so its GPIO controller ignores it"),
    /** An earlier node already has this device name. */
    NAME_TAKEN("the name %s is taken by ", ""),
    /** The directory of platform devices in sysfs contains a file with this device name. */
    NAME_OF_FILE("cannot be named \"%s\": /sys/devices/platform has a file of that name"),
    /** The kernel sets up the node's clock or interrupt controller before devices exist. */
    CLAIMED("is set up early by %s, and does not become a device"),
    /**
     * The kernel would have set up the node's clock or interrupt controller at boot, but the tree
     * has the node only later, on a bus whose devices are of another kind.
     */
    TOO_LATE(
        "is set up by %s at boot, and later only if it is a platform device, which this bus does not"
            + " have"),
    /** The kernel was built without a required option. */
    NEEDS_CONFIG("needs CONFIG_%s, which the kernel does not have"),
    /** The node is a primecell without an address that the CPU can reach. */
    NO_ADDRESS("has no address that the processor can reach, which AMBA devices need"),
    /**
     * The node is on an I²C or SPI bus, and has no {@code compatible}, from which Linux takes the
     * name for which drivers have a match ("cannot find modalias").
     */
    NO_MODALIAS("has no \"compatible\" property, which every device on an %s bus needs"),
    /** The node is on an I²C or SPI bus, and has no {@code reg}, or an invalid one. */
    NO_BUS_ADDRESS("has %s"),
    /** The SPI controller has no such chip select. */
    NO_CHIP_SELECT("has %s"),
    /** An earlier node on the same I²C or SPI bus has the same address or chip select. */
    BUS_ADDRESS_TAKEN("has the same %s on this bus"),
    /** The node is a channel of an I²C multiplexer, or one of several buses of a controller. */
    CHANNEL("is an I²C bus of its own, and its child nodes are the devices"),
    /** The node is a processor that the kernel cannot identify by {@code reg}. */
    NO_NUMBER(
        "has no \"reg\" that matches #address-cells = %s, so Linux cannot find the node of a"
            + " processor"),
    /** The node is a primecell whose registers overlap those of another one. */
    ADDRESS_TAKEN("its registers overlap those of ", ""),
    /** Linux populates the children of the node in a separate step, as for {@code /firmware}. */
    POPULATED("is populated before all other nodes, and does not itself become a device"),
    /** The node is below a bus that became a device early, because its compatible is in a list. */
    MADE_EARLIER("becomes a device early, and Linux then ignores the nodes below it"),
    /** The node is below a bus among the children of a driver's node, which nothing populates. */
    LEFT_ALONE(
        "it is below ",
        ", a bus whose child nodes neither Linux nor the driver of the bus turns into devices"),
    /** The kernel lacks the drivers that would create a device for the node. */
    NO_DRIVER("the kernel has no driver that populates ", ", such as %s");

    private final String before;
    private final String after;

    /** Creates a reason whose text begins with the node in which it lies. */
    Reason(String predicate) {
      this("", predicate);
    }

    /** Creates a reason by the texts before and after the node in which it lies. */
    Reason(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }
}
