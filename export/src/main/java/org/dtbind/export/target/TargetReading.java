// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.overlay.verify.lines.ChipLines;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Span;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.IommuGroupSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.SafeState;
import org.dtbind.spec.Specification;
import org.dtbind.tree.NodePath;

/**
 * Determines what an export sets up on the target for a declaration. The argument {@code reason} of
 * messages is a prediction as a sentence, because a prediction can consist of several alternatives.
 */
final class TargetReading {

  /** The kernel's form of PCI device names: domain, bus, slot, function. */
  private static final String PCI = "[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]";

  private static final String ON_THE_TARGET = "to set this up, run dtbind apply on the target";

  private final DeclaredTree declared;
  private final UioOwners uioOwners;
  private final Map<NodePath, Population> populations;
  private final Set<NodePath> withAlias;
  private final String freeAlias;
  private final DeclarationProblems problems;
  private final DeviceLineCheck deviceLines;
  private final AggregatorReading aggregatorLines;
  private final List<Located<SafeState>> safeStates = new ArrayList<>();

  private TargetReading(Specification specification, DeclaredTree declared, boolean force) {
    this.declared = declared;
    this.populations = Populations.of(declared.tree());
    Map<String, NodePath> aliases = declared.tree().aliases();
    this.withAlias = Set.copyOf(aliases.values());
    this.freeAlias =
        IntStream.iterate(0, number -> number + 1)
            .mapToObj(number -> "spi" + number)
            .filter(alias -> !aliases.containsKey(alias))
            .findFirst()
            .orElseThrow();
    this.problems = new DeclarationProblems(specification.origins());
    this.uioOwners = new UioOwners(declared.tree(), force, problems);
    ChipLines chips = new ChipLines(declared.tree());
    this.deviceLines = new DeviceLineCheck(chips, problems);
    this.aggregatorLines = new AggregatorReading(chips, problems);
  }

  /** Returns what can be set up, with diagnostics about the rest. */
  static Diagnosed<TargetSetup> read(
      Specification specification, DeclaredTree declared, boolean force) {
    TargetReading reading = new TargetReading(specification, declared, force);
    List<TargetDevice> devices = new ArrayList<>();
    for (int i = 0; i < specification.devices().size(); i++) {
      reading
          .device(specification.devices().get(i), declared.nodes().get(i))
          .ifPresent(devices::add);
    }
    List<TargetAggregator> aggregators =
        specification.aggregators().stream()
            .flatMap(spec -> reading.aggregator(spec).stream())
            .toList();
    specification.iommuGroups().forEach(group -> reading.group(group).ifPresent(devices::add));
    reading.noSafeStates();
    return Diagnosed.of(new TargetSetup(devices, aggregators), reading.problems.all());
  }

