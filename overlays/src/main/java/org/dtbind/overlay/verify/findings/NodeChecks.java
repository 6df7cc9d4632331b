// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.findings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.PhandleLists;
import org.dtbind.check.SourcePlaces;
import org.dtbind.check.TreeCheck;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.validate.report.FindingKey;

/**
 * Runs those checks of source on the merged tree that depend on the parents of nodes, or on the
 * nodes that others refer to, because the source of an overlay does not contain all of them.
 */
public record NodeChecks(Stack stack) {

  private static final Set<Check> ADDRESSES =
      Set.of(
          Check.REG_FORMAT,
          Check.RANGES_FORMAT,
          Check.DMA_RANGES_FORMAT,
          Check.AVOID_DEFAULT_ADDR_SIZE,
          Check.I2C_BUS_REG,
          Check.SPI_BUS_REG);

  /** The checks of nodes that others refer to; {@code LineLists} checks lists of lines. */
  private static final Set<Check> REFERENCES = references();

  private static Set<Check> references() {
    Set<Check> checks = EnumSet.of(Check.INTERRUPTS_PROPERTY, Check.INTERRUPTS_EXTENDED_PROPERTY);
    checks.addAll(PhandleLists.checks());
    return checks;
  }

  /** Returns whether the merged tree is checked, so that a check of an overlay's source is not. */
  static boolean replaces(Code check) {
    return check == Check.GPIOS_PROPERTY
        || check == Check.I2C_BUS_REG
        || check == Check.SPI_BUS_REG
        || REFERENCES.contains(check);
  }

  /**
   * Returns problems that overlays add to those of the base, and at most one address per node.
   *
   * @param ofDevices the problems of devices, one of which may be the address of its node
   */
  public List<Diagnostic> problems(List<Diagnostic> ofDevices) {
    List<Diagnostic> problems = new ArrayList<>();
    Set<FindingKey> known = new HashSet<>(stack.checkedBase().checks());
    Set<NodePath> nodes = new HashSet<>();
    for (Diagnostic problem : ofDevices) {
      if (problem.code() == VerifyCode.NO_DEVICE) {
        problem.subject().map(Subject::node).ifPresent(nodes::add);
      }
    }
    for (Diagnostic problem : problems(stack.merged().tree())) {
      NodePath path = problem.subject().map(Subject::node).orElse(NodePath.ROOT);
      boolean wanted =
          REFERENCES.contains(problem.code())
              ? path.mayDescribeHardware()
              : isDevice(path) && nodes.add(path);
      if (wanted && known.add(FindingKey.of(problem))) {
        problems.add(helped(problem));
      }
    }
    return problems;
  }

  /** Returns the keys of what the checks find in a base. */
  public static Set<FindingKey> keys(DeviceTree base) {
    return problems(base).stream().map(FindingKey::of).collect(Collectors.toUnmodifiableSet());
  }

  /** Nodes without a {@code compatible} are data for the drivers of other nodes. */
  private boolean isDevice(NodePath path) {
    return stack.merged().at(path).filter(n -> n.property("compatible").isPresent()).isPresent();
  }

  private static List<Diagnostic> problems(DeviceTree tree) {
    Set<Check> checks = new HashSet<>(ADDRESSES);
    checks.addAll(REFERENCES);
    List<Diagnostic> problems =
        new ArrayList<>(TreeCheck.asDtc(tree, CheckLevels.warnings(checks), true, List.of()));
    // Checks that cannot run because others fail are reported without a subject.
    problems.removeIf(problem -> !checks.contains(problem.code()) || problem.subject().isEmpty());
    if (AllFindings.isDecompiled(tree)) {
      problems.removeIf(TreeCheck::isOfNumber);
    }
    return SourcePlaces.of(tree, problems);
  }

  private Diagnostic helped(Diagnostic problem) {
    boolean unit = problem.code() == Check.I2C_BUS_REG || problem.code() == Check.SPI_BUS_REG;
    return unit && TreeCheck.isOfUnitAddress(problem)
        ? problem.help(
            address(problem.subject().map(Subject::node).orElse(NodePath.ROOT))
                .orElse(
                    "the part of the name after '@' is 'reg' as a hexadecimal number without 0x"))
        : problem;
  }

  /** Returns advice to write the address of the name, if that in {@code reg} is a slip. */
  private Optional<String> address(NodePath path) {
    DtNode node = stack.merged().at(path).orElseThrow();
    DtNode bus = stack.merged().at(path.parent()).orElseThrow();
    Optional<Integer> reg = node.value("reg").flatMap(PropertyValue::firstCell);
    if (reg.isEmpty() || !node.unitAddress().matches("[0-9a-f]{1,7}")) {
      return Optional.empty();
    }
    String written = "reg = <0x%s>".formatted(node.unitAddress());
    if (node.unitAddress().equals(Integer.toUnsignedString(reg.get()))) {
      return Optional.of(
          "write %s: %s without 0x is a decimal number".formatted(written, node.unitAddress()));
    }
    return holder(bus, node, reg.get())
        .filter(other -> holder(bus, node, Integer.parseInt(node.unitAddress(), 16)).isEmpty())
        .map(
            other ->
                "write %s, as in the name: %s has the address 0x%02x"
                    .formatted(written, other, reg.get()));
  }

  /** Returns the name of another node on a bus that has an address. */
  private static Optional<String> holder(DtNode bus, DtNode node, int address) {
    return bus.children().stream()
        .filter(child -> !child.name().equals(node.name()))
        .filter(
            child ->
                child.value("reg").flatMap(PropertyValue::firstCell).equals(Optional.of(address)))
        .map(DtNode::name)
        .findFirst();
  }
}
