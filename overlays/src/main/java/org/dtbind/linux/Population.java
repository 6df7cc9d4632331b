// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.tree.NodePath;

/** Whether Linux makes a device of a node when it populates its buses from the tree. */
public sealed interface Population {

  /** {@return one line, as text} */
  String text();

  /**
   * {@return the same for a line that already names the node, which is not repeated}
   *
   * @param node whose population it is
   */
  default String textBeside(NodePath node) {
    return text();
  }

  /**
   * It becomes a device.
   *
   * @param bus {@code platform}, {@code amba} for an {@code arm,primecell}, {@code cpu} for a
   *     processor, {@code spi}, {@code i2c} or {@code mdio_bus} below such a controller
   * @param name of the device
   */
  record Device(String bus, String name) implements Population {
    @Override
    public String text() {
      return "becomes " + bus + " device " + name;
    }
  }

  /**
   * It does not become a device.
   *
   * @param reason why
   * @param cause the node in which the reason lies, the node itself or one above it
   * @param detail for the reason, such as the value of {@code status}
   */
  record None(Reason reason, NodePath cause, String detail) implements Population {
    @Override
    public String text() {
      return reason.text.formatted(cause, detail);
    }

    @Override
    public String textBeside(NodePath node) {
      String text = text();
      String subject = node.text() + " ";
      return cause.equals(node) && text.startsWith(subject)
          ? text.substring(subject.length())
          : text;
    }
  }

  /**
   * The driver of a node above it decides: it may create devices for its children, on its own bus
   * (I²C, SPI, MDIO) or by {@code of_platform_populate()}, or use them in other ways.
   *
   * @param parent the node whose driver decides
   * @param compatible the most specific compatible of that node
   * @param drivers known Linux drivers that bind to that node and create devices; empty if none is
   *     known
   * @param device that the first of them creates for the node; empty if not known, such as the
   *     number of a bus without an alias
   */
  record Depends(
      NodePath parent, String compatible, List<KernelDriver> drivers, Optional<Device> device)
      implements Population {

    /** Copies the list. */
    public Depends {
      drivers = List.copyOf(drivers);
    }

    @Override
    public String text() {
      String known =
          drivers.isEmpty()
              ? ""
              : drivers.stream()
                      .map(KernelDriver::text)
                      .collect(Collectors.joining(" or ", ": ", ""))
                  + device.map(d -> " makes it " + d.bus() + " device " + d.name()).orElse("");
      return "depends on the driver of %s (compatible \"%s\")".formatted(parent, compatible)
          + known;
    }
  }

  /**
   * It depends on the kernel.
   *
   * @param alternatives two or more; the first is that of a kernel of the newest known release with
   *     all options
   */
  record Varies(List<Alternative> alternatives) implements Population {

    /** Copies the list. */
    public Varies {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public String text() {
      return alternatives.stream()
          .map(one -> one.when() + ": " + one.then().text())
          .collect(Collectors.joining("; "));
    }

    @Override
    public String textBeside(NodePath node) {
      List<Alternative> told = alternatives.stream().filter(one -> !one.onlyNegates()).toList();
      return told.size() == 1
          ? told.get(0).then().textBeside(node) + " " + told.get(0).when()
          : alternatives.stream()
              .map(one -> one.when() + ": " + one.then().textBeside(node))
              .collect(Collectors.joining("; "));
    }
  }

  /**
   * The result on some kernels.
   *
   * @param when on which, such as {@code with CONFIG_ARM_AMBA}
   * @param then the result; never itself {@link Varies}
   */
  record Alternative(String when, Population then) {

    /** It says that an option is missing where the other one says that it is needed. */
    private boolean onlyNegates() {
      return then instanceof None none && none.reason() == Reason.NEEDS_CONFIG;
    }
  }

  /** Why a node does not become a device. */
  enum Reason {
    /** The tree has no such node. */
    NO_NODE("there is no node %s"),
    /** It is the root. */
    ROOT("the root node %s does not become a device"),
    /** It has no {@code compatible}. */
    NO_COMPATIBLE("%s has no \"compatible\" property"),
    /** {@code status} is neither absent nor okay. */
    DISABLED("%s has status \"%s\""),
    /** It is below a node that is not a bus and has no driver that could populate it. */
    BELOW_PLAIN_NODE("it is below %s, which is not a bus: Linux does not look below it"),
    /** Its compatible is one that Linux skips. */
    SKIPPED("%s is \"%s\", for which Linux creates no device"),
    /** It describes the hardware, and is not meant to become a device. */
    RESERVED("below %s, Linux only creates devices for a few listed compatibles"),
    /** It makes a GPIO controller request a line for itself. */
    HOG("%s is a gpio-hog: its controller takes a line for itself"),
    /** An earlier node has the same name in Linux. */
    NAME_TAKEN("the name %2$s is taken by %1$s"),
    /** The folder of platform devices contains a file with that name. */
    NAME_OF_FILE("%s cannot be named \"%s\": /sys/devices/platform has a file of that name"),
    /** The kernel sets it up before devices exist. */
    CLAIMED("%s is set up early by %s, and does not become a device"),
    /** The kernel was built without a required option. */
    NEEDS_CONFIG("%s needs CONFIG_%s, which the kernel does not have"),
    /** A primecell without an address that the processor can reach. */
    NO_ADDRESS("%s has no address that the processor can reach, which AMBA devices need"),
    /** A processor that the kernel cannot identify. */
    NO_NUMBER(
        "%s has no \"reg\" that matches #address-cells = %s: Linux does not find the node of a processor"),
    /** A primecell whose registers overlap those of another one. */
    ADDRESS_TAKEN("its registers overlap those of %s"),
    /** Linux populates its children itself, as for {@code /firmware}. */
    POPULATED("%s is populated before all other nodes, and does not itself become a device"),
    /** A bus that became a device early, by a list of compatibles. */
    MADE_EARLIER("%s becomes a device early: Linux then does not look below it"),
    /** It is below a bus among the children of a driver's node, which nothing populates. */
    LEFT_ALONE(
        "it is below %s, a bus whose child nodes neither Linux nor the driver of the bus turns "
            + "into devices"),
    /** The kernel lacks the drivers that would create its device. */
    NO_DRIVER("no driver that populates %s is in the kernel: %s");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }
}