  /**
   * Whether an entry is to be restored at each boot. Exported files take effect at each boot, so
   * others cannot be exported.
   */
  private boolean isRestoredAtBoot(DeclaredAccess access) {
    Optional<Located<Boolean>> persist = access.persist();
    boolean untilReboot = persist.isPresent() && !persist.get().value();
    if (untilReboot) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          persist.get().span(),
          Message.of("not exported: this entry, because exported files take effect at each boot"),
          ON_THE_TARGET);
    }
    return !untilReboot;
  }

  private Optional<TargetAggregator> aggregator(AggregatorSpec spec) {
    if (!isRestoredAtBoot(spec.access())) {
      return Optional.empty();
    }
    spec.lines().forEach(line -> line.safeState().ifPresent(safeStates::add));
    return aggregatorLines.read(spec, spec.access().values().orLink(spec.name().value()));
  }

  /** Returns a device; empty if there is nothing to do for it, or after an error. */
  private Optional<TargetDevice> device(DeviceSpec spec, NodePath node) {
    Access access = spec.access().values();
    if (!isRestoredAtBoot(spec.access()) || spec.bind().isEmpty() && !access.isSpecified()) {
      return Optional.empty();
    }
    spec.gpios().forEach(line -> line.safeState().ifPresent(safeStates::add));
    List<LineRef> lines = deviceLines.lines(spec, node);
    Optional<NodePath> unusable = unusable(node, lines);
    if (unusable.isPresent()) {
      problems.fail(
          ExportCode.UNUSABLE_NAME,
          spec.node().span(),
          Message.of("udev rules cannot contain the name {node}", unusable.get()),
          "correct the base: node names can contain only letters, digits, and the characters"
              + " , . _ + - @");
      return Optional.empty();
    }
    Population population = Populations.at(populations, node);
    if (population instanceof Population.None none) {
      problems.fail(
          ExportCode.BECOMES_NO_DEVICE,
          spec.node().span(),
          Message.of("{node} does not become a device: {reason}", node, none.text()),
          "choose another 'parent'; to see which nodes become devices, run dtbind devices --tree");
      return Optional.empty();
    }
    List<String> names =
        NodeChain.devices(population).stream().map(Population.Device::name).distinct().toList();
    return bus(spec, node, population)
        .map(
            bus ->
                new TargetDevice(
                    Optional.of(node),
                    bus,
                    names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty(),
                    spec.bind().map(Located::value),
                    lines,
                    access))
        .flatMap(device -> exported(device, spec));
  }

  /** Returns the node or controller whose path rules cannot contain. */
  private static Optional<NodePath> unusable(NodePath node, List<LineRef> lines) {
    return Stream.concat(Stream.of(node), lines.stream().map(LineRef::controller))
        .filter(path -> !path.isStandard())
        .findFirst();
  }

  /**
   * Whether the device nodes of a device are known: it has a declared driver, is a GPIO controller,
   * or is an aggregator that a patched kernel binds on its own.
   */
  private boolean hasKnownNodes(TargetDevice device) {
    return device.driver().isPresent()
        || device
            .node()
            .flatMap(declared.tree()::node)
            .filter(
                node ->
                    node.property("gpio-controller").isPresent()
                        || node.property("gpios").isPresent())
            .isPresent();
  }

  /**
   * Warns about an SPI device whose controller has no alias. The device is bound and gets its owner
   * nevertheless, but programs do not know the path of its device node.
   */
  private void withoutAlias(NodePath node, DeviceSpec spec) {
    NodePath controller = node.parent();
    if (withAlias.contains(controller)) {
      return;
    }
    problems.warn(
        ExportCode.BUS_WITHOUT_ALIAS,
        spec.node().span(),
        Message.of(
            "the number N in /dev/spidevN.M of {node} can change from boot to boot, because no"
                + " alias (such as {alias}) refers to {controller}",
            node,
            freeAlias,
            controller),
        "add this to 'devices': - { node: /aliases, properties: { %s: \"%s\" } }"
            .formatted(freeAlias, controller));
  }

  /**
   * Returns the bus of a device; reports an error and returns nothing if the bus is unknown or does
   * not match the driver.
   */
  private Optional<String> bus(DeviceSpec spec, NodePath node, Population population) {
    Optional<GenericDriver> known = spec.bind().map(Located::value).flatMap(GenericDriver::named);
    Set<String> buses = new HashSet<>(NodeChain.buses(node, population));
    known.map(GenericDriver::bus).filter(bus -> buses.isEmpty()).ifPresent(buses::add);
    if (buses.size() != 1) {
      problems.fail(
          ExportCode.UNKNOWN_BUS,
          spec.node().span(),
          Message.of("the bus of {node} is not known: it {reason}", node, population.text()),
          ON_THE_TARGET);
      return Optional.empty();
    }
    String bus = buses.iterator().next();
    if (known.isPresent() && !known.get().bus().equals(bus)) {
      problems.fail(
          VerifyCode.WRONG_BUS,
          spec.bind().orElseThrow().span(),
          Message.of(
              "{driver} binds to devices on the {expected} bus, but {node} becomes a device on the"
                  + " {bus} bus",
              spec.bind().get(),
              known.get().bus(),
              node,
              bus),
          "choose a driver for the %s bus".formatted(bus));
      return Optional.empty();
    }
    return Optional.of(bus);
  }

  /**
   * Returns a device without the access that no rule can set; empty if nothing is left. Reports
   * that access, and what users should know about the rest.
   */
  private Optional<TargetDevice> exported(TargetDevice device, DeviceSpec spec) {
    if (device.name().isEmpty() && device.has(GenericDriver.SPIDEV)) {
      withoutAlias(device.node().orElseThrow(), spec);
    }
    Span span = spec.bind().map(Located::span).orElse(spec.node().span());
    Access declared = device.access();
    Access possible = hasKnownNodes(device) ? device.possibleAccess() : Access.NONE;
    if (!possible.isSpecified() && declared.withoutLink().isSpecified()) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          span,
          Message.of(
              "not exported: {keys}, because the device nodes of {device} cannot be predicted",
              String.join(", ", parts(declared)),
              device.title()),
          device.isVfio()
              ? ON_THE_TARGET
              : "bind the device to a generic driver, or run dtbind apply on the target");
    } else if (!possible.link().equals(declared.link())) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          spec.access().link().orElseThrow().span(),
          Message.of("not exported: this link, because only GPIO chips can have links"),
          "remove 'link'");
    }
    TargetDevice exported = device.withAccess(possible);
    uioOwners.check(exported, spec);
    return exported.driver().isPresent() || possible.isSpecified()
        ? Optional.of(exported)
        : Optional.empty();
  }

  /** Returns the keys of the settings that are specified. */
  private static List<String> parts(Access access) {
    Map<String, Optional<String>> parts = new LinkedHashMap<>();
    parts.put("'owner'", access.owner());
    parts.put("'group'", access.group());
    parts.put("'mode'", access.mode());
    parts.put("'selinux'", access.selinux());
    parts.put("'link'", access.link());
    return parts.entrySet().stream()
        .filter(part -> part.getValue().isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the named device of a group; the other members are known only on the target. */
  private Optional<TargetDevice> group(IommuGroupSpec group) {
    if (!isRestoredAtBoot(group.access())) {
      return Optional.empty();
    }
    String member = group.member().value();
    if (group.access().values().isSpecified()) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          group.span(),
          Message.of("not exported: the owner of /dev/vfio/N for the group of {device}", member),
          ON_THE_TARGET);
    }
    if (group.bind().isEmpty()) {
      return Optional.empty();
    }
    if (!member.matches(PCI)) {
      problems.warn(
          ExportCode.NOT_EXPORTED,
          group.member().span(),
          Message.of("not exported: {device}, because it is not the name of a PCI device", member),
          ON_THE_TARGET);
      return Optional.empty();
    }
    problems.warn(
        ExportCode.NOT_EXPORTED,
        group.member().span(),
        Message.of(
            "not exported: the other devices in the group of {device}, because only the target"
                + " knows them",
            member),
        ON_THE_TARGET);
    return Optional.of(
        new TargetDevice(
            Optional.empty(),
            "pci",
            Optional.of(member),
            group.bind().map(Located::value),
            List.of(),
            Access.NONE));
  }

  /** Reports all of them once. */
  private void noSafeStates() {
    if (safeStates.isEmpty()) {
      return;
    }
    Message message =
        Message.of("not exported: 'safeState', because a shell script cannot set lines");
    Diagnostic warning =
        Diagnostic.warning(
            ExportCode.NOT_EXPORTED, problems.origins(), safeStates.get(0).span(), message);
    for (Located<SafeState> other : safeStates.subList(1, safeStates.size())) {
      warning = warning.note("also at", problems.origins().of(other.span()));
    }
    problems.add(
        warning.help(
            "run 'dtbind apply' on the target, or set the lines with gpioset in a unit there; to"
                + " accept this, use 'export target' with -W no-not_exported"));
  }
}
