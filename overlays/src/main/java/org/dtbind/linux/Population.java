// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import org.dtbind.tree.NodePath;

/** Whether Linux makes a device of a node when it populates its buses from the tree. */
public sealed interface Population {

  /** {@return one line for people} */
  String text();

  /**
   * It does.
   *
   * @param bus {@code platform}, or {@code amba} for an {@code arm,primecell}
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
  }

  /**
   * The driver of a node above it decides: it may make devices of its children, on its own bus
   * (I²C, SPI, MDIO) or by {@code of_platform_populate()}, or use them otherwise.
   *
   * @param parent the node whose driver decides
   * @param compatible the most specific compatible of that node
   */
  record Depends(NodePath parent, String compatible) implements Population {
    @Override
    public String text() {
      return "depends on the driver of %s (compatible \"%s\")".formatted(parent, compatible);
    }
  }

  /** Why a node becomes no device. */
  enum Reason {
    /** The tree has no such node. */
    NO_NODE("there is no node %s"),
    /** It is the root. */
    ROOT("the root node %s becomes no device"),
    /** It has no {@code compatible}. */
    NO_COMPATIBLE("%s has no \"compatible\" property"),
    /** {@code status} is neither absent nor okay. */
    DISABLED("%s has status \"%s\""),
    /** It lies below a node that is no bus and has no driver that could populate it. */
    BELOW_PLAIN_NODE("it lies below %s, which is no bus: Linux does not look below it"),
    /** Its compatible is one that Linux skips. */
    SKIPPED("%s is \"%s\", which Linux makes no device of"),
    /** It is there for the hardware's description, not for devices. */
    RESERVED("below %s, Linux makes devices of a few listed compatibles only"),
    /** It makes a GPIO controller take a line for itself. */
    HOG("%s is a gpio-hog: its controller takes a line for itself"),
    /** A node before it has the same name in Linux. */
    NAME_TAKEN("the name %2$s is taken by %1$s");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }
}
