// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.linux.KnownDriver;
import org.dtbind.tree.NodePath;

/**
 * Prints rules for udev: what binds devices when they appear, and sets up what comes of it. No
 * program runs for that.
 */
final class UdevRules {

  /** The node of a device, as the kernel tells it with each event (drivers/of/device.c). */
  private static final String NODE = "ENV{OF_FULLNAME}";

  private static final String HEAD =
      """
      # Made by dtbind export target; changes are lost when it is made anew. See udev(7).
      # A device is known by its node in the devicetree, and by its name where that can be foretold.
      """;

  private final List<String> lines = new ArrayList<>();

  private UdevRules() {}

  /** {@return the file} */
  static String text(List<TargetDevice> devices) {
    UdevRules rules = new UdevRules();
    devices.forEach(rules::device);
    return HEAD + String.join("\n", rules.lines) + "\n";
  }

  private void device(TargetDevice device) {
    lines.add("");
    lines.add("# " + device.node());
    device.driver().ifPresent(driver -> bind(device, driver));
    chip(device);
  }

  /**
   * By {@code drivers_probe}: where a supplier or a module is late, the kernel tries again. An
   * override stays when the driver goes, so that a supplier that comes again needs to ask for no
   * more than another try.
   */
  private void bind(TargetDevice device, String driver) {
    String probe = "ATTR{[subsystem/" + device.bus() + "]drivers_probe}";
    UdevRule found = UdevRule.rule().is("ACTION", "add").is("SUBSYSTEM", device.bus());
    if (device.name().isPresent()) {
      found = found.is("KERNEL", device.name().get());
    }
    add(
        found
            .is(NODE, device.node().text())
            .set("ATTR{driver_override}", driver)
            .setReplaced(probe, "$kernel"));
    for (NodePath supplier : device.suppliers()) {
      device.name().ifPresent(name -> add(chip(supplier).is("ACTION", "add").set(probe, name)));
    }
  }

  private void chip(TargetDevice device) {
    UdevRule rule = chip(device.node()).isNot("ACTION", "remove");
    if (device.driver().filter(KnownDriver.GPIO_AGGREGATOR.driver()::equals).isPresent()) {
      rule = rule.is("DRIVERS", KnownDriver.GPIO_AGGREGATOR.driver());
    }
    UdevRule asked = rule;
    if (device.access().owner().isPresent()) {
      asked = asked.set("OWNER", device.access().owner().get().value());
    }
    if (device.access().group().isPresent()) {
      asked = asked.set("GROUP", device.access().group().get().value());
    }
    if (device.access().mode().isPresent()) {
      asked = asked.set("MODE", device.access().mode().get().value());
    }
    if (device.access().link().isPresent()) {
      asked = asked.add("SYMLINK", "gpio/" + device.access().link().get());
    }
    if (!asked.equals(rule)) {
      add(asked);
    }
  }

  private static UdevRule chip(NodePath node) {
    return UdevRule.rule()
        .is("SUBSYSTEM", "gpio")
        .matches("KERNEL", "gpiochip*")
        .is(NODE, node.text());
  }

  private void add(UdevRule rule) {
    lines.add(rule.text());
  }
}
