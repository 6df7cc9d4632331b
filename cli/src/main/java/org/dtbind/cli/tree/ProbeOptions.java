// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.InputOption;
import org.dtbind.cli.option.TestReportOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.explain.LiveSystem;
import org.dtbind.explain.Probe.Verdict;
import org.dtbind.explain.Probes;

/** The options for tests of nodes and drivers. Picocli fills them in. */
final class ProbeOptions implements ArgumentGroup {

  private final InputOption input;
  private final TestReportOptions report;
  private Optional<Path> compatibles = Optional.empty();

  ProbeOptions(InputOption input) {
    this.input = input;
    this.report =
        new TestReportOptions(
            "devices",
            "not_bound",
            "For each node that should have a device and a driver, test whether it has them. Print "
                + "the results as JUnit XML, and exit with code 5 if any test fails.",
            "nodes",
            input.target());
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(report);
    arguments
        .option("--compatibles")
        .label("FILE")
        .description(
            "With --junit: file with the compatible strings that the kernel's drivers "
                + "support, one per line. The script scripts/dtc/dt-extract-compatibles in the "
                + "kernel's source prints this list.")
        .value(Path.class, value -> compatibles = Optional.of(value));
    arguments.add(report.baseline());
  }

  boolean areGiven() {
    return report.areGiven();
  }

  @Override
  public Optional<String> problem() {
    if (compatibles.isPresent() && !areGiven()) {
      return Optional.of("--compatibles requires --junit");
    }
    return areGiven() && input.tree().isPresent()
        ? Optional.of("--junit tests a running system: omit --tree")
        : Optional.empty();
  }

  /** Writes the report; returns the exit code. */
  int write(Session session, LiveSystem system) throws IOException {
    if (!system.hasTree()) {
      return MissingInput.tree(session);
    }
    Probes probes = Probes.read(system, known(session.inputs()));
    if (probes.all().isEmpty()) {
      return MissingInput.devices(session, "this system's devicetree");
    }
    ProbeOutput output = new ProbeOutput(probes);
    Predicate<String> isNew = report.write(session, output.suite(system.kernel()));
    boolean failed =
        probes.all().stream()
            .filter(probe -> probe.verdict() == Verdict.MISSING)
            .anyMatch(probe -> isNew.test(probe.node().text()));
    return (failed ? ExitStatus.DRIFT : ExitStatus.DONE).code();
  }

  private Set<String> known(InputFiles inputs) throws IOException {
    return compatibles.isEmpty()
        ? Set.of()
        : inputs.read(compatibles.get()).utf8().lines().collect(Collectors.toSet());
  }
}
