// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.tree.NodePath;

/** Whether Linux makes a device of a node when it populates its buses from the tree. */
public sealed interface Population {

  /** {@return one line for people} */
  String text();

  /**
   * {@return the same for a line that names the node already: it is not named again}
   *
   * @param node whose population it is
   */
  default String textBeside(NodePath node) {
    return text();
  }

  /**
   * It does.
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
   * It does not.
   *
   * @param reason why
   * @param cause the node in which the reason lies, the node itself or one above it
   * @param detail what is there, such as the value of {@code status}
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
   * The driver of a node above it decides: it may make devices of its children, on its own bus
   * (I²C, SPI, MDIO) or by {@code of_platform_populate()}, or use them otherwise.
   *
   * @param parent the node whose driver decides
   * @param compatible the most specific compatible of that node
   * @param drivers of Linux's own that take that node and make devices; none where none is known
   * @param device what the first of them makes of the node; empty where that cannot be told, such
   *     as the number of a bus without alias
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
   * @param alternatives two or more; the first is what a kernel of the newest release known does
   *     that has everything
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
   * What becomes of a node on some kernels.
   *
   * @param when on which, such as {@code with CONFIG_ARM_AMBA}
   * @param then what; never itself {@link Varies}
   */
  record Alternative(String when, Population then) {

    /** It says that an option is missing where the other one says that it is needed. */
    private boolean onlyNegates() {
      return then instanceof None none && none.reason() == Reason.NEEDS_CONFIG;
    }
  }

  /** Why a node becomes no device. */
  enum Reason {
    /** The tree has no such node. */
    NO_NODE("there is no node %s"),
    /** It is the root. */
    ROOT("the root node %s does not become a device"),
    /** It has no {@code compatible}. */
    NO_COMPATIBLE("%s has no \"compatible\" property"),
    /** {@code status} is neither absent nor okay. */
    DISABLED("%s has status \"%s\""),
    /** It lies below a node that is no bus and has no driver that could populate it. */
    BELOW_PLAIN_NODE("it is below %s, which is not a bus: Linux does not look below it"),
    /** Its compatible is one that Linux skips. */
    SKIPPED("%s is \"%s\", for which Linux creates no device"),
    /** It is there for the hardware's description, not for devices. */
    RESERVED("below %s, Linux only creates devices for a few listed compatibles"),
    /** It makes a GPIO controller take a line for itself. */
    HOG("%s is a gpio-hog: its controller takes a line for itself"),
    /** A node before it has the same name in Linux. */
    NAME_TAKEN("the name %2$s is taken by %1$s"),
    /** The folder of platform devices has a file of that name. */
    NAME_OF_FILE("%s cannot be named \"%s\": /sys/devices/platform has a file of that name"),
    /** The kernel sets it up before there are devices. */
    CLAIMED("%s is set up early by %s, and does not become a device"),
    /** The kernel was built without what it needs. */
    NEEDS_CONFIG("%s needs CONFIG_%s, which the kernel does not have"),
    /** A primecell without {@code reg} that the processor sees. */
    NO_ADDRESS("%s has no address that the processor can reach, which AMBA devices need"),
    /** A processor that the kernel cannot tell which one it is. */
    NO_NUMBER(
        "%s has no \"reg\" that matches #address-cells = %s: Linux does not find the node of a processor"),
    /** A primecell whose registers another one has. */
    ADDRESS_TAKEN("its registers overlap those of %s"),
    /** Linux populates what is below it by itself, as {@code /firmware}. */
    POPULATED("%s is populated before all other nodes, and does not itself become a device"),
    /** A bus that became a device before its turn, from a list of compatibles. */
    MADE_EARLIER("%s becomes a device early: Linux then does not look below it"),
    /** A bus among the children of a driver's node, which nobody populates. */
    LEFT_ALONE(
        "it is below %s, a bus whose child nodes neither Linux nor the driver of the bus turns "
            + "into devices"),
    /** Drivers that would make devices of it are not in the kernel. */
    NO_DRIVER("no driver that populates %s is in the kernel: %s");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }
}
