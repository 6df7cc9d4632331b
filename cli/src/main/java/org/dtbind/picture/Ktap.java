// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.List;
import org.dtbind.source.Shown;

/**
 * A test report in KTAP, the format of the kernel's own tests (kernel,
 * Documentation/dev-tools/ktap.rst).
 *
 * @param notes lines about the results
 */
public record Ktap(List<JUnit.Test> tests, List<String> notes) {

  public Ktap {
    tests = List.copyOf(tests);
    notes = List.copyOf(notes);
  }

  public String text() {
    StringBuilder out = new StringBuilder("TAP version 13\n1.." + tests.size() + "\n");
    int number = 0;
    int failed = 0;
    int known = 0;
    int skipped = 0;
    for (JUnit.Test test : tests) {
      number++;
      failed += test.failure().isPresent() && test.known().isEmpty() ? 1 : 0;
      known += test.known().isPresent() ? 1 : 0;
      skipped += test.skipped().isPresent() ? 1 : 0;
      String name = shown(test.name());
      test.failure().ifPresent(why -> out.append("# " + name + ": " + shown(why) + "\n"));
      out.append(test.failure().isPresent() ? "not ok " : "ok ").append(number);
      out.append(' ').append(name);
      test.skipped().ifPresent(why -> out.append(" # SKIP ").append(shown(why)));
      test.known().ifPresent(why -> out.append(" # TODO ").append(shown(why)));
      out.append('\n');
    }
    notes.forEach(note -> out.append("# ").append(shown(note)).append('\n'));
    return out.append(
            "# Totals: pass:%d fail:%d xfail:%d xpass:0 skip:%d error:0\n"
                .formatted(number - failed - known - skipped, failed, known, skipped))
        .toString();
  }

  private static String shown(String text) {
    return Shown.escaped(text).replace("#", "\\#");
  }
}
