// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.DefaultBuses;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.linux.Populations;
import org.dtbind.overlay.verify.devices.CheckedDevice.Verdict;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/** Checks that nodes that overlays add become devices, if they should be devices. */
public record Devices(Stack stack) {

  /** Reasons that are always mistakes. Other reasons may be intended. */
  private static final Set<Reason> MISTAKES =
      Set.of(
          Reason.NAME_TAKEN,
          Reason.NAME_OF_FILE,
          Reason.NO_ADDRESS,
          Reason.NO_BUS_ADDRESS,
          Reason.NO_CHIP_SELECT,
          Reason.TOO_LATE,
          Reason.ADDRESS_TAKEN);

  /** Reasons that lie in {@code reg}. */
  public static final Set<Reason> ADDRESSES = Set.of(Reason.NO_BUS_ADDRESS, Reason.NO_CHIP_SELECT);

  /**
   * Nodes whose children firmware or bootloaders read: {@code options} is in dt-schema's
   * options.yaml.
   */
  private static final Set<String> FOR_FIRMWARE = Set.of("firmware", "options");

  /**
   * Nodes of graphs. The controller of a bus has some if its driver uses it for sound instead
   * (drivers/spi/spi-sh-msiof.c).
   */
  private static final Set<String> PORTS = Set.of("port", "ports");

  /**
   * Returns all checked nodes, in the order of the tree, with diagnostics about those that do not
   * become devices, and about their chip selects and {@code status}.
   */
  public Diagnosed<Map<NodePath, CheckedDevice>> check() {
    Map<NodePath, CheckedDevice> devices = new LinkedHashMap<>();
    List<Diagnostic> problems = new ArrayList<>(new SpiDevices(stack).problems());
    stack
        .merged()
        .nodes()
        .forEach(
            (path, node) -> {
              if (isNameless(path)) {
                CheckedDevice device = check(path, node, false);
                problems.add(problem(device, node.named()).as(Severity.WARNING));
              } else if (!path.isRoot() && isFromOverlay(path, node)) {
                CheckedDevice device = check(path, node, false);
                devices.put(path, device);
                if (device.verdict() == Verdict.NO && isMistake(path, node)) {
                  Diagnostic problem = problem(device, place(device, node));
                  problems.add(
                      isLeftDisabled(path) || isReadByOthers(path)
                          ? problem.as(Severity.WARNING)
                          : problem);
                }
              }
            });
    problems.addAll(new Statuses(stack).problems(devices.values()));
    return Diagnosed.of(devices, problems);
  }

  /** Returns whether overlays add or enable a node that lacks what all devices of its bus have. */
  private boolean isNameless(NodePath path) {
    return !path.isRoot()
        && stack.isAddedOrEnabled(path)
        && !PORTS.contains(DtNode.baseName(path.name()))
        && Populations.at(stack.populations(), path).usual() instanceof None none
        && none.reason() == Reason.NO_MODALIAS
        && none.cause().equals(path);
  }

  private boolean isFromOverlay(NodePath path, DtNode node) {
    Optional<DtProperty> compatible = node.property("compatible");
    boolean isNew = stack.base().at(path).isEmpty();
    Optional<DtProperty> status = node.property("status");
    return compatible.isPresent()
        && stack.isChanged(path)
        && (isNew
            || stack.isWritten(path, compatible.get())
            || status.filter(written -> stack.isWritten(path, written)).isPresent());
  }

  CheckedDevice check(NodePath path, DtNode node, boolean declared) {
    Population population = Populations.at(stack.populations(), path);
    Verdict verdict =
        !node.isAvailable()
            ? Verdict.OFF
            : population.usual() instanceof Population.None
                ? Verdict.NO
                : population instanceof Population.Device ? Verdict.YES : Verdict.DEPENDS;
    return new CheckedDevice(path, declared, verdict, population);
  }

  /** Returns whether a node that does not become a device should become one. */
  private boolean isMistake(NodePath path, DtNode node) {
    if (!(Populations.at(stack.populations(), path).usual() instanceof None none)) {
      return false;
    }
    return switch (none.reason()) {
      case DISABLED ->
          !none.cause().equals(path)
              && (isLeftDisabled(path) || !stack.isWhole() && !isSwitchedOff(none.cause()));
      case BELOW_PLAIN_NODE -> !isData(path, node) && isPlain(none.cause());
      default -> MISTAKES.contains(none.reason());
    };
  }

  /**
   * Returns whether a board's own file describes the node, but leaves a node above it disabled as
   * an included file has it.
   */
  private boolean isLeftDisabled(NodePath path) {
    return stack.isWhole()
        && stack.isOwn(path)
        && Populations.at(stack.populations(), path).usual() instanceof None none
        && none.reason() == Reason.DISABLED
        && !stack.isOwn(stack.place(none.cause(), "status"));
  }

  /**
   * Returns whether a driver that another node names may read the node, or the one above it that is
   * no bus.
   */
  private boolean isReadByOthers(NodePath path) {
    return Populations.at(stack.populations(), path).usual() instanceof None none
        && none.reason() == Reason.BELOW_PLAIN_NODE
        && (stack.merged().isReadByOthers(path) || stack.merged().isReadByOthers(none.cause()));
  }

