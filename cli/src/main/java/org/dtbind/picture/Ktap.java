// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.List;
import org.dtbind.source.Shown;

/**
 * A test report in KTAP, the format of the kernel's own tests (kernel,
 * Documentation/dev-tools/ktap.rst).
 */
public record Ktap(List<JUnit.Test> tests) {

  public Ktap {
    tests = List.copyOf(tests);
  }

  public String text() {
    StringBuilder out = new StringBuilder("TAP version 13\n1.." + tests.size() + "\n");
    int number = 0;
    int failed = 0;
    int skipped = 0;
    for (JUnit.Test test : tests) {
      number++;
      failed += test.failure().isPresent() ? 1 : 0;
      skipped += test.skipped().isPresent() ? 1 : 0;
      String name = shown(test.name());
      test.failure().ifPresent(why -> out.append("# " + name + ": " + shown(why) + "\n"));
      out.append(test.failure().isPresent() ? "not ok " : "ok ").append(number);
      out.append(' ').append(name);
      test.skipped().ifPresent(why -> out.append(" # SKIP ").append(shown(why)));
      out.append('\n');
    }
    return out.append(
            "# Totals: pass:%d fail:%d xfail:0 xpass:0 skip:%d error:0\n"
                .formatted(number - failed - skipped, failed, skipped))
        .toString();
  }

  private static String shown(String text) {
    return Shown.escaped(text).replace("#", "\\#");
  }
}
