// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Message;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.IommuGroupSpec;
import org.dtbind.spec.LineSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Determines which parts of a declaration a guest can receive. */
final class GuestReading {

  /**
   * The directory of links to chips, whose names do not change, without the slash at the beginning.
   */
  private static final String LINKS = "dev/gpio/";

  private final GuestMachine machine;
  private final GroupMembers members;
  private final Optional<DeclaredTree> declared;
  private final Map<NodePath, Population> populations;
  private final Map<NodePath, List<LineUse>> uses;
  private final Map<String, List<GpioController>> labelled;
  private final DeclarationProblems problems;
  private final Set<String> given = new HashSet<>();
  private final ChipLabels labels = new ChipLabels();

  private GuestReading(
      Specification specification,
      Optional<DeclaredTree> declared,
      GuestMachine machine,
      GroupMembers members) {
    this.machine = machine;
    this.members = members;
    this.declared = declared;
    this.problems = new DeclarationProblems(specification.origins());
    this.populations = declared.map(tree -> Populations.of(tree.tree())).orElse(Map.of());
    List<DeviceTree> trees = declared.map(DeclaredTree::tree).stream().toList();
    this.uses =
        trees.stream()
            .flatMap(tree -> LineUses.of(tree).stream())
            .filter(LineUse::aggregated)
            .collect(Collectors.groupingBy(LineUse::node));
    this.labelled =
        trees.stream()
            .flatMap(tree -> GpioTree.controllersOf(tree).stream())
            .filter(chip -> chip.label().isPresent())
            .collect(Collectors.groupingBy(chip -> chip.label().orElseThrow()));
  }

  /** Returns what a guest can receive, with diagnostics about the rest. */
  static Diagnosed<List<GuestDevice>> read(
      Specification specification,
      Optional<DeclaredTree> declared,
      GuestMachine machine,
      GroupMembers members) {
    GuestReading reading = new GuestReading(specification, declared, machine, members);
    List<GuestDevice> devices = new ArrayList<>();
    specification.iommuGroups().forEach(group -> devices.addAll(reading.group(group)));
    if (declared.isPresent()) {
      List<NodePath> nodes = declared.get().nodes();
      for (int i = 0; i < nodes.size(); i++) {
        reading
            .device(specification.devices().get(i), declared.get(), nodes.get(i))
            .ifPresent(devices::add);
      }
    }
    specification.aggregators().forEach(spec -> devices.add(reading.aggregator(spec)));
    return Diagnosed.of(List.copyOf(devices), reading.problems.all());
  }

