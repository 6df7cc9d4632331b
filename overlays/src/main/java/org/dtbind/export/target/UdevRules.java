// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.export.TextFile;
import org.dtbind.linux.KnownDriver;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;

/**
 * Prints rules for udev: what binds devices when they appear, and sets up what comes of it. No
 * program runs for that.
 */
final class UdevRules {

  /** The node of a device, as the kernel tells it with each event (drivers/of/device.c). */
  private static final String NODE = "ENV{OF_FULLNAME}";

  /** What {@code dtbind-target} tells of a device that it made, and where udev keeps it. */
  private static final String TOLD = "ENV{SYNTH_ARG_DTBIND}";

  private static final String KEY = "DTBIND_AGGREGATOR";

  private static final String KEPT = "ENV{" + KEY + "}";

  /**
   * When a device has nothing to give any more. Another device may have the same node by the time
   * udev hears of it.
   */
  private static final String LEAVES = "remove|unbind";

  private static final String IMPORT = "IMPORT{db}";

  /** In names of links, udev puts _ for any other character unless it is told not to. */
  private static final String KEPT_BY_UDEV = "[A-Za-z0-9#+.:=@_-]*";

  private static final String HEAD =
      """
      # Made by dtbind; changes are lost when it is generated again. See udev(7).
      # A device is known by its node in the devicetree, and by its name where that can be predicted.
      """;

  private final List<String> lines = new ArrayList<>();

  private UdevRules() {}

