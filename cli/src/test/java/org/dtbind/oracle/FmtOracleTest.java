// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.cli.Run;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Formats the inputs of the self-test of Linux's {@code scripts/dtc/dt-check-style}, and lets it
 * check the results. DTBIND_DT_CHECK_STYLE names the directory of dt-check-style and
 * dt-style-selftest, or an archive of both. Debian's package python3-ruamel.yaml must be installed.
 *
 * <p>FormatterTest and OrderTest have cases of the same kinds. Most inputs are examples in schemas:
 * each becomes the content of a root node.
 */
@Tag("oracle")
@Tag("long")
class FmtOracleTest {

  private static final String NAME = "a name: other files may refer to it";

  /** Why no program can mend what dt-check-style reports, by input and rule. */
  private static final Map<String, String> UNMENDED =
      Map.of(
          "yaml-label-in-string unused-labels", NAME,
          "yaml-unused-label unused-labels", NAME,
          "yaml-unit-addr unit-address-format", NAME,
          "yaml-unit-addr-prefix unit-address-format", NAME,
          "yaml-line-length line-length", "the line contains a single string",
          "yaml-unclosed-comment unclosed-block-comment", "nobody knows where the comment ends");

  private static final Pattern FINDING = Pattern.compile("(?m)^(\\S+?)\\.dts:\\d+: \\[([a-z-]+)]");

  @TempDir private static Path work;
  private static Path checker;

  @BeforeAll
  static void unpack() throws IOException {
    String given = System.getenv().getOrDefault("DTBIND_DT_CHECK_STYLE", "");
    assumeTrue(!given.isEmpty(), "dt-check-style: DTBIND_DT_CHECK_STYLE is not set");
    checker = Path.of(given);
    if (!Files.isDirectory(checker)) {
      checker = Files.createDirectory(work.resolve("checker"));
      Program.of("tar", "-xf", given, "-C", checker.toString()).run().succeeded();
    }
  }

  @Test
  void whatDtCheckStyleRejectsPasses() throws IOException {
    Path directory = inputs("bad");
    Set<String> before = findings(directory);
    Run.ending(2, "fmt", "--order", "--rule", "all", directory.toString());
    Set<String> after = findings(directory);
    assertThat(after).containsExactlyInAnyOrderElementsOf(UNMENDED.keySet());
    assertThat(before).containsAll(after).hasSizeGreaterThan(20);
  }

  @Test
  void whatDtCheckStyleAcceptsPasses() throws IOException {
    Path directory = inputs("good");
    Map<Path, String> sources = new HashMap<>();
    for (Path file : files(directory)) {
      if (!file.getFileName().toString().startsWith("yaml-")) {
        sources.put(file, Files.readString(file));
      }
    }
    Run.ending(0, "fmt", "--order", "--rule", "all", directory.toString());
    assertThat(findings(directory)).isEmpty();
    assertThat(sources).isNotEmpty().allSatisfy((file, text) -> assertThat(file).hasContent(text));
  }

  /** Writes the sources of a directory of the self-test, and the examples of its schemas. */
  private static Path inputs(String name) throws IOException {
    Path directory = Files.createDirectory(work.resolve(name));
    for (Path file : files(checker.resolve("dt-style-selftest").resolve(name))) {
      String text = Files.readString(file);
      String stem = file.getFileName().toString().replaceFirst("\\..*", "");
      if (file.toString().endsWith(".yaml")) {
        String[] examples =
            text.substring(text.indexOf("\nexamples:\n")).split("(?m)^  - \\|\n", -1);
        for (int i = 1; i < examples.length; i++) {
          String example = examples[i].stripTrailing().replaceAll("(?m)^    ", "");
          String source = "/dts-v1/;\n/plugin/;\n\n/ {\n" + example + "\n};\n";
          Files.writeString(directory.resolve(stem + (i == 1 ? "" : "-" + i) + ".dts"), source);
        }
      } else {
        Files.writeString(directory.resolve(stem + ".dts"), text);
      }
    }
    return directory;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Returns what dt-check-style reports: the input and the rule. */
  private static Set<String> findings(Path directory) throws IOException {
    Program check =
        Program.of(
            "/usr/bin/python3", checker.resolve("dt-check-style").toString(), "--mode=strict");
    for (Path file : files(directory)) {
      check = check.and(file.getFileName().toString());
    }
    String output = check.in(directory).run().both();
    assertThat(output).doesNotContain("Traceback");
    Set<String> findings = new HashSet<>();
    Matcher finding = FINDING.matcher(output);
    while (finding.find()) {
      findings.add(finding.group(1) + " " + finding.group(2));
    }
    return findings;
  }
}
