// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.Levels;
import org.dtbind.check.TreeCheck;
import org.dtbind.check.UserLines;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.overlay.Overlay;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.report.FindingKey;

/**
 * The findings about a tree by dtc's checks and by the rules of this package, each problem once.
 *
 * @param levels the levels of all findings
 */
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

  /** The rules that say more about what a check finds at the same node and property. */
  private static final Map<Check, Set<VerifyCode>> SAID_BY_RULES =
      Map.of(
          Check.GPIOS_PROPERTY, Set.of(VerifyCode.WRONG_SPECIFIER, VerifyCode.NO_CONTROLLER),
          Check.REG_FORMAT, Set.of(VerifyCode.NO_DEVICE, VerifyCode.REGION_UNREADABLE),
          Check.STATUS_IS_STRING, Set.of(VerifyCode.NO_DEVICE, VerifyCode.STATUS_UNKNOWN),
          Check.I2C_BUS_REG, Set.of(VerifyCode.NO_DEVICE),
          Check.SPI_BUS_REG, Set.of(VerifyCode.NO_DEVICE),
          Check.ALIAS_PATHS, Set.of(VerifyCode.ALIAS_TARGET),
          Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED,
              Set.of(VerifyCode.BUS_ADDRESS_TAKEN, VerifyCode.CHIP_SELECT_TAKEN),
          Check.UNIQUE_UNIT_ADDRESS,
              Set.of(VerifyCode.BUS_ADDRESS_TAKEN, VerifyCode.CHIP_SELECT_TAKEN));

  private static final Set<Check> BUSES =
      Set.of(Check.SIMPLE_BUS_REG, Check.I2C_BUS_REG, Check.SPI_BUS_REG);

  /** Checks of dtc that fail at a node because another check fails there. */
  private static final Map<Check, Set<Check>> FOLLOWS =
      Map.of(
          Check.UNIT_ADDRESS_VS_REG, BUSES,
          Check.REG_FORMAT, Set.of(Check.AVOID_DEFAULT_ADDR_SIZE),
          Check.RANGES_FORMAT, Set.of(Check.AVOID_DEFAULT_ADDR_SIZE));

  /** Checks that count the cells of the parent. */
  private static final Set<Code> OF_PARENT =
      Set.of(
          Check.AVOID_DEFAULT_ADDR_SIZE,
          Check.REG_FORMAT,
          Check.RANGES_FORMAT,
          Check.DMA_RANGES_FORMAT);

  /** What a finding is about, apart from its place. */
  private record About(Code code, Optional<Subject> subject) {

    static About of(Diagnostic problem) {
      return new About(problem.code(), problem.subject());
    }
  }

  /**
   * {@return all findings}
   *
   * @param read the tree with the findings from reading it, which are those of checks for a source
   * @param ofRules the findings of rules, also in dtc's checks
   * @param devices the nodes that these rules checked
   */
  public List<Diagnostic> of(
      Diagnosed<DeviceTree> read, List<Diagnostic> ofRules, List<CheckedDevice> devices) {
    // What is turned off is not the cause of anything that is shown.
    List<Diagnostic> rules =
        ofRules.stream()
            .filter(one -> one.code() instanceof Check || levels.of(one).isPresent())
            .toList();
    DeviceTree tree = read.value().orElseThrow();
    List<Diagnostic> checks = new ArrayList<>(read.diagnostics());
    if (!(tree.origins().of(tree.root().named()) instanceof Origin.Source)) {
      checks.addAll(TreeCheck.asDtc(tree, levels.checks(), false, List.of()));
    }
    // A check that did not run is a consequence of the findings of its prerequisite.
    checks.removeIf(problem -> problem.argument("prerequisite").isPresent() || isOfTarget(problem));
    boolean board = !tree.plugin();
    if (board) {
      checks.addAll(UserLines.ofLists(tree, levels.checks()));
    }
    List<Diagnostic> all = new ArrayList<>();
    Set<FindingKey> said = new HashSet<>();
    Set<About> abouts = abouts(rules);
    for (Diagnostic problem : rules) {
      boolean on =
          !(problem.code() instanceof Check check) || runs(check) && !isSaidMore(problem, abouts);
      if (on && said.add(FindingKey.of(problem))) {
        all.add(problem.as(level(problem, board)));
      }
    }
    for (Diagnostic problem : UserLines.of(tree, checks)) {
      if (!isSaid(problem, abouts) && said.add(FindingKey.of(problem))) {
        all.add(problem);
      }
    }
    return withoutConsequences(causes(new ParentCells(tree).folded(all)), devices);
  }

  /**
   * Removes findings that follow from the reason why a node becomes no device: the nodes below it,
   * the other nodes on a disabled bus, and an address that only the node's name has.
   */
  private static List<Diagnostic> withoutConsequences(
      List<Diagnostic> findings, List<CheckedDevice> devices) {
    Set<NodePath> reported = new HashSet<>();
    for (Diagnostic finding : findings) {
      if (finding.code() == VerifyCode.NO_DEVICE) {
        reported.add(node(finding));
      }
    }
    Map<NodePath, None> reasons = new HashMap<>();
    for (CheckedDevice device : devices) {
      if (!device.declared()
          && reported.contains(device.node())
          && device.population().usual() instanceof None none) {
        reasons.put(device.node(), none);
      }
    }
    Set<None> disabled = new HashSet<>();
    return findings.stream().filter(finding -> !isConsequence(finding, reasons, disabled)).toList();
  }

  private static boolean isConsequence(
      Diagnostic finding, Map<NodePath, None> reasons, Set<None> disabled) {
    NodePath node = node(finding);
    Optional<None> reason = Optional.ofNullable(reasons.get(node));
    if (finding.code() == Check.UNIT_ADDRESS_VS_REG) {
      return reason.filter(none -> Devices.ADDRESSES.contains(none.reason())).isPresent();
    }
    return finding.code() == VerifyCode.NO_DEVICE
        && reason.isPresent()
        && (isOfParent(node, reasons)
            || reason.get().reason() == Reason.DISABLED && !disabled.add(reason.get()));
  }

  private static boolean isOfParent(NodePath node, Map<NodePath, None> reasons) {
    Optional<None> reason = Optional.ofNullable(reasons.get(node));
    return reason.isPresent()
        && Stream.iterate(node.parent(), path -> !path.isRoot(), NodePath::parent)
            .anyMatch(parent -> reason.get().equals(reasons.get(parent)));
  }

  private static NodePath node(Diagnostic finding) {
    return finding.subject().map(Subject::node).orElse(NodePath.ROOT);
  }

  /** Removes findings that have the same cause as another one. */
  private static List<Diagnostic> causes(List<Diagnostic> findings) {
    Set<About> abouts = abouts(findings);
    Set<NodePath> misnamed = new HashSet<>();
    Set<Origin> controllers = new HashSet<>();
    for (Diagnostic finding : findings) {
      if (BUSES.contains(finding.code()) && finding.argument("expected").isPresent()) {
        misnamed.add(node(finding));
      } else if (finding.code() == Check.INTERRUPT_PROVIDER) {
        controllers.add(finding.origin());
      }
    }
    Set<List<Object>> once = new HashSet<>();
    return findings.stream()
        .filter(
            finding ->
                finding.code() instanceof Check check
                    ? once.add(cause(check, finding))
                        && !follows(check, finding, abouts)
                        && !(check == Check.UNIT_ADDRESS_FORMAT && misnamed.contains(node(finding)))
                        && !isOfController(check, finding, controllers)
                    // A hog whose phandle is read as the number of a line.
                    : finding.code() != VerifyCode.LINE_OUT_OF_RANGE
                        || !abouts.contains(new About(VerifyCode.HOG_IGNORED, finding.subject())))
        .toList();
  }

  /** Returns whether the controller of a device is wrong, in the same file, and not the device. */
  private static boolean isOfController(Check check, Diagnostic finding, Set<Origin> controllers) {
    return check == Check.INTERRUPTS_PROPERTY
        && finding.origin() instanceof Origin.Source user
        && finding.notes().stream()
            .anyMatch(
                note ->
                    controllers.contains(note.origin())
                        && note.origin() instanceof Origin.Source controller
                        && controller.file().equals(user.file()));
  }

  /** Returns what findings of a check have in common if they have the same cause. */
  private static List<Object> cause(Check check, Diagnostic finding) {
    NodePath node = node(finding);
    return switch (check) {
      case UNIQUE_UNIT_ADDRESS, UNIQUE_UNIT_ADDRESS_IF_ENABLED ->
          List.of(check, node.parent(), node.name().substring(node.name().lastIndexOf('@') + 1));
      // The parent lacks the cells.
      case AVOID_DEFAULT_ADDR_SIZE -> List.of(check, node.parent());
      default ->
          List.of(check, finding.subject(), finding.position(), finding.message().arguments());
    };
  }

  private static boolean follows(Check check, Diagnostic finding, Set<About> abouts) {
    Optional<Subject> node = Optional.of(Subject.of(node(finding)));
    Optional<Subject> address = Optional.of(Subject.of(node(finding), "reg"));
    return FOLLOWS.getOrDefault(check, Set.of()).stream()
            .anyMatch(
                cause ->
                    abouts.contains(new About(cause, node))
                        || abouts.contains(new About(cause, address)))
        // An address that is wrong is not that of the node's name.
        || check == Check.I2C_BUS_REG
            && finding.subject().equals(node)
            && abouts.contains(new About(check, address));
  }

  private static Set<About> abouts(List<Diagnostic> findings) {
    Set<About> abouts = new HashSet<>();
    findings.forEach(finding -> abouts.add(About.of(finding)));
    return abouts;
  }

  /**
   * Returns whether a check of an overlay's source counts cells that the target of a fragment sets:
   * {@link NodeChecks} runs it on the merged tree, for devices.
   */
  private static boolean isOfTarget(Diagnostic problem) {
    NodePath path = node(problem);
    return OF_PARENT.contains(problem.code())
        && (path.name().equals(Overlay.CONTENT) || path.parent().name().equals(Overlay.CONTENT));
  }

  private boolean runs(Check check) {
    return levels.checks().isError(check) || levels.checks().isWarning(check);
  }

  private Severity level(Diagnostic problem, boolean board) {
    if (board && HARMLESS.contains(problem.code())) {
      return Severity.WARNING;
    }
    return problem.code() instanceof Check check && levels.checks().isError(check)
        ? Severity.ERROR
        : problem.severity();
  }

  private static boolean isSaid(Diagnostic problem, Set<About> rules) {
    return problem.code() instanceof Check && rules.contains(About.of(problem))
        || isSaidMore(problem, rules);
  }

  /** Returns whether a rule says more about what a check finds. */
  private static boolean isSaidMore(Diagnostic problem, Set<About> rules) {
    if (!(problem.code() instanceof Check check)) {
      return false;
    }
    // The check of unit addresses names the other node with the same address.
    Optional<Subject> other = problem.argument("node").flatMap(NodePath::parse).map(Subject::of);
    List<Subject> subjects =
        Stream.concat(problem.subject().stream(), other.stream())
            .flatMap(AllFindings::saidAt)
            .toList();
    return SAID_BY_RULES.getOrDefault(check, Set.of()).stream()
        .anyMatch(
            code ->
                subjects.stream().anyMatch(at -> rules.contains(new About(code, Optional.of(at)))));
  }

  /** Returns where a rule reports what a check finds at a node or property. */
  private static Stream<Subject> saidAt(Subject subject) {
    Subject node = Subject.of(subject.node());
    return Stream.of(subject, subject.equals(node) ? Subject.of(subject.node(), "reg") : node);
  }
}
