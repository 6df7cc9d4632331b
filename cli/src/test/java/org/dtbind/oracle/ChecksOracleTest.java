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
 * What dtbind's checks say of every devicetree source of Debian's linux-source-6.1, against what
 * cpp and dtc say. Once of the source: check, node, message, file and lines, since columns are
 * those of the source here, and of what cpp left of it there. And once of what cpp left of it: then
 * columns, too. Only the dtc that DTBIND_DTC names, 1.8.1, has every check that dtbind has.
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

  /** Nothing in dtc says that what is deleted is not there. */
  private static final Pattern ALONE = Pattern.compile("Warning \\(?deletes_nothing\\)?: ");

  private static final Pattern WITHOUT_PLACE =
      Pattern.compile("^[^ ]*: (Warning \\([a-z0-9_]+\\): Failed prerequisite)");

  @Test
  void messagesAreTheSame(Corpus corpus) throws IOException {
    Dtc dtc = Dtc.named();
    Comparison comparison = Comparison.begin("checks");
    List<String> expected =
        OnAllProcessors.map(corpus.sources(), source -> saidBy(dtc, corpus, source)).stream()
            .flatMap(List::stream)
            .toList();
    boolean lines =
        compare(
            comparison,
            "lines of sources",
            expected.stream().flatMap(ChecksOracleTest::withoutColumns).toList(),
            said(corpus, corpus.sources(), "-I", "scripts/dtc/include-prefixes").stream()
                .flatMap(ChecksOracleTest::withoutColumns)
                .toList());
    List<String> preprocessed = corpus.sources().stream().map(source -> source + ".i").toList();
    boolean columns =
        compare(
            comparison,
            "columns of what cpp left",
            expected.stream().flatMap(ChecksOracleTest::whole).toList(),
            said(corpus, preprocessed, "--no-cpp").stream()
                .flatMap(ChecksOracleTest::whole)
                .toList());
    comparison.passes(lines && columns);
  }

  private static List<String> saidBy(Dtc dtc, Corpus corpus, String source) throws IOException {
    return dtc.dtc("-@", "-I", "dts", "-O", "dtb", "-i", Corpus.folderOf(source))
        .and("-o", "/dev/null", corpus.preprocessed(source))
        .in(corpus.folder())
        .run()
        .err()
        .lines()
        .toList();
  }

  /** Returns what dtbind says of them. */
  private static List<String> said(Corpus corpus, List<String> sources, String... options)
      throws IOException {
    Path folder = corpus.newFolder("checks");
    Path list = Files.write(folder.resolve("sources"), sources);
    Finished finished =
        Checkout.dtbind("compile", "-@", "--diagnostics", "dtc")
            .and(options)
            .and("--out-dir", folder.resolve("blobs").toString(), "--source-root", ".", "@" + list)
            .in(corpus.folder())
            .run()
            .succeeded();
    return finished.err().lines().filter(line -> !ALONE.matcher(line).find()).toList();
  }

  /** One message, without columns; what names no source names no file. */
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

  /** A check that cannot run is said of the output there, of the source here. */
  private static Stream<String> whole(String line) {
    return MESSAGE.matcher(line).matches()
        ? Stream.of(WITHOUT_PLACE.matcher(line).replaceFirst("$1"))
        : Stream.empty();
  }

  private static boolean compare(
      Comparison comparison, String what, List<String> expected, List<String> actual)
      throws IOException {
    List<String> differences = Comparison.differences(expected, actual);
    comparison.show(differences, 20);
    comparison.say(
        "%s: %d messages of dtc, %d of dtbind; %d only of one of them",
        what, expected.size(), actual.size(), differences.size());
    return differences.isEmpty() && !expected.isEmpty();
  }
}
