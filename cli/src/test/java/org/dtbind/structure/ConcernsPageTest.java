// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that the tests named in docs/guide/concerns.md and docs/reference/review-findings.md exist
 * and are run.
 */
class ConcernsPageTest {

  private static final Path PAGE = Path.of("../docs/guide/concerns.md");

  private static final Pattern TEST_REFERENCE = Pattern.compile("`(\\w+)#(\\w+)`");

  /** A test method up to its name; annotation arguments may be in braces. */
  private static final String METHOD =
      "@(Parameterized)?Test(Factory)?\\b(?:[^;{]|=\\s*\\{[^}]*\\})*\\b";

  /** Returns the rows of the table, without the header. */
  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| concern |"))
        .toList();
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> directories = Files.list(Path.of(".."))) {
      return directories
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.put(name, Files.readString(file));
        }
      }
    }
    return sources;
  }

  /** Returns the problem with a test reference; empty if the test exists and is run. */
  static Optional<String> problem(Map<String, String> sources, String type, String test) {
    String source = sources.getOrDefault(type, "");
    boolean isMethod = Pattern.compile(METHOD + test + "\\(").matcher(source).find();
    boolean isRunAsCase =
        Pattern.compile("new Case\\(\\s*\"" + test + "\"").matcher(source).find()
            && sources.values().stream()
                .anyMatch(
                    other ->
                        other.contains("new " + type + "(target")
                            || other.contains(type + ".all()")
                            || Pattern.compile("[( ]" + type + "\\.class[,)]")
                                .matcher(other)
                                .find());
    return isMethod || isRunAsCase ? Optional.empty() : Optional.of("no test " + type + "#" + test);
  }

  @ParameterizedTest
  @ValueSource(strings = {"guide/concerns.md", "reference/review-findings.md"})
  void namedTestsExist(String page) throws IOException {
    Map<String, String> sources = sources();
    Matcher reference = TEST_REFERENCE.matcher(Files.readString(Path.of("../docs", page)));
    int count = 0;
    while (reference.find()) {
      assertThat(problem(sources, reference.group(1), reference.group(2))).isEmpty();
      count++;
    }
    assertThat(count).isGreaterThan(30);
  }

  @Test
  void concernsWithoutTestAreMarkedLeftOut() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(25);
    for (String row : rows()) {
      assertThat(row.chars().filter(c -> c == '|').count()).as(row).isEqualTo(4);
      assertThat(TEST_REFERENCE.matcher(row).find() || row.contains("Left out: ")).as(row).isTrue();
    }
  }

  @Test
  void unknownTestNamesAreDetected() throws IOException {
    Map<String, String> sources = sources();
    assertThat(problem(sources, "ConcernsPageTest", "unknownTestNamesAreDetected")).isEmpty();
    assertThat(problem(sources, "ConcernsPageTest", "sources")).isPresent();
    assertThat(problem(sources, "GroupCases", "groupsAreListed")).isEmpty();
    assertThat(problem(sources, "GroupCases", "noSuchCase")).isPresent();
    assertThat(problem(sources, "NoSuchCases", "groupsAreListed")).isPresent();
    Map<String, String> lone = new HashMap<>(Map.of("LoneCases", "new Case(\"x\", this::x)"));
    assertThat(problem(lone, "LoneCases", "x")).isPresent();
    lone.put("KernelCases", "cases.addAll(new LoneCases(target).all());");
    assertThat(problem(lone, "LoneCases", "x")).isEmpty();
  }

  /** Trials C16: people who use dtbind need not know how it was reviewed. */
  @Test
  void onlyProgrammersFindTheReviewsInTheNavigation() throws IOException {
    String all = Files.readString(Path.of("../docs/README.md"));
    int programmers = all.indexOf("\n## For programmers\n");
    assertThat(programmers).isPositive();
    for (String page : List.of("guide/concerns.md", "reference/review-findings.md")) {
      assertThat(all.indexOf("](" + page + ")")).as(page).isGreaterThan(programmers);
    }
    assertThat(Pattern.compile("\n## ").matcher(all.substring(programmers + 1)).find()).isFalse();
  }
}