  /**
   * Returns all devices of the group: no other program can use any of them once one belongs to the
   * guest.
   */
  private List<GuestDevice> group(IommuGroupSpec group) {
    String member = group.member().value();
    Span span = group.member().span();
    if (group.bind().isEmpty()) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          span,
          Message.of(
              "not exported: the group of {device}, because no driver is declared for it", member),
          "declare the driver, for example bind: vfio-pci");
      return List.of();
    }
    if (!member.matches(GuestDevice.PLAIN)) {
      problems.fail(
          ExportCode.NOT_FOR_GUESTS,
          span,
          Message.of("{device} cannot be used as a name in a guest's unit", member));
      return List.of();
    }
    Optional<List<GroupMembers.HostDevice>> all = members.of(member);
    if (all.isEmpty()) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          span,
          Message.of(
              "not exported: other devices in the group of {device}, because only the host knows"
                  + " them",
              member),
          "run the export on the host, or add these devices by hand");
    }
    List<GuestDevice> devices = new ArrayList<>();
    for (GroupMembers.HostDevice device :
        all.orElse(List.of(GroupMembers.HostDevice.named(member)))) {
      if (given.add(device.name())) {
        ofGroup(device, span).ifPresent(devices::add);
      }
    }
    return devices;
  }

  private Optional<GuestDevice> ofGroup(GroupMembers.HostDevice device, Span span) {
    if (device.bus().equals("pci") && device.isNamedAsUsual()) {
      return Optional.of(new GuestDevice.Pci(device.name()));
    }
    if (device.bus().equals("platform")) {
      return platform(device.name(), span);
    }
    problems.fail(
        ExportCode.NOT_FOR_GUESTS,
        span,
        Message.of(
            "QEMU cannot pass through {device}, a device on the {bus} bus",
            device.name(),
            device.bus()),
        "leave its group on the host");
    return Optional.empty();
  }

  private Optional<GuestDevice> device(DeviceSpec spec, DeclaredTree tree, NodePath node) {
    Optional<Located<String>> bind = spec.bind();
    if (bind.isEmpty()) {
      return Optional.empty();
    }
    if (!node.text().matches(GuestDevice.PLAIN)) {
      problems.fail(
          ExportCode.NOT_FOR_GUESTS,
          spec.node().span(),
          Message.of("{node} cannot be used as a path in a guest's unit", node));
      return Optional.empty();
    }
    String driver = bind.get().value();
    if (driver.equals(GenericDriver.GPIO_AGGREGATOR.driver())) {
      return name(node, "platform", spec.node().span()).map(name -> chip(name, spec, tree, node));
    }
    if (driver.equals(GenericDriver.VFIO_PLATFORM.driver())) {
      return name(node, "platform", spec.node().span())
          .filter(given::add)
          .flatMap(name -> platform(name, tree, node, bind.get().span()));
    }
    if (driver.equals(GenericDriver.VFIO_PCI.driver())) {
      problems.fail(
          ExportCode.NOT_FOR_GUESTS,
          bind.get().span(),
          Message.of("only the host knows which PCI device is at {node}", node),
          "declare the group of the device, for example iommuGroups: [{ member: \"0000:01:00.0\","
              + " bind: vfio-pci }]");
    } else if (driver.equals(GenericDriver.VFIO_AMBA.driver())) {
      problems.fail(
          ExportCode.NOT_FOR_GUESTS,
          bind.get().span(),
          Message.of("QEMU cannot pass through vfio-amba devices"),
          "leave the device on the host");
    } else {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          bind.get().span(),
          Message.of(
              "not exported: this device, because dtbind cannot pass devices that are bound to"
                  + " {driver} to a guest",
              driver),
          "bind the device to vfio-pci, vfio-platform or gpio-aggregator");
    }
    return Optional.empty();
  }

  /**
   * Returns the name of the device of a node; reports an error and returns nothing if the name
   * cannot be predicted.
   */
  private Optional<String> name(NodePath node, String bus, Span span) {
    List<Population.Device> possible =
        NodeChain.devices(Populations.at(populations, node)).stream()
            .filter(device -> device.bus().equals(bus))
            .toList();
    List<String> names = possible.stream().map(Population.Device::name).distinct().toList();
    if (names.size() == 1 && names.get(0).matches(GuestDevice.PLAIN)) {
      return Optional.of(names.get(0));
    }
    problems.fail(
        names.isEmpty() ? ExportCode.BECOMES_NO_DEVICE : ExportCode.NOT_FOR_GUESTS,
        span,
        names.isEmpty()
            ? Message.of("{node} does not become a device on the {bus} bus", node, bus)
            : Message.of(
                "the host's name for {node} is not known, or cannot be passed to QEMU", node),
        "to see which nodes become devices, run dtbind devices --tree");
    return Optional.empty();
  }

  /** Returns a platform device of which only the name is known, as in IOMMU groups. */
  private Optional<GuestDevice> platform(String name, Span span) {
    Optional<NodePath> node =
        populations.entrySet().stream()
            .filter(
                entry ->
                    NodeChain.devices(entry.getValue()).stream()
                        .anyMatch(d -> d.bus().equals("platform") && d.name().equals(name)))
            .map(Map.Entry::getKey)
            .findFirst();
    if (node.isEmpty() || !name.matches(GuestDevice.PLAIN)) {
      problems.fail(
          ExportCode.NEEDS_BASE,
          span,
          Message.of("no node of the base becomes the platform device {device}", name),
          "use --base B to specify a base that contains the device, because the guest needs the"
              + " device in its devicetree");
      return Optional.empty();
    }
    return platform(name, declared.orElseThrow(), node.get(), span);
  }

  private Optional<GuestDevice> platform(String name, DeclaredTree tree, NodePath node, Span span) {
    if (!machine.hasTree()) {
      problems.fail(
          ExportCode.NOT_FOR_GUESTS,
          span,
          Message.of(
              "a {machine} guest cannot have {node}, because platform devices require a devicetree",
              machine.machine(),
              node),
          "use --arch aarch64");
      return Optional.empty();
    }
    if (!node.isStandard()) {
      problems.fail(
          ExportCode.NOT_FOR_GUESTS,
          span,
          Message.of("{node} cannot be used as a path in a guest's tree", node));
      return Optional.empty();
    }
    PlatformNode read = PlatformNode.of(tree.tree(), node);
    if (!read.leftOut().isEmpty()) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          span,
          Message.of(
              "not exported: properties and child nodes of {node} ({names})",
              node,
              String.join(", ", read.leftOut())),
          "if the guest's driver needs them, add replacements such as a fixed-clock to guest.dtso");
    }
    return Optional.of(read.device(name));
  }

  private GuestDevice chip(String name, DeviceSpec spec, DeclaredTree tree, NodePath node) {
    int lines = uses.getOrDefault(node, List.of()).size();
    List<String> lineNames = tree.tree().node(node).orElseThrow().strings("gpio-line-names");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      names.add(i < lineNames.size() ? Bytes.latin1(lineNames.get(i)).utf8() : "");
    }
    String place =
        spec.access()
            .link()
            .map(link -> LINKS + link.value())
            .orElse(GuestDevice.Platform.directory(name) + "/gpiochip*");
    return chip(node.text(), node.name(), place, names, spec.access());
  }

  private GuestDevice aggregator(AggregatorSpec spec) {
    List<String> names = new ArrayList<>();
    for (LineSpec line : spec.lines()) {
      if (line instanceof LineSpec.Named named) {
        names.add(named.name().value());
      } else if (line instanceof LineSpec.OfChip of) {
        for (int i = 0; i < of.offsets().value().size(); i++) {
          names.add(
              of.names().isEmpty()
                  ? name(of.chip().value(), of.offsets().value().get(i))
                  : of.names().get(i).value());
        }
      }
    }
    String link = spec.access().link().orElse(spec.name()).value();
    String name = spec.name().value();
    return chip("aggregator " + name, name, LINKS + link, names, spec.access());
  }

  /**
   * Returns the name of a line in the tree; empty if the tree has no unique chip with that label.
   */
  private String name(String chip, int offset) {
    List<GpioController> found = labelled.getOrDefault(chip, List.of());
    return found.size() == 1 ? Bytes.latin1(found.get(0).name(offset)).utf8() : "";
  }

  private GuestDevice.Chip chip(
      String title, String name, String place, List<String> names, DeclaredAccess access) {
    return new GuestDevice.Chip(
        title,
        labels.label(name),
        place,
        List.copyOf(names),
        access.owner().map(Located::value),
        access.group().map(Located::value));
  }
}
