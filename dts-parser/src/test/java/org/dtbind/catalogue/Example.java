// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.check.Check;
import org.dtbind.check.CheckCase;
import org.dtbind.check.CheckLevel;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.format.Formatter;
import org.dtbind.format.Rule;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.BuildOptions;

/**
 * An entry of {@code src/test/resources/catalogue}: a paragraph, followed by files, each after a
 * line of four dashes and its name. {@code x.dts} reports the problem; {@code instead} is the
 * corrected source. Checks without such an entry use {@link CheckCase}.
 *
 * @param explanation one paragraph
 * @param files by name; empty if the problem needs more than a few lines
 * @param levels the default checks and the check of this entry
 * @param rule the rule of style of this entry; empty if it has another kind of problem
 */
record Example(
    String explanation, Map<String, String> files, CheckLevels levels, Optional<Rule> rule) {

  private static final Path DIRECTORY = Path.of("src/test/resources/catalogue");
  private static final String BROKEN = "x.dts";
  private static final String CORRECTED = "instead";
  private static final String MARK = "---- ";

  static Optional<Example> of(Code code) throws IOException {
    Path path = DIRECTORY.resolve(code.id() + ".txt");
    CheckLevels levels = CheckLevels.DEFAULT;
    if (code instanceof Check check && check.level() == CheckLevel.OFF) {
      levels = levels.with(false, check.id()).orElseThrow();
    }
    if (!Files.exists(path)) {
      return code instanceof Check check ? ofCheck(check, levels) : Optional.empty();
    }
    StringBuilder explanation = new StringBuilder();
    StringBuilder section = explanation;
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith(MARK)) {
        section = sections.computeIfAbsent(line.substring(MARK.length()), n -> new StringBuilder());
      } else {
        section.append(line).append('\n');
      }
    }
    Map<String, String> files = new LinkedHashMap<>();
    sections.forEach((name, text) -> files.put(name, text.toString()));
    return Optional.of(
        new Example(explanation.toString().strip(), files, levels, Rule.named(code.id())));
  }

  private static Optional<Example> ofCheck(Check check, CheckLevels levels) throws IOException {
    return CheckCase.of(check)
        .map(
            pair ->
                new Example(
                    pair.why(),
                    Map.of(BROKEN, sourceOf(pair.found()), CORRECTED, sourceOf(pair.fine())),
                    levels,
                    Optional.empty()));
  }

  /** Formats a root node, given on one line without comments, as a source. */
  private static String sourceOf(String content) {
    StringBuilder source = new StringBuilder("/dts-v1/;\n\n/ {\n");
    int level = 1;
    boolean lineStarts = true;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (lineStarts && c == ' ') {
        continue;
      }
      level -= c == '}' ? 1 : 0;
      source.append(lineStarts ? "\t".repeat(level) : "").append(c);
      level += c == '{' ? 1 : 0;
      lineStarts = c == '{' || c == ';';
      source.append(lineStarts ? "\n" : "");
    }
    return source.append("};\n").toString();
  }

  static List<String> names() throws IOException {
    try (var entries = Files.list(DIRECTORY)) {
      return entries
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .sorted()
          .toList();
    }
  }

  boolean hasSource() {
    return !files.isEmpty();
  }

  String broken() {
    return Optional.ofNullable(files.get(BROKEN)).orElseThrow();
  }

  String corrected() {
    return Optional.ofNullable(files.get(CORRECTED)).orElseThrow();
  }

  /** Compiles the broken or the corrected source, or finds where it differs from a rule. */
  Diagnosed<?> compile(boolean withMistake) {
    if (rule.isPresent()) {
      String text = withMistake ? broken() : corrected();
      SourceFile source = new SourceFile(BROKEN, Bytes.utf8(text));
      Set<Rule> rules = EnumSet.of(rule.get());
      return Diagnosed.failed(
          Formatter.findings(source, rules, line -> true).value().orElseThrow());
    }
    CompileOptions options =
        new CompileOptions(List.of(""), List.of(), true, BuildOptions.SYMBOLS, levels);
    return new Compiler(options, new Listed(withMistake)).compile(BROKEN);
  }

  private final class Listed implements SourceFiles {
    private final boolean withMistake;

    Listed(boolean withMistake) {
      this.withMistake = withMistake;
    }

    @Override
    public Optional<Bytes> read(String path) {
      String name = path.equals(BROKEN) && !withMistake ? CORRECTED : path;
      return Optional.ofNullable(files.get(name)).map(Bytes::utf8);
    }

    @Override
    public List<String> list(String directory, int most) {
      return directory.isEmpty() ? List.copyOf(files.keySet()) : List.of();
    }
  }
}
