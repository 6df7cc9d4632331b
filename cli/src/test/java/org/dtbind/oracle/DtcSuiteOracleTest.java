// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the test suite of the dtc that DTBIND_DTC names with dtbind's dtc and fdtoverlay. The
 * programs that inspect results remain those of dtc. {@code -Doracle.sets=dtc} runs only this set.
 */
@Tag("oracle")
@Tag("long")
class DtcSuiteOracleTest {

  private static final String SETS = "libfdt,utilfdt,dtc,dtbs_equal,fdtoverlay";

  /** The result line of a failed test: its command, a colon, a tab, and the error. */
  private static final Pattern FAILED = Pattern.compile("[^*].*:\t(?!PASS$).*");

  @TempDir private Path work = Path.of("");

  @Test
  void allTestsPass() throws IOException {
    Dtc dtc = Dtc.named();
    ComparisonLog comparison = ComparisonLog.begin("dtc-suite");
    Checkout.build();
    Path real = dtc.directory().orElseThrow();
    // The tests write into their own directory.
    Program.of("cp", "-R", "--", real.toString(), work.resolve("dtc").toString()).run().succeeded();
    Path bin = Files.createDirectory(work.resolve("bin"));
    for (String program : List.of("dtc", "fdtoverlay")) {
      Files.createSymbolicLink(bin.resolve(program), Checkout.ROOT.resolve("bin").resolve(program));
    }
    for (String program : List.of("fdtget", "fdtput", "fdtdump")) {
      Files.createSymbolicLink(bin.resolve(program), real.resolve(program));
    }
    boolean good = true;
    for (String set : System.getProperty("oracle.sets", SETS).split(",", -1)) {
      good &= passes(comparison, set);
    }
    comparison.passes(good);
  }

  private boolean passes(ComparisonLog comparison, String set) throws IOException {
    String log =
        Program.of("./run_tests.sh", "-t", set)
            .with("TEST_BINDIR", work.resolve("bin").toString())
            .with("NO_PYTHON", "1")
            .in(work.resolve("dtc/tests"))
            .run()
            .both();
    int passed = count(log, "\\*                PASS:");
    int total = count(log, "\\*     Total testcases:");
    comparison.say("%-10s %5d passed %5d failed", set, passed, total - passed);
    for (String line : log.lines().filter(FAILED.asMatchPredicate()).toList()) {
      comparison.say("    %s", line);
    }
    return total > 0 && passed == total;
  }

  private static int count(String log, String what) {
    Matcher count = Pattern.compile("(?m)^" + what + "\t([0-9]*)$").matcher(log);
    return count.find() ? Integer.parseInt(count.group(1)) : 0;
  }
}
