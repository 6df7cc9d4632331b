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

/** Describes the results as tests. The test names are those of the kernel's selftests. */
record ProbeOutput(Probes probes) {

  private static final String HOST = "/proc/sys/kernel/hostname";

  /** {@return the tests, with what CI servers show about the system under test} */
  JUnit suite(Kernel kernel) {
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
    return new JUnit("dtbind.devices", about, properties, tests());
  }

  private List<JUnit.Test> tests() {
    List<JUnit.Test> tests = new ArrayList<>();
    for (Probe probe : probes.all()) {
      Optional<String> reason = Optional.of(probe.reason());
      // The names are the paths of the nodes, as in tools/testing/selftests/dt of the kernel.
      tests.add(
          new JUnit.Test(
              probe.node().text(),
              reason.filter(text -> probe.verdict() == Verdict.MISSING),
              probe.cause().text(),
              Optional.empty(),
              reason.filter(text -> probe.verdict() == Verdict.SKIPPED),
              probe.reason()));
    }
    return tests;
  }

  private static String shown(String text) {
    return Shown.escaped(text).replace("#", "\\#");
  }
}
