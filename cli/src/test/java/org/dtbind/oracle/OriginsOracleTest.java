// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares the origins of nodes and properties in {@code dtbind show --origins} with the
 * annotations of {@code dtc -T -T}, by file and line, for 100 random sources of Debian's
 * linux-source-6.1.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class OriginsOracleTest {

  private static final int BOARDS = 100;

  @Test
  void originsMatchDtc(Corpus corpus) throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("origins");
    long seed = comparison.seed();
    int wanted = ComparisonLog.number("oracle.sample", BOARDS);
    List<String> sources = corpus.shuffled(seed).subList(0, wanted);
    List<List<String>> expected =
        OnAllProcessors.map(sources, source -> new DtcPlaces().of(annotated(corpus, source)));
    Path directory = corpus.newDirectory("origins");
    RunsInOneProcess runs = new RunsInOneProcess();
    for (int i = 0; i < wanted; i++) {
      runs.add(
          directory.resolve(i + ".txt"),
          "show",
          "--origins",
          "-q",
          "-I",
          "scripts/dtc/include-prefixes",
          "--tree",
          sources.get(i));
    }
    runs.run(corpus.directory());
    int same = 0;
    for (int i = 0; i < wanted; i++) {
      List<String> actual = places(Files.readAllLines(directory.resolve(i + ".txt")));
      List<String> differences = ComparisonLog.differences(expected.get(i), actual);
      if (!actual.isEmpty() && differences.isEmpty()) {
        same++;
      } else {
        comparison.say("differs: %s", sources.get(i));
        comparison.show(differences, 5);
      }
    }
    comparison.say("dtbind and dtc report the same origins in %d of %d sources", same, wanted);
    assertThat(wanted).isPositive();
    comparison.passes(same == wanted);
  }

  private static List<String> annotated(Corpus corpus, String source) throws IOException {
    return corpus
        .compiler(corpus.dtc(), source, "-q", "-T", "-T", "-O", "dts")
        .runOn(corpus.cpp(source))
        .orElse("")
        .lines()
        .toList();
  }

  /** Returns "PATH FILE:LINE" and "PATH:PROPERTY FILE:LINE" from the output of {@code show}. */
  private static List<String> places(List<String> lines) {
    List<String> places = new ArrayList<>();
    String node = "";
    String subject = "";
    for (String line : lines) {
      if (line.startsWith("/")) {
        node = line;
        subject = line;
      } else if (line.matches(" +by no source")) {
        places.add(subject + " none");
      } else if (line.matches(" *written at .*")) {
        String place = line.strip().split(" +", -1)[2];
        places.add(subject + " " + place.replaceFirst("\\.[0-9]+(-[0-9]+(\\.[0-9]+)?)?$", ""));
      } else if (!line.isEmpty() && !line.startsWith("    ")) {
        subject = node + ":" + line.substring(2).replaceFirst("( = .*)?;$", "");
      }
    }
    return places;
  }

  /** Reads the same from the annotations of dtc. */
  private static final class DtcPlaces {

    private static final Pattern ANNOTATION =
        Pattern.compile(
            "/\\* ([^*]*:<no-line>) \\*/$|/\\* ([^*]*:[0-9]+:[0-9]+-[0-9]+:[0-9]+) \\*/$");
    private static final String LABELS = "^([A-Za-z_][A-Za-z0-9_]*: )+";

    private final List<String> places = new ArrayList<>();

    /** The names of the open nodes; the name of the root is empty. */
    private final List<String> open = new ArrayList<>();

    List<String> of(List<String> lines) {
      lines.forEach(line -> read(line.replaceFirst("^\t+", "")));
      return places;
    }

    private void read(String line) {
      if (line.isEmpty() || line.matches("(/(dts-v1|plugin)/;|/memreserve/).*")) {
        return;
      }
      if (line.startsWith("};")) {
        open.remove(open.size() - 1);
      } else if (line.contains(" { /* ") || line.endsWith(" {")) {
        String name = line.replaceFirst(" \\{( /\\*.*)?$", "").replaceFirst(LABELS, "");
        open.add(open.isEmpty() ? "" : name);
        add(path(), line);
      } else {
        String name = line.replaceFirst(LABELS, "").replaceFirst("( = .*)?;? /\\* .*$", "");
        add(path() + ":" + name, line);
      }
    }

    private String path() {
      return open.size() == 1 ? "/" : String.join("/", open);
    }

    private void add(String subject, String line) {
      Matcher annotation = ANNOTATION.matcher(line);
      if (!annotation.find()) {
        places.add(subject + " not-annotated");
        return;
      }
      String all = annotation.group(1) == null ? annotation.group(2) : annotation.group(1);
      for (String place : all.split(", ", -1)) {
        String bare = place.replaceFirst(":[0-9]+-[0-9]+:[0-9]+$", "");
        String origin = bare.contains("<no-line>") ? "none" : bare;
        // Newer versions of dtc print generated phandles, which have no origin.
        if (!subject.endsWith(":phandle") || !origin.equals("none")) {
          places.add(subject + " " + origin);
        }
      }
    }
  }
}
