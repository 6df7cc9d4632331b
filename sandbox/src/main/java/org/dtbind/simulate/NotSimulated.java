// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.KernelDriver;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.Depends;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Varies;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.overlay.generate.Declared;
import org.dtbind.simulate.DeclaredEntry.Section;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.IommuGroupSpec;
import org.dtbind.spec.Specification;
import org.dtbind.tree.NodePath;

/**
 * The parts of a declaration that a kernel without the board's hardware cannot provide: devices on
 * buses that are not simulated, and IOMMU groups; and parts that the kernel of the board cannot
 * provide either.
 */
public record NotSimulated(List<Part> parts) {

  public static final NotSimulated NONE = new NotSimulated(List.of());

  private static final String UNTIL_REBOOT =
      "'persist: false' keeps it out of the files for each boot: omit --system to try it";

  private static final String NO_NODES =
      "the driver that creates its device nodes on a board is not in User-mode Linux";

  /**
   * A device, an aggregator or an IOMMU group of the declaration.
   *
   * @param entry the entry of the declaration that is not applied; empty if the part is a setting
   *     without which the entry is applied
   * @param node the node of a device that is not applied; empty for other parts
   * @param name the part as shown to users
   * @param reason why the part cannot be simulated, and what happens to it on a board
   */
  public record Part(
      Optional<DeclaredEntry> entry, Optional<NodePath> node, String name, String reason) {

    /** Creates a part that is no device. */
    public Part(Optional<DeclaredEntry> entry, String name, String reason) {
      this(entry, Optional.empty(), name, reason);
    }
  }

  public NotSimulated {
    parts = List.copyOf(parts);
  }

  /**
   * Finds the parts of a declaration that cannot be simulated.
   *
   * @param declared the devices of the declaration with their nodes in the tree
   * @param simulated the simulated tree of the board's tree with the nodes of the declaration
   * @param atBoot whether the declaration is applied by the files for each boot
   */
  public static NotSimulated of(
      Specification specification,
      List<Declared> declared,
      SimulatedTree simulated,
      boolean atBoot) {
    TargetKernel target = simulated.board().kernel();
    List<Part> parts = new ArrayList<>();
    for (Declared one : declared) {
      DeviceSpec device = one.device();
      whyNotOnBoard(simulated.board(), one)
          .or(() -> whyNotInSandbox(device, one.node(), simulated))
          .or(() -> untilReboot(device.access(), atBoot && changes(device)))
          .ifPresent(
              reason ->
                  parts.add(
                      new Part(
                          Section.DEVICE.entry(specification.devices().indexOf(device)),
                          Optional.of(one.node()),
                          one.node().text(),
                          reason)));
    }
    for (int i = 0; i < specification.aggregators().size(); i++) {
      AggregatorSpec aggregator = specification.aggregators().get(i);
      Optional<DeclaredEntry> entry = Section.AGGREGATOR.entry(i);
      whyNoDriver(GenericDriver.GPIO_AGGREGATOR.driver(), target)
          .or(() -> untilReboot(aggregator.access(), atBoot))
          .ifPresent(
              reason ->
                  parts.add(new Part(entry, "aggregator " + aggregator.name().value(), reason)));
    }
    for (int i = 0; i < specification.iommuGroups().size(); i++) {
      IommuGroupSpec group = specification.iommuGroups().get(i);
      String name = "the IOMMU group of " + group.member().value();
      parts.add(
          new Part(Section.GROUP.entry(i), name, "User-mode Linux has no IOMMU" + onBoard(group)));
    }
    return new NotSimulated(parts);
  }

  private static boolean changes(DeviceSpec device) {
    return device.bind().isPresent() || device.access().values().isSpecified();
  }

  private static Optional<String> untilReboot(DeclaredAccess access, boolean atBoot) {
    return atBoot && access.persist().filter(persists -> !persists.value()).isPresent()
        ? Optional.of(UNTIL_REBOOT)
        : Optional.empty();
  }

  /** Returns why the kernel of the board cannot bind a device, or creates none. */
  private static Optional<String> whyNotOnBoard(PredictedBoard board, Declared declared) {
    NodePath node = declared.node();
    return whyNoDevice(Populations.at(board.onAny(), node), Populations.at(board.onOwn(), node))
        .or(
            () ->
                declared
                    .device()
                    .bind()
                    .flatMap(driver -> whyNoDriver(driver.value(), board.kernel())));
  }

  /** Returns why the kernel of the board creates no device for a node for which others do. */
  private static Optional<String> whyNoDevice(Population usual, Population onBoard) {
    return onBoard.usual() instanceof None none && !(usual.usual() instanceof None)
        ? Optional.of("the target kernel creates no device for it: " + none.text())
        : Optional.empty();
  }

  /** Returns why the kernel of the board has no driver of this name. */
  private static Optional<String> whyNoDriver(String driver, TargetKernel target) {
    return GenericDriver.named(driver)
        .map(known -> known.option().substring("CONFIG_".length()))
        .flatMap(option -> target.config().flatMap(config -> config.lacking(option)))
        .map(option -> "the target kernel has no CONFIG_" + option);
  }

