// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares the check messages of dtbind with those of cpp and dtc for every devicetree source of
 * Debian's linux-source-6.1. For the sources, columns are ignored: dtbind reports those of the
 * source, dtc those of the preprocessed source. For the preprocessed sources, columns are compared,
 * too. DTBIND_DTC must name dtc 1.8.1, which has every check that dtbind has.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class ChecksOracleTest {

  private static final Pattern MESSAGE =
      Pattern.compile("^(.*): (Warning|ERROR) \\(([a-z0-9_]+)\\): (.*)$");
  private static final Pattern LINES =
      Pattern.compile("(?:\\./)?([^ |]*):([0-9]+)\\.[0-9]+-([0-9]+)\\.[0-9]+");
  private static final Pattern LINE =
      Pattern.compile("(?:\\./)?([^ |]*):([0-9]+)\\.[0-9]+(?:-[0-9]+)?");

  /** Checks of dtbind that dtc does not have. */
  private static final Pattern ONLY_IN_DTBIND =
      Pattern.compile("Warning \\(?(deletes_nothing|node_repeated|status_unknown)\\)?: ");

  private static final Pattern WITHOUT_PLACE =
      Pattern.compile("^[^ ]*: (Warning \\([a-z0-9_]+\\): Failed prerequisite)");

  @Test
  void checkMessagesMatchDtc(Corpus corpus) throws IOException {
    Dtc dtc = Dtc.named();
    ComparisonLog comparison = ComparisonLog.begin("checks");
    List<String> expected =
        OnAllProcessors.map(corpus.sources(), source -> messagesOfDtc(dtc, corpus, source)).stream()
            .flatMap(List::stream)
            .toList();
    boolean lines =
        compare(
            comparison,
            "lines of sources",
            expected.stream().flatMap(ChecksOracleTest::withoutColumns).toList(),
            messagesOfDtbind(corpus, corpus.sources(), "-I", "scripts/dtc/include-prefixes")
                .stream()
                .flatMap(ChecksOracleTest::withoutColumns)
                .toList());
    List<String> preprocessed = corpus.sources().stream().map(source -> source + ".i").toList();
    boolean columns =
        compare(
            comparison,
            "columns of preprocessed sources",
            expected.stream().flatMap(ChecksOracleTest::withColumns).toList(),
            messagesOfDtbind(corpus, preprocessed, "--no-cpp").stream()
                .flatMap(ChecksOracleTest::withColumns)
                .toList());
    comparison.passes(lines && columns);
  }

  private static List<String> messagesOfDtc(Dtc dtc, Corpus corpus, String source)
      throws IOException {
    return dtc.dtc("-@", "-I", "dts", "-O", "dtb", "-i", Corpus.directoryOf(source))
        .and("-o", "/dev/null", corpus.preprocessed(source))
        .in(corpus.directory())
        .run()
        .err()
        .lines()
        .toList();
  }

  /** Returns the messages of dtbind for these sources. */
  private static List<String> messagesOfDtbind(
      Corpus corpus, List<String> sources, String... options) throws IOException {
    Path directory = corpus.newDirectory("checks");
    Path list = Files.write(directory.resolve("sources"), sources);
    Finished finished =
        Checkout.dtbind("compile", "-@", "--diagnostics", "dtc")
            .and(options)
            .and(
                "--out-dir",
                directory.resolve("blobs").toString(),
                "--source-root",
                ".",
                "@" + list)
            .in(corpus.directory())
            .run()
            .succeeded();
    return finished.err().lines().filter(line -> !ONLY_IN_DTBIND.matcher(line).find()).toList();
  }

  /** Returns a message without columns, or with "no place" if it is not about a source. */
  private static Stream<String> withoutColumns(String line) {
    Matcher message = MESSAGE.matcher(line);
    return message.matches()
        ? Stream.of(
            "%s | %s %s: %s"
                .formatted(
                    place(message.group(1)), message.group(2), message.group(3), message.group(4)))
        : Stream.empty();
  }

  private static String place(String text) {
    Matcher lines = LINES.matcher(text);
    if (lines.matches()) {
      return "%s:%s-%s".formatted(lines.group(1), lines.group(2), lines.group(3));
    }
    Matcher line = LINE.matcher(text);
    return line.matches()
        ? "%s:%s-%s".formatted(line.group(1), line.group(2), line.group(2))
        : "no place";
  }

  /** Removes the file of failed prerequisites: dtc names the output, dtbind the source. */
  private static Stream<String> withColumns(String line) {
    return MESSAGE.matcher(line).matches()
        ? Stream.of(WITHOUT_PLACE.matcher(line).replaceFirst("$1"))
        : Stream.empty();
  }

  private static boolean compare(
      ComparisonLog comparison, String what, List<String> expected, List<String> actual)
      throws IOException {
    List<String> differences = ComparisonLog.differences(expected, actual);
    comparison.show(differences, 20);
    comparison.say(
        "%s: %d messages of dtc, %d of dtbind; %d differ",
        what, expected.size(), actual.size(), differences.size());
    return differences.isEmpty() && !expected.isEmpty();
  }
}
