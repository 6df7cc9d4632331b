// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.device.KernelModules;
import org.dtbind.explain.Probe;
import org.dtbind.explain.Probe.Verdict;
import org.dtbind.explain.Probes;
import org.dtbind.kernel.Kernel;
import org.dtbind.picture.JUnit;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;

/**
 * Formats the results as a test report. The test names are those of the kernel's selftests.
 *
 * @param known the known failures, with their reasons, which may be empty
 */
record ProbeOutput(Probes probes, Map<NodePath, String> known) {

  ProbeOutput {
    known = Map.copyOf(known);
  }

  private static final String HOST = "/proc/sys/kernel/hostname";

  /** {@return the report as KTAP (kernel, Documentation/dev-tools/ktap.rst)} */
  String ktap() {
    StringBuilder out = new StringBuilder("TAP version 13\n");
    out.append("1..").append(probes.all().size()).append('\n');
    int number = 0;
    for (Probe probe : probes.all()) {
      number++;
      String reason = shown(probe.reason());
      if (probe.verdict() == Verdict.MISSING) {
        out.append("# ").append(name(probe)).append(": ").append(reason).append('\n');
      }
      out.append(probe.verdict() == Verdict.MISSING ? "not ok " : "ok ").append(number);
      out.append(' ').append(name(probe));
      out.append(probe.verdict() == Verdict.SKIPPED ? " # SKIP " + reason : "");
      out.append(known(probe).map(why -> " # TODO " + shown(why)).orElse("")).append('\n');
    }
    causes().forEach(cause -> out.append("# ").append(cause).append('\n'));
    return out.append(
            "# Totals: pass:%d fail:%d xfail:%d xpass:0 skip:%d error:0\n"
                .formatted(
                    probes.count(Verdict.BOUND),
                    probes.count(Verdict.MISSING) - known.size(),
                    known.size(),
                    probes.count(Verdict.SKIPPED)))
        .toString();
  }

  /** {@return the report as JUnit XML, for CI servers} */
  String junit(Kernel kernel) {
    Map<String, String> about = new TreeMap<>();
    kernel.sysfs().text(HOST).ifPresent(name -> about.put("hostname", shown(name)));
    // The report about a copy does not depend on the time.
    if (kernel.live()) {
      LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
      about.put("timestamp", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(now));
    }
    Map<String, String> properties = new TreeMap<>();
    String release = KernelModules.of(kernel).release();
    if (!release.isEmpty()) {
      properties.put("kernel", shown(release));
    }
    List<JUnit.Test> tests = new ArrayList<>();
    for (Probe probe : probes.all()) {
      Optional<String> reason = Optional.of(probe.reason());
      tests.add(
          new JUnit.Test(
              name(probe),
              reason.filter(text -> probe.verdict() == Verdict.MISSING && known(probe).isEmpty()),
              probe.cause().text(),
              known(probe).or(() -> reason.filter(text -> probe.verdict() == Verdict.SKIPPED)),
              probe.reason()));
    }
    return new JUnit("dtbind.devices", about, properties, tests).text();
  }

  private Optional<String> known(Probe probe) {
    return Optional.ofNullable(known.get(probe.node()))
        .map(reason -> reason.isEmpty() ? "known failure" : "known failure: " + reason);
  }

  /** Returns one line for each node that is the root cause of missing drivers. */
  private List<String> causes() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<NodePath, List<Probe>> cause : probes.missing().entrySet()) {
      List<String> nodes = cause.getValue().stream().map(probe -> probe.node().text()).toList();
      lines.add(
          "root cause: %s%s (%d): %s"
              .formatted(
                  shown(cause.getKey().text()),
                  reason(cause.getKey()),
                  nodes.size(),
                  shown(String.join(" ", nodes))));
    }
    return lines;
  }

  private String reason(NodePath cause) {
    return probes.all().stream()
        .filter(probe -> probe.node().equals(cause))
        .map(probe -> ": " + shown(probe.reason()))
        .findFirst()
        .orElse("");
  }

  /** Returns the path of the node, as tools/testing/selftests/dt in the kernel does. */
  private static String name(Probe probe) {
    return shown(probe.node().text());
  }

  private static String shown(String text) {
    return Shown.escaped(text).replace("#", "\\#");
  }
}