  /** Whether the node is a GPIO controller that a simulated chip replaces in place. */
  private static boolean isReplaced(NodePath node, PredictedBoard board) {
    return Populations.at(board.onAny(), node) instanceof Device made
        && onPlatform(made)
        && GpioTree.controllersOf(board.tree()).stream()
            .anyMatch(controller -> controller.node().equals(node));
  }

  /** Describes the driver and the access rights that the group has on a board. */
  private static String onBoard(IommuGroupSpec group) {
    DeclaredAccess access = group.access();
    List<String> words = new ArrayList<>();
    group.bind().ifPresent(driver -> words.add("bound to " + driver.value()));
    access.owner().ifPresent(owner -> words.add("owner " + owner.value()));
    access.group().ifPresent(of -> words.add("group " + of.value()));
    access.mode().ifPresent(mode -> words.add("mode " + mode.value()));
    return words.isEmpty() ? "" : "; on a board: " + String.join(", ", words);
  }

  /** {@return the entries of the declaration that are not applied} */
  public Set<DeclaredEntry> leftOut() {
    return parts.stream().flatMap(part -> part.entry().stream()).collect(Collectors.toSet());
  }

  private static Optional<String> whyNotInSandbox(
      DeviceSpec device, NodePath node, SimulatedTree simulated) {
    if (device.bind().isEmpty()) {
      return device.access().values().isSpecified() && !isReplaced(node, simulated.board())
          ? Optional.of(NO_NODES)
          : Optional.empty();
    }
    Population population = Populations.at(simulated.board().onAny(), node);
    List<Population> possible =
        population instanceof Varies varies
            ? varies.alternatives().stream().map(Population.Alternative::then).toList()
            : List.of(population);
    Optional<GenericDriver> driver =
        device.bind().flatMap(named -> GenericDriver.named(named.value()));
    Optional<SimulatedBus> bus =
        possible.stream().flatMap(one -> bus(one, simulated).stream()).findFirst();
    if (bus.filter(SimulatedBus::hasLines).isPresent()) {
      Optional<String> onBoard =
          possible.stream().flatMap(one -> onBoard(one).stream()).findFirst();
      if (bus.get().lacking().isPresent()) {
        return onBoard.map(
            text -> text + "; this kernel has no CONFIG_" + bus.get().lacking().get());
      }
      return driver.filter(known -> known.bus().equals(bus.get().kind().bus())).isPresent()
          ? Optional.empty()
          : onBoard;
    }
    boolean platform =
        bus.isPresent()
            || possible.stream().anyMatch(one -> one instanceof Device made && onPlatform(made));
    if (platform) {
      return driver
          .filter(known -> GenericDriver.isVfio(known.driver()))
          .map(known -> "User-mode Linux has no " + known.driver());
    }
    return possible.stream().flatMap(one -> onBoard(one).stream()).findFirst();
  }

  /** Returns the simulated bus on which a node becomes a device. */
  private static Optional<SimulatedBus> bus(Population population, SimulatedTree simulated) {
    return population instanceof Depends depends && !depends.drivers().isEmpty()
        ? Optional.ofNullable(simulated.buses().get(depends.parent()))
        : Optional.empty();
  }

  private static boolean onPlatform(Device device) {
    return device.bus().equals("platform");
  }

  /** {@return what a board's kernel makes of a node; empty if nothing} */
  public static Optional<String> onBoard(Population population) {
    if (population instanceof Device device) {
      String text = "on a board it becomes %s device %s";
      return Optional.of(text.formatted(device.bus(), device.name()));
    }
    if (!(population instanceof Depends depends)) {
      return Optional.empty();
    }
    if (depends.drivers().isEmpty()) {
      String text =
          "on a board the driver of %s (compatible \"%s\") decides whether it becomes a device";
      return Optional.of(text.formatted(depends.parent(), depends.compatible()));
    }
    String drivers =
        depends.drivers().stream()
            .map(NotSimulated::name)
            .distinct()
            .collect(Collectors.joining(" or "));
    return Optional.of("on a board with %s it becomes %s".formatted(drivers, becomes(depends)));
  }

  private static String becomes(Depends depends) {
    return depends
        .device()
        .map(Device::name)
        .orElseGet(
            () ->
                switch (depends.drivers().get(0).kind()) {
                  case SPI -> "an SPI device; no alias gives the number of its bus";
                  case I2C -> "an I²C device; no alias gives the number of its bus";
                  case MDIO -> "an MDIO device";
                  default -> "a platform device";
                });
  }

  private static String name(KernelDriver driver) {
    String file = driver.file().substring(driver.file().lastIndexOf('/') + 1);
    return driver.name().orElse(file.endsWith(".c") ? file.substring(0, file.length() - 2) : file);
  }
}
