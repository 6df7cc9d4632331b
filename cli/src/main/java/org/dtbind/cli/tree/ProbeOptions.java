// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.BaselineOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.explain.LiveSystem;
import org.dtbind.explain.Probe;
import org.dtbind.explain.Probe.Verdict;
import org.dtbind.explain.Probes;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.FindingKey;

/** The options for tests of nodes and drivers. Picocli fills them in. */
final class ProbeOptions implements ArgumentGroup {

  /** The name in a baseline of what was tested, where that of a check has a file. */
  private static final String DEVICES = "devices";

  private static final String FAILURE = "not_bound";

  private boolean ktap;
  private boolean junit;
  private Optional<Path> compatibles = Optional.empty();

  private final BaselineOptions baseline =
      new BaselineOptions(
          "With --ktap or --junit: report the nodes in FILE as known failures, which do not affect the "
              + "exit code.",
          "failures");

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--ktap")
        .description(
            "For each node that should have a device and a driver, test whether it has them. Print "
                + "the results in KTAP, the format of the kernel's own tests, and exit with code 5 if "
                + "any test fails.")
        .flag(value -> ktap = value);
    arguments
        .option("--junit")
        .description("Like --ktap, but print the results as JUnit XML.")
        .flag(value -> junit = value);
    arguments
        .option("--compatibles")
        .label("FILE")
        .description(
            "With --ktap or --junit: file with the compatible strings that the kernel's drivers "
                + "support, one per line. The script scripts/dtc/dt-extract-compatibles in the "
                + "kernel's source prints this list.")
        .value(Path.class, value -> compatibles = Optional.of(value));
    arguments.add(baseline);
  }

  boolean areGiven() {
    return ktap || junit || compatibles.isPresent() || baseline.areGiven();
  }

  /** {@return the reason why the options are invalid; empty if they are valid} */
  Optional<String> problem(boolean tree, boolean formatted, boolean pattern) {
    if (!areGiven()) {
      return Optional.empty();
    }
    if (ktap == junit) {
      return Optional.of(
          ktap
              ? "specify either --ktap or --junit, not both"
              : compatibles.isPresent()
                  ? "--compatibles requires --ktap or --junit"
                  : BaselineOptions.withoutReport());
    }
    if (baseline.isStandard()) {
      return Optional.of("standard output is for the report: specify a file for --write-baseline");
    }
    if (tree) {
      return Optional.of("--ktap and --junit test a running system: omit --tree");
    }
    if (formatted) {
      return Optional.of("--ktap and --junit have their own formats: omit --format");
    }
    return pattern
        ? Optional.of("--ktap and --junit test all nodes: omit PATTERN")
        : Optional.empty();
  }

  /** Writes the report; returns the exit code. */
  int write(Session session, LiveSystem system) throws IOException {
    Probes probes = Probes.read(system, known(session));
    if (probes.all().isEmpty()) {
      return session.failWithoutTree();
    }
    Optional<Baseline> known = baseline.read(session);
    if (known.isEmpty()) {
      return session.fail(ExitStatus.INPUT, baseline.unread());
    }
    Map<NodePath, String> failures = new HashMap<>();
    Baseline found = Baseline.empty();
    boolean failed = false;
    for (Probe probe : probes.all()) {
      if (probe.verdict() == Verdict.MISSING) {
        FindingKey key = new FindingKey(probe.node().text(), FAILURE, "", "");
        found.add(DEVICES, key);
        failed |= baseline.isNew(DEVICES, key);
        known
            .get()
            .entry(DEVICES, key)
            .ifPresent(entry -> failures.put(probe.node(), BaselineOptions.knownFailure(entry)));
      }
    }
    ProbeOutput output = new ProbeOutput(probes, failures);
    PrintStream out = session.out();
    out.write(
        (ktap ? output.ktap() : output.junit(system.kernel())).getBytes(StandardCharsets.UTF_8));
    out.flush();
    baseline.report(session, found, Set.of(DEVICES), key -> true);
    baseline.write(session, found, Set.of(DEVICES));
    return (failed ? ExitStatus.DRIFT : ExitStatus.DONE).code();
  }

  private Set<String> known(Session session) throws IOException {
    return compatibles.isEmpty()
        ? Set.of()
        : session.inputs().read(compatibles.get()).utf8().lines().collect(Collectors.toSet());
  }
}
