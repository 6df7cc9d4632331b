// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Wording;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;

/**
 * Runs checks, each after its prerequisites. A check does not run if a prerequisite fails or is
 * disabled, which is reported.
 */
public final class TreeCheck {

  /**
   * The checks that can run although a prerequisite failed. dtbind reports all errors in one run;
   * dtc reports these in a later run.
   */
  private static final Set<Check> ANYWAY =
      Set.of(
          Check.NODE_NAME_FORMAT,
          Check.NODE_NAME_NOT_EMPTY,
          Check.PHANDLE_REFERENCES,
          Check.PATH_REFERENCES);

  private static final Wording FAILED_PREREQUISITE =
      Wording.of("Failed prerequisite '{prerequisite}'");

  /** The extent of the diagnostics. */
  private enum Manner {
    /** All errors or, if there are none, all warnings. */
    ALL,
    /** For a tree from source: the diagnostics of dtc, which stops at the first error. */
    DTC,
    /** As {@code DTC}, for a tree that is not from source, whose phandles are not checked yet. */
    DTC_ALL
  }

  private enum Status {
    PASSED,
    FAILED,
    NOT_RUN
  }

  private final CheckLevels levels;
  private final Manner manner;
  private final CheckedTree tree;
  private final Origins origins;
  private final Map<Check, List<Diagnostic>> known = new EnumMap<>(Check.class);
  private final List<Diagnostic> others = new ArrayList<>();
  private final Map<Check, Status> statuses = new EnumMap<>(Check.class);
  private final List<Diagnostic> findings = new ArrayList<>();

  private TreeCheck(DeviceTree tree, CheckLevels levels, Manner manner, List<Diagnostic> before) {
    this.levels = levels;
    this.manner = manner;
    this.tree = new CheckedTree(tree);
    this.origins = tree.origins();
    for (Diagnostic diagnostic : before) {
      if (diagnostic.code() instanceof Check check) {
        known.computeIfAbsent(check, c -> new ArrayList<>()).add(diagnostic);
      } else {
        others.add(diagnostic);
      }
    }
  }

  /**
   * {@return the tree of a source with all diagnostics}
   *
   * @param built the result of the tree builder; those of a check count as its results
   * @param levels the levels of the checks
   */
  public static Diagnosed<DeviceTree> run(Diagnosed<DeviceTree> built, CheckLevels levels) {
    if (built.value().isEmpty()) {
      return built;
    }
    TreeCheck check = new TreeCheck(built.value().get(), levels, Manner.ALL, built.diagnostics());
    check.runAll();
    return new Diagnosed<>(built.value(), check.all());
  }

  /**
   * {@return the diagnostics that dtc reports for a tree, up to the first check that fails with an
   * error, in the order of the checks}
   *
   * @param tree a tree from a source, a blob or a directory
   * @param levels the levels of the checks
   * @param fromSource whether the tree is from a source
   * @param known the diagnostics of the tree builder; those of a check count as its results
   */
  public static List<Diagnostic> asDtc(
      DeviceTree tree, CheckLevels levels, boolean fromSource, List<Diagnostic> known) {
    TreeCheck check = new TreeCheck(tree, levels, fromSource ? Manner.DTC : Manner.DTC_ALL, known);
    boolean error = false;
    for (Check each : Check.values()) {
      if (levels.runs(each) && !error) {
        error = check.run(each);
      }
    }
    return check.findings;
  }

  /**
   * {@return whether a check did not run, because one that must pass before it did not}
   *
   * @param problem a problem
   */
  public static boolean isOfPrerequisite(Diagnostic problem) {
    return problem.message().is(FAILED_PREREQUISITE);
  }

  /**
   * {@return whether a check found a number in source where it expects a reference}
   *
   * @param problem a problem
   */
  public static boolean isOfNumber(Diagnostic problem) {
    return problem.message().is(ProviderChecks.NO_REFERENCE);
  }

  /**
   * {@return whether the check of a bus found another unit address than the one in {@code reg}}
   *
   * @param problem a problem
   */
  public static boolean isOfUnitAddress(Diagnostic problem) {
    return BusChecks.isWrongUnit(problem.message());
  }

  private List<Diagnostic> all() {
    List<Diagnostic> all = new ArrayList<>(others);
    all.addAll(findings);
    return all;
  }

  /** Runs the checks in dtc's order. Warnings are reported only if there are no errors. */
  private void runAll() {
    boolean error = Diagnostic.anyError(others);
    for (Check each : Check.values()) {
      // Other checks use the cell counts that this one stores, without having it as a prerequisite.
      boolean wanted = levels.isError(each) || !error || each == Check.ADDR_SIZE_CELLS;
      if (wanted && levels.runs(each)) {
        error |= run(each);
      }
    }
    if (error) {
      findings.removeIf(d -> d.severity() != Severity.ERROR || isOfPrerequisite(d));
    }
  }

  /** Runs a check and its prerequisites. Returns whether any of them failed with an error. */
  private boolean run(Check check) {
    boolean error = false;
    if (!statuses.containsKey(check)) {
      boolean ready = true;
      for (Check needed : check.prerequisites()) {
        if (manner == Manner.ALL || !error) {
          error |= run(needed);
        }
        if (statuses.get(needed) != Status.PASSED) {
          ready = false;
          report(check, Message.of(FAILED_PREREQUISITE, needed.id()));
        }
      }
      boolean anyway = manner == Manner.ALL && levels.isError(check) && ANYWAY.contains(check);
      statuses.put(check, ready || anyway ? look(check) : Status.NOT_RUN);
    }
    return error || statuses.get(check) != Status.PASSED && levels.isError(check);
  }

  private void report(Check check, Message message) {
    boolean error = levels.isError(check);
    if (error || levels.isWarning(check)) {
      Origin place = origins.of(Span.NONE);
      findings.add(
          error
              ? Diagnostic.error(check, place, message)
              : Diagnostic.warning(check, place, message));
    }
  }

  private Status look(Check check) {
    CheckRun run =
        new CheckRun(tree, origins, check, levels.isError(check) && manner == Manner.ALL);
    switch (check.family()) {
      case NAMES -> NameChecks.run(check, run);
      case STRING, STRINGS, CELL -> TypeChecks.run(check, run);
      case BUILDER -> {
        // For a tree from source, the tree builder has reported these problems.
        if (manner == Manner.DTC_ALL) {
          PhandleChecks.run(check, run);
        }
      }
      case ADDRESSES -> AddressChecks.run(check, run);
      case BUSES -> BusChecks.run(check, run);
      case PROVIDERS -> ProviderChecks.run(check, run);
      case INTERRUPTS -> InterruptChecks.run(check, run);
      case GRAPH -> GraphChecks.run(check, run);
      case SPECIAL -> SpecialNodeChecks.run(check, run);
    }
    List<Diagnostic> found = new ArrayList<>();
    Severity severity = levels.isError(check) ? Severity.ERROR : Severity.WARNING;
    run.found().forEach(d -> found.add(d.as(severity)));
    known.getOrDefault(check, List.of()).forEach(d -> found.add(d.as(severity)));
    if (levels.runs(check)) {
      findings.addAll(found);
    }
    return found.isEmpty() ? Status.PASSED : Status.FAILED;
  }
}