  /** Returns whether overlays disable the node, which intentionally disables all nodes below it. */
  private boolean isSwitchedOff(NodePath path) {
    return stack
        .merged()
        .at(path)
        .flatMap(node -> node.property("status"))
        .filter(status -> stack.isWritten(path, status))
        .isPresent();
  }

  /**
   * Returns whether the node is data for other drivers, although it has a {@code compatible}: for
   * example, clocks and idle states.
   */
  private static boolean isData(NodePath path, DtNode node) {
    return node.property("#clock-cells").isPresent()
        || node.property("interrupt-controller").isPresent()
        // Some clock drivers search for nodes such as fixed-rate-clocks/xxti by their 'compatible'.
        // These nodes need not have #clock-cells, and Linux has no list of them, so only the usual
        // name of their parent identifies them.
        || path.parent().name().contains("clocks")
        || path.text().startsWith("/cpus/")
        // drivers/soc/fsl/qe/qe_common.c, cpm_muram_init(), searches for it.
        || node.compatible().contains("fsl,cpm-muram-data")
        || node.compatible().stream().anyMatch(name -> name.endsWith("idle-state"));
  }

  /**
   * Returns whether no code creates devices below a node. PowerPC code does so for some values of
   * {@code device_type}, drivers for children of their nodes, and firmware drivers below {@code
   * firmware}. Linux leaves the children of {@code options} to bootloaders.
   */
  private boolean isPlain(NodePath plain) {
    boolean typed =
        stack.merged().at(plain).filter(n -> n.property("device_type").isPresent()).isPresent();
    if (typed || plain.names().stream().anyMatch(FOR_FIRMWARE::contains)) {
      return false;
    }
    for (NodePath at = plain.parent(); !at.isRoot(); at = at.parent()) {
      if (!DefaultBuses.contains(stack.merged().at(at).orElseThrow())) {
        return false;
      }
    }
    return true;
  }

  private Span place(CheckedDevice device, DtNode node) {
    NodePath path = device.node();
    if (device.population().usual() instanceof None none && ADDRESSES.contains(none.reason())) {
      return stack.place(path, "reg");
    }
    boolean isNew = stack.base().at(path).isEmpty();
    if (isNew) {
      return node.named();
    }
    List<Span> written = new ArrayList<>();
    for (String name : List.of("status", "compatible")) {
      node.property(name)
          .filter(p -> stack.isWritten(path, p))
          .ifPresent(p -> written.add(p.span()));
    }
    return written.isEmpty() ? node.named() : written.get(0);
  }

  /** Returns a diagnostic that a node does not become a device, with the node that causes this. */
  Diagnostic problem(CheckedDevice device, Span place) {
    return about(
        device,
        stack.error(
            VerifyCode.NO_DEVICE,
            place,
            Subject.of(device.node()),
            Message.of(
                "Linux creates no device for this node: {reason}",
                device.population().usual().text())));
  }

  /** Returns the number in a {@code reg} that is a string, as source writes it. */
  private static Optional<String> quoted(DtNode node) {
    return node.value("reg")
        .flatMap(PropertyValue::string)
        .map(text -> text.equals(node.unitAddress()) ? "0x" + text : text)
        .filter(text -> text.matches("0x[0-9a-fA-F]{1,8}"));
  }

  /** Adds the place of the cause to a diagnostic about a node that does not become a device. */
  Diagnostic about(CheckedDevice device, Diagnostic problem) {
    if (!(device.population().usual() instanceof None none)
        || stack.merged().at(none.cause()).isEmpty()) {
      return problem;
    }
    Span cause =
        none.reason() == Reason.DISABLED
            ? stack.place(none.cause(), "status")
            : stack.place(none.cause());
    Diagnostic explained =
        switch (none.reason()) {
          case DISABLED -> problem.note("disabled at", stack.merged().origin(cause));
          // The problem is already at the node.
          case NO_BUS_ADDRESS, NO_MODALIAS, TOO_LATE -> problem;
          case NO_CHIP_SELECT -> {
            NodePath controller = device.node().parent();
            yield problem.note(
                controller + " is at", stack.merged().origin(stack.place(controller)));
          }
          default -> problem.note(none.cause() + " is at", stack.merged().origin(cause));
        };
    if (ADDRESSES.contains(none.reason())) {
      Optional<String> number = stack.merged().at(device.node()).flatMap(Devices::quoted);
      if (number.isPresent()) {
        return explained.help(
            "write the number without quotes: reg = <%s>".formatted(number.get()));
      }
    }
    return switch (none.reason()) {
      case DISABLED -> explained.help("set status = \"okay\" in " + stack.name(none.cause()));
      // Only a declaration can be about a node without the property.
      case NO_COMPATIBLE ->
          explained.help(
              "declare 'compatible' for the node, for example compatible: \"vendor,device\"");
      default -> none.remedy(device.node()).map(explained::help).orElse(explained);
    };
  }
}