  static TextFile text(Target target) {
    UdevRules rules = new UdevRules();
    target.devices().forEach(rules::device);
    if (!target.aggregators().isEmpty()) {
      rules.told();
      target.aggregators().forEach(rules::aggregator);
    }
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  /** {@return the file that only says whose the nodes of a device are} */
  static TextFile access(TargetDevice device) {
    UdevRules rules = new UdevRules();
    rules.title(device);
    rules.owned(device);
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  /** {@return the file for devices that no driver is to have, whenever they appear} */
  static TextFile keptFree(String bus, String pattern) {
    UdevRules rules = new UdevRules();
    rules.lines.add("");
    rules.keepFree(
        UdevRule.rule().is("ACTION", "add").is("SUBSYSTEM", bus).matches("KERNEL", pattern));
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  /** {@return the file for an IOMMU group} */
  static TextFile group(List<TargetDevice> members, Access access) {
    UdevRules rules = new UdevRules();
    rules.lines.add("");
    for (TargetDevice member : members) {
      rules.vfio(member, members, access);
    }
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  /**
   * The node of a device's group, whose number is another one at each boot, and its own: unless one
   * of the devices has left VFIO since the system started.
   */
  private void vfio(TargetDevice member, List<TargetDevice> all, Access access) {
    String name = member.name().orElseThrow();
    UdevRule node = UdevRule.rule().isNot("ACTION", LEAVES);
    for (TargetDevice each : all) {
      node = node.lacks(GroupFiles.returned(each.bus(), each.name().orElseThrow()));
    }
    add(
        access(
            node.is("SUBSYSTEM", "vfio")
                .matches("TEST", "$sys/kernel/iommu_groups/$kernel/devices/" + name),
            access));
    add(
        access(
            node.is("SUBSYSTEM", "vfio-dev").is("SUBSYSTEMS", member.bus()).is("KERNELS", name),
            access));
  }

  private void device(TargetDevice device) {
    title(device);
    device.driver().ifPresent(driver -> bind(device, driver));
    owned(device);
  }

  private void title(TargetDevice device) {
    lines.add("");
    lines.add("# " + device.title());
  }

  private void owned(TargetDevice device) {
    if (device.access().asks() && device.isVfio()) {
      vfio(device, List.of(device), device.access());
    } else if (device.access().asks()) {
      if (device.name().isEmpty() && !device.isChip()) {
        add(nodeOfParent(device));
      }
      add(access(node(device), device.access()));
    }
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
    if (device.node().isPresent()) {
      found = found.is(NODE, device.node().get().text());
    }
    if (device.isKeptFree()) {
      keepFree(found);
      return;
    }
    if (device.isVfio()) {
      // A driver of the kernel may have been quicker: its group could not be owned.
      add(found.set("ATTR{driver_override}", driver));
      add(
          found
              .isNot("DRIVER", driver)
              .matches("TEST", "driver/unbind")
              .setReplaced("ATTR{driver/unbind}", "$kernel"));
      add(found.setReplaced(probe, "$kernel"));
    } else {
      add(found.set("ATTR{driver_override}", driver).setReplaced(probe, "$kernel"));
    }
    for (NodePath supplier : device.suppliers()) {
      device.name().ifPresent(name -> add(chip(supplier).is("ACTION", "add").set(probe, name)));
    }
  }

  private void keepFree(UdevRule found) {
    add(found.set("ATTR{driver_override}", TargetDevice.NO_DRIVER));
    // What is part of the kernel had it before anything of user space ran.
    add(found.matches("DRIVER", "?*").setReplaced("ATTR{driver/unbind}", "$kernel"));
  }

  /** What a driver makes has no node: that of the device, which is its parent. */
  private static UdevRule nodeOfParent(TargetDevice device) {
    return UdevRule.rule()
        .is("SUBSYSTEM", device.subsystem().orElseThrow())
        .isNot("ACTION", LEAVES)
        .matches("IMPORT{parent}", "OF_FULLNAME");
  }

  /** What a device has in {@code /dev}: a chip has the device's node, nodes of others have none. */
  private static UdevRule node(TargetDevice device) {
    String subsystem = device.subsystem().orElseThrow();
    // Where its nodes were seen, they are those of the device itself, whatever node a chip has.
    if (device.isChip() && device.seen().isEmpty()) {
      UdevRule chip = chip(device.node().orElseThrow()).isNot("ACTION", LEAVES);
      return device.isAggregator()
          ? chip.is("DRIVERS", KnownDriver.GPIO_AGGREGATOR.driver())
          : chip;
    }
    UdevRule made =
        UdevRule.rule()
            .is("SUBSYSTEM", subsystem)
            .isNot("ACTION", LEAVES)
            .is("SUBSYSTEMS", device.bus());
    if (device.name().isPresent()) {
      return made.is("KERNELS", device.name().get());
    }
    // In a rule of their own: udev asks for values of ENV before it imports any.
    return made.is(NODE, device.node().orElseThrow().text());
  }

  /**
   * A chip that was made by hand has a number for a name: its device is told whose it is, and keeps
   * that until it goes, while its driver and so the chip may come and go. A device that is new has
   * been told nothing yet, though it may have the number of one that went.
   */
  private void told() {
    lines.add("");
    lines.add("# Which aggregator a chip is: dtbind-target tells its device, which keeps it.");
    UdevRule device =
        UdevRule.rule().is("SUBSYSTEM", "platform").matches("KERNEL", "gpio-aggregator.*");
    UdevRule untold = device.matches(TOLD, "");
    add(device.matches(TOLD, "?*").setReplaced(KEPT, "$env{SYNTH_ARG_DTBIND}"));
    add(untold.matches("ACTION", "change|bind|unbind|online|offline|move").matches(IMPORT, KEY));
    add(untold.is("ACTION", "add").matches("ENV{SYNTH_UUID}", "?*").matches(IMPORT, KEY));
    add(chip().matches("IMPORT{parent}", KEY));
  }

  private void aggregator(TargetAggregator aggregator) {
    lines.add("");
    lines.add("# aggregator " + aggregator.name());
    UdevRule rule = chip().isNot("ACTION", LEAVES).is(KEPT, aggregator.key());
    add(access(rule, aggregator.access()));
  }

  /**
   * Sets owner, group and mode together and for good: a rule of the system's that comes later, such
   * as one that gives all chips to a group, does not add anybody.
   */
  private static UdevRule access(UdevRule rule, Access access) {
    Access whole = access.complete();
    UdevRule asked = rule;
    if (whole.owner().isPresent()) {
      asked =
          asked
              .setFinally("OWNER", whole.owner().get())
              .setFinally("GROUP", whole.group().orElseThrow())
              .setFinally("MODE", whole.mode().orElseThrow());
    }
    if (access.selinux().isPresent()) {
      asked = asked.set("SECLABEL{selinux}", access.selinux().get());
    }
    if (access.link().filter(link -> !link.matches(KEPT_BY_UDEV)).isPresent()) {
      asked = asked.add("OPTIONS", "string_escape=none");
    }
    if (access.link().isPresent()) {
      // With the tag, systemd has a unit for the link, which others can wait for.
      asked = asked.add("SYMLINK", "gpio/" + access.link().get()).add("TAG", "systemd");
    }
    return asked;
  }

  private static UdevRule chip() {
    return UdevRule.rule().is("SUBSYSTEM", "gpio").matches("KERNEL", "gpiochip*");
  }

  private static UdevRule chip(NodePath node) {
    return chip().is(NODE, node.text());
  }

  private void add(UdevRule rule) {
    lines.add(rule.text());
  }
}
