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
 * Prints udev rules that bind devices when they appear and set the owners of their device nodes.
 * The rules run no programs.
 */
final class UdevRules {

  /**
   * The property with the path of a device's node, which the kernel adds to each event
   * (drivers/of/device.c).
   */
  private static final String NODE = "ENV{OF_FULLNAME}";

  /**
   * The event argument by which {@code dtbind-target} identifies the device of an aggregator. The
   * property {@code DTBIND_AGGREGATOR} stores it in udev's database.
   */
  private static final String TOLD = "ENV{SYNTH_ARG_DTBIND}";

  private static final String KEY = "DTBIND_AGGREGATOR";

  private static final String KEPT = "ENV{" + KEY + "}";

  /**
   * Actions for which no owner is set. When udev handles such an event, another device may already
   * have the device node.
   */
  private static final String LEAVES = "remove|unbind";

  private static final String IMPORT = "IMPORT{db}";

  /**
   * Link names that udev uses as they are; it replaces other characters with _ unless told
   * otherwise.
   */
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

  /** Returns rules that only set the owner of a device's device nodes. */
  static TextFile access(TargetDevice device) {
    UdevRules rules = new UdevRules();
    rules.title(device);
    rules.owned(device);
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  /** Returns rules that keep drivers away from devices whenever they appear. */
  static TextFile keptFree(String bus, String pattern) {
    UdevRules rules = new UdevRules();
    rules.lines.add("");
    rules.keepFree(
        UdevRule.rule().is("ACTION", "add").is("SUBSYSTEM", bus).matches("KERNEL", pattern));
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  static TextFile group(List<TargetDevice> members, Access access) {
    UdevRules rules = new UdevRules();
    rules.lines.add("");
    for (TargetDevice member : members) {
      rules.vfio(member, members, access);
    }
    return new TextFile().ours(HEAD).lines(rules.lines);
  }

  /**
   * Adds rules for the device node of a member's group, found through the member because the number
   * of a group can change at each boot, and for the member's separate VFIO device node. The rules
   * do not apply after one of the devices has left VFIO since the system started.
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
   * Adds rules that set the override and write to {@code drivers_probe}, so that the kernel retries
   * when a supplier or module is late. The override stays when the driver is unbound, so that only
   * another probe is necessary when a supplier reappears.
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
      // Another driver may have bound first, in which case VFIO could not own the group.
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
    // Drivers built into the kernel bind before user space runs.
    add(found.matches("DRIVER", "?*").setReplaced("ATTR{driver/unbind}", "$kernel"));
  }

  /**
   * Imports the node from the parent: devices that a driver creates, unlike the parent, have no
   * node.
   */
  private static UdevRule nodeOfParent(TargetDevice device) {
    return UdevRule.rule()
        .is("SUBSYSTEM", device.subsystem().orElseThrow())
        .isNot("ACTION", LEAVES)
        .matches("IMPORT{parent}", "OF_FULLNAME");
  }

  /**
   * Matches the device node of a device. A chip has the path of the device's node in its events;
   * other device nodes are found through their parent.
   */
  private static UdevRule node(TargetDevice device) {
    String subsystem = device.subsystem().orElseThrow();
    // Known device nodes belong to the device itself, whichever node the chip refers to.
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
    // The import is in a separate rule, because udev evaluates the ENV matches of a rule first.
    return made.is(NODE, device.node().orElseThrow().text());
  }

  /**
   * Adds rules that identify the chips of aggregators, whose device names contain arbitrary
   * numbers. {@code dtbind-target} passes the key to the device in a synthetic event. udev stores
   * the key until the device is removed, even while the driver is unbound and the chip is gone. A
   * new device has no key, although it may reuse the number of a removed one.
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
   * Sets owner, group and mode together and finally, so that a later rule of the system, such as
   * one that gives all chips to a group, cannot grant access to others.
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
      // The tag makes systemd create a unit for the link, which other units can wait for.
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
