// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.check.Check;
import org.dtbind.check.CheckArguments;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.Levels;
import org.dtbind.check.SourcePlaces;
import org.dtbind.check.TreeCheck;
import org.dtbind.check.WrongEntries;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.rpi.Parameters;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** The findings about a tree by dtc's checks and by the rules of dtbind, each problem once. */
public record AllFindings(Levels levels) {

  /**
   * dtc's default levels, except that nodes may have the same unit address if only one of them is
   * enabled.
   */
  public static final CheckLevels LEVELS =
      CheckLevels.DEFAULT
          .with(false, "no-" + Check.UNIQUE_UNIT_ADDRESS.id())
          .flatMap(levels -> levels.with(false, Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED.id()))
          .orElse(CheckLevels.DEFAULT);

  /** Rules about resources without which a board works, and which vendors' boards share. */
  private static final Set<Code> HARMLESS =
      Set.of(VerifyCode.LINE_NAME_TWICE, VerifyCode.MEMORY_OVERLAPS);

  /** Checks that count the cells of the parent. */
  private static final Set<Code> OF_PARENT =
      Set.of(
          Check.AVOID_DEFAULT_ADDR_SIZE,
          Check.REG_FORMAT,
          Check.RANGES_FORMAT,
          Check.DMA_RANGES_FORMAT);

  /**
   * {@return all findings about a board or an overlay}
   *
   * @param read the tree with the findings from reading it, which are those of checks for a source
   * @param ofRules the findings of rules, also in dtc's checks
   */
  public List<Diagnostic> of(
      Diagnosed<DeviceTree> read, List<Diagnostic> ofRules, List<CheckedDevice> devices) {
    return of(List.of(read), ofRules, devices);
  }

  /**
   * {@return all findings about a board, or about overlays that are used together}
   *
   * @param read the trees with the findings from reading them
   * @param ofRules the findings of rules, also in dtc's checks
   */
  public List<Diagnostic> of(
      List<Diagnosed<DeviceTree>> read, List<Diagnostic> ofRules, List<CheckedDevice> devices) {
    boolean board = read.stream().noneMatch(one -> one.value().orElseThrow().plugin());
    // What is turned off is not the cause of anything that is shown.
    List<Diagnostic> rules =
        ofRules.stream()
            .filter(this::isOn)
            .map(diagnostic -> diagnostic.as(level(diagnostic, board)))
            .toList();
    List<Diagnostic> checks =
        read.stream()
            .flatMap(one -> SourcePlaces.of(one.value().orElseThrow(), checks(one, board)).stream())
            .toList();
    List<Diagnostic> all = Consequences.removedFrom(rules, checks, devices);
    for (Diagnosed<DeviceTree> one : read) {
      all = new ParentCells(one.value().orElseThrow()).folded(all);
    }
    return all;
  }

  private List<Diagnostic> checks(Diagnosed<DeviceTree> read, boolean board) {
    DeviceTree tree = read.value().orElseThrow();
    List<Diagnostic> checks = new ArrayList<>(read.diagnostics());
    if (!(tree.origins().of(tree.root().named()) instanceof Origin.Source)) {
      checks.addAll(TreeCheck.asDtc(tree, levels.checks(), false, List.of()));
    }
    // A check that did not run is a consequence of the findings of its prerequisite.
    checks.removeIf(TreeCheck::isOfPrerequisite);
    if (board) {
      checks.addAll(WrongEntries.of(tree, levels.checks()));
    } else {
      checks.removeIf(problem -> NodeChecks.replaces(problem.code()) || isOfTarget(problem));
    }
    checks.removeIf(AllFindings::isMistaken);
    if (isDecompiled(tree)) {
      checks.removeIf(TreeCheck::isOfNumber);
    }
    return checks;
  }

  /** Returns whether a source has numbers in place of all references, as source from a blob has. */
  static boolean isDecompiled(DeviceTree tree) {
    boolean[] numbered = {false};
    boolean[] refers = {false};
    tree.forEach(
        (path, node) ->
            node.properties()
                .forEach(
                    property -> {
                      numbered[0] |= DtNode.isPhandle(property.name()) && property.span().isKnown();
                      refers[0] |= !property.value().references().isEmpty();
                    }));
    return numbered[0] && !refers[0];
  }

  /**
   * Returns whether a check of an overlay's source takes the node of a fragment for its target: it
   * counts cells that the target sets ({@link NodeChecks} runs it on the merged tree, for devices),
   * asks for a {@code reg} of a fragment that a parameter turns on, or for the root above /chosen.
   */
  private static boolean isOfTarget(Diagnostic problem) {
    NodePath path = Consequences.node(problem);
    boolean isInTarget = path.parent().name().equals(Overlay.CONTENT);
    return OF_PARENT.contains(problem.code()) && (path.name().equals(Overlay.CONTENT) || isInTarget)
        || problem.code() == Check.CHOSEN_NODE_IS_ROOT && isInTarget
        || problem.code() == Check.UNIT_ADDRESS_VS_REG && path.parent().isRoot();
  }

  /**
   * Returns whether a check takes a property for another one, because of its name: a parameter of
   * the Raspberry Pi, or the number of lines.
   */
  private static boolean isMistaken(Diagnostic problem) {
    NodePath parameters = NodePath.ROOT.child(Parameters.OVERRIDES);
    return problem.code() instanceof Check check
        && (Consequences.node(problem).equals(parameters)
            || check == Check.GPIOS_PROPERTY
                && problem
                    .argument(CheckArguments.REFERRER)
                    .or(() -> problem.subject().flatMap(Subject::property))
                    .filter(property -> !LineUses.asksForLines(property))
                    .isPresent());
  }

  private boolean isOn(Diagnostic problem) {
    return problem.code() instanceof Check check
        ? levels.checks().isError(check) || levels.checks().isWarning(check)
        : levels.of(problem).isPresent();
  }

  private Severity level(Diagnostic problem, boolean board) {
    if (board && HARMLESS.contains(problem.code())) {
      return Severity.WARNING;
    }
    return problem.code() instanceof Check check && levels.checks().isError(check)
        ? Severity.ERROR
        : problem.severity();
  }
}
