// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.TreeCheck;
import org.dtbind.check.UserLines;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;

/**
 * The findings about a tree by dtc's checks and by the rules of this package, each problem once.
 *
 * @param levels the levels of dtc's checks
 */
public record AllFindings(CheckLevels levels) {

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
          Check.REG_FORMAT, Set.of(VerifyCode.NO_DEVICE),
          Check.I2C_BUS_REG, Set.of(VerifyCode.NO_DEVICE),
          Check.SPI_BUS_REG, Set.of(VerifyCode.NO_DEVICE),
          Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED,
              Set.of(VerifyCode.BUS_ADDRESS_TAKEN, VerifyCode.CHIP_SELECT_TAKEN),
          Check.UNIQUE_UNIT_ADDRESS,
              Set.of(VerifyCode.BUS_ADDRESS_TAKEN, VerifyCode.CHIP_SELECT_TAKEN));

  private static final Set<Code> SAME_UNIT =
      Set.of(Check.UNIQUE_UNIT_ADDRESS, Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED);

  /** What a finding is about, apart from its place. */
  private record About(Code code, String subject) {}

  private record Equal(About about, Object message) {

    static Equal of(Diagnostic problem) {
      return new Equal(AllFindings.about(problem), problem.message());
    }
  }

  /**
   * {@return all findings}
   *
   * @param read the tree with the findings from reading it, which are those of checks for a source
   * @param rules the findings of rules, also in dtc's checks
   */
  public List<Diagnostic> of(Diagnosed<DeviceTree> read, List<Diagnostic> rules) {
    DeviceTree tree = read.value().orElseThrow();
    List<Diagnostic> checks = new ArrayList<>(read.diagnostics());
    if (!(tree.origins().of(tree.root().named()) instanceof Origin.Source)) {
      checks.addAll(TreeCheck.asDtc(tree, levels, false, List.of()));
    }
    // A check that did not run is a consequence of the findings of its prerequisite.
    checks.removeIf(problem -> problem.argument("prerequisite").isPresent());
    boolean board = !tree.plugin();
    if (board) {
      checks.addAll(UserLines.ofLists(tree, levels));
    }
    List<Diagnostic> all = new ArrayList<>();
    Set<Equal> said = new HashSet<>();
    for (Diagnostic problem : rules) {
      boolean on = !(problem.code() instanceof Check check) || runs(check);
      if (on && said.add(Equal.of(problem))) {
        all.add(problem.as(level(problem, board)));
      }
    }
    Set<About> ofRules = new HashSet<>();
    rules.forEach(problem -> ofRules.add(about(problem)));
    for (Diagnostic problem : once(UserLines.of(tree, checks))) {
      if (!isSaid(problem, ofRules) && said.add(Equal.of(problem))) {
        all.add(problem);
      }
    }
    return List.copyOf(all);
  }

  /** Removes all but one of the findings about nodes with the same unit address. */
  private static List<Diagnostic> once(List<Diagnostic> findings) {
    Set<About> units = new HashSet<>();
    return findings.stream()
        .filter(
            one ->
                !SAME_UNIT.contains(one.code())
                    || units.add(new About(one.code(), unit(one.subject().orElse("")))))
        .toList();
  }

  /** Returns the path of a node's parent, and the unit address of the node. */
  private static String unit(String node) {
    return node.substring(0, node.lastIndexOf('/') + 1) + node.substring(node.lastIndexOf('@') + 1);
  }

  private boolean runs(Check check) {
    return levels.isError(check) || levels.isWarning(check);
  }

  private Severity level(Diagnostic problem, boolean board) {
    if (board && HARMLESS.contains(problem.code())) {
      return Severity.WARNING;
    }
    return problem.code() instanceof Check check && levels.isError(check)
        ? Severity.ERROR
        : problem.severity();
  }

  private static About about(Diagnostic problem) {
    return new About(problem.code(), problem.subject().orElse(""));
  }

  private static boolean isSaid(Diagnostic problem, Set<About> rules) {
    if (!(problem.code() instanceof Check check)) {
      return false;
    }
    // The check of unit addresses names the other node with the same address.
    List<String> nodes =
        Stream.of(problem.subject(), problem.argument("node"))
            .flatMap(Optional::stream)
            .flatMap(subject -> Stream.of(subject, subject + ":reg", withoutProperty(subject)))
            .toList();
    return SAID_BY_RULES.getOrDefault(check, Set.of()).stream()
        .anyMatch(code -> nodes.stream().anyMatch(node -> rules.contains(new About(code, node))));
  }

  private static String withoutProperty(String subject) {
    int colon = subject.indexOf(':', subject.lastIndexOf('/') + 1);
    return colon < 0 ? subject : subject.substring(0, colon);
  }
}
