// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind;

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

/** docs/guide/concerns.md names tests: they are there, under these names, and they are run. */
class ConcernsPageTest {

  private static final Path PAGE = Path.of("../docs/guide/concerns.md");

  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

  /** What is in a table, without its head and the line below that. */
  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| concern |"))
        .toList();
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : List.of("dts-parser", "overlays", "sandbox", "binder", "cli", "samples")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.put(name, Files.readString(file));
        }
      }
    }
    return sources;
  }

  /** What is wrong with the name of a test; empty where it is one that is run. */
  static Optional<String> wrong(Map<String, String> sources, String type, String test) {
    String source = sources.getOrDefault(type, "");
    boolean method =
        Pattern.compile("@Test(Factory)?\\s[^;{]*\\b" + test + "\\(\\)").matcher(source).find();
    boolean tried =
        Pattern.compile("new Case\\(\\s*\"" + test + "\"").matcher(source).find()
            && sources.values().stream()
                .anyMatch(
                    other ->
                        other.contains("new " + type + "(target")
                            || Pattern.compile("[( ]" + type + "\\.class[,)]")
                                .matcher(other)
                                .find());
    return method || tried ? Optional.empty() : Optional.of("no test " + type + "#" + test);
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Map<String, String> sources = sources();
    Matcher named = NAMED.matcher(Files.readString(PAGE));
    int count = 0;
    while (named.find()) {
      assertThat(wrong(sources, named.group(1), named.group(2))).isEmpty();
      count++;
    }
    assertThat(count).isGreaterThan(30);
  }

  @Test
  void whatHasNoTestIsLeftOut() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(25);
    for (String row : rows()) {
      assertThat(row.chars().filter(c -> c == '|').count()).as(row).isEqualTo(4);
      assertThat(NAMED.matcher(row).find() || row.contains("Left out: ")).as(row).isTrue();
    }
  }

  @Test
  void aNameThatIsNoTestIsFound() throws IOException {
    Map<String, String> sources = sources();
    assertThat(wrong(sources, "ConcernsPageTest", "aNameThatIsNoTestIsFound")).isEmpty();
    assertThat(wrong(sources, "ConcernsPageTest", "sources")).isPresent();
    assertThat(wrong(sources, "GroupCases", "groupsAreListed")).isEmpty();
    assertThat(wrong(sources, "GroupCases", "noSuchCase")).isPresent();
    assertThat(wrong(sources, "NoSuchCases", "groupsAreListed")).isPresent();
    Map<String, String> lone = new HashMap<>(Map.of("LoneCases", "new Case(\"x\", this::x)"));
    assertThat(wrong(lone, "LoneCases", "x")).isPresent();
    lone.put("KernelCases", "cases.addAll(new LoneCases(target).all());");
    assertThat(wrong(lone, "LoneCases", "x")).isEmpty();
  }
}
