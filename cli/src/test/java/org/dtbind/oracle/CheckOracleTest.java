// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs {@code dtbind check} on all boards of Debian's linux-source-6.1 and compares the number of
 * findings of each code with .ci/known-checks.tsv. A finding in a file that several boards include
 * counts once. {@link ClaimsOracleTest} says which errors are right, and why.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class CheckOracleTest {

  private static final Pattern CODE_AND_SEVERITY =
      Pattern.compile("\"code\" : \"(\\w+)\",\\s*\"severity\" : \"(\\w+)\"");

  private static final String HEADING =
      """
      # SPDX-FileCopyrightText: 2026 The dtbind authors
      # SPDX-License-Identifier: Apache-2.0
      #
      # Findings of "dtbind check" on all boards of Linux 6.1: severity, code, number.
      # CheckOracleTest writes this file with -Dgolden.update=true.
      """;

  @Test
  void findingsOfEachCodeAreKnown(Corpus corpus) throws IOException {
    Path report = corpus.newDirectory("check").resolve("findings.json");
    Checkout.dtbind("check", "-v", "--schemas", "none", "--diagnostics", "json")
        .and("--diagnostics-file", report.toString())
        .and("@" + corpus.list())
        .in(corpus.directory())
        .run();
    Map<String, Long> counts =
        CODE_AND_SEVERITY
            .matcher(Files.readString(report))
            .results()
            .collect(
                Collectors.groupingBy(
                    found -> found.group(2) + "\t" + found.group(1),
                    TreeMap::new,
                    Collectors.counting()));
    Golden.check(
        Checkout.ROOT.resolve(".ci/known-checks.tsv"),
        counts.entrySet().stream()
            .map(count -> count.getKey() + "\t" + count.getValue() + "\n")
            .collect(Collectors.joining("", HEADING, "")));
  }
}
