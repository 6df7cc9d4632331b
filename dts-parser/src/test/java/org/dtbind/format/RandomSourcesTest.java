// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formats random sources, with random white space, and with random damage. */
class RandomSourcesTest {

  private static final int SEEDS = 200;

  private final List<String> pieces = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  /** Makes the pieces of a source; a line break must follow a piece that ends with one. */
  private static List<String> pieces(Random random) {
    RandomSourcesTest made = new RandomSourcesTest();
    made.add("/dts-v1/", ";", "\n#define CELLS(x) <  x  0XA >\n", "/", "{");
    made.content(random, 1);
    made.add("}", ";");
    return made.pieces;
  }

  private void add(String... more) {
    pieces.addAll(List.of(more));
  }

  private void content(Random random, int depth) {
    int properties = 1 + random.nextInt(6);
    for (int i = 0; i < properties; i++) {
      property(random, i == 0 ? 1 : 2 + random.nextInt(7), i);
    }
    int nodes = depth > 4 ? 0 : random.nextInt(4);
    for (int i = 0; i < nodes; i++) {
      comment(random);
      add("l" + pieces.size() + ":", "n" + i + "@" + Integer.toHexString(i + 10), "{");
      content(random, depth + 1);
      add("}", ";");
    }
    comment(random);
  }

  private void property(Random random, int kind, int number) {
    comment(random);
    String name = "p" + number;
    switch (kind) {
      case 7 -> add(name, ";");
      case 1 -> add("status", "=", "\"okay\"", ";", "/delete-property/", "status", ";");
      case 2 ->
          add(name, "=", "/bits/", "8", "<", "1", "2", ">", ",", "[", "001122", "33", "]", ";");
      case 3 -> add(name, "=", "CELLS", "(", "7", ")", ",", "\"a;b{\"", ";");
      case 4 -> add("\n#ifdef NEVER\n", name, "=", "<", "0XB", ">", ";", "\n#endif\n");
      default -> {
        add(name, "=");
        int values = 1 + random.nextInt(5);
        for (int i = 0; i < values; i++) {
          if (i > 0) {
            add(",");
          }
          add("<", "0x" + "AbC0".repeat(1 + random.nextInt(2)), "(", "1", "<<", "3", ")", ">");
          comment(random);
        }
        add(";");
      }
    }
  }

  private void comment(Random random) {
    switch (random.nextInt(12)) {
      case 0 -> add("/* a; { */");
      case 1 -> add("// b \"}\n");
      case 2 -> add("/* c\n   * d \t\n */");
      default -> {}
    }
  }

  private static String spaced(List<String> pieces, Random random) {
    String[] spaces = {" ", "\n", "\t", "  ", "\n\n\n", " \n\t", "\n    ", "\r\n"};
    return pieces.stream()
        .map(piece -> piece + spaces[random.nextInt(spaces.length)])
        .collect(Collectors.joining());
  }

  private static Diagnosed<Formatter.Formatted> format(String text, Set<Rule> rules) {
    SourceFile file = new SourceFile("x.dts", Bytes.latin1(text));
    return Formatter.format(file, rules, line -> true);
  }

  private static String formatted(String text, Set<Rule> rules) {
    Diagnosed<Formatter.Formatted> changed = format(text, rules);
    assertThat(changed.diagnostics()).as(text).isEmpty();
    return changed.value().orElseThrow().file().content().latin1();
  }

  private static Bytes blob(String text) {
    SourceFiles files = path -> Optional.of(Bytes.latin1(text));
    CompileOptions options =
        new CompileOptions(List.of(""), List.of(), true, BuildOptions.SYMBOLS, CheckLevels.DEFAULT);
    Diagnosed<DeviceTree> tree = new Compiler(options, files).compile("x.dts");
    assertThat(tree.hasErrors()).as(tree.diagnostics().toString()).isFalse();
    return DtbWriter.write(tree.value().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theBlobIsTheSameAndASecondRunChangesNothing(long seed) {
    Random random = new Random(seed);
    String text = spaced(pieces(random), random);
    for (Set<Rule> rules : List.of(Rule.DEFAULT, Rule.LAYOUT)) {
      String once = formatted(text, rules);
      assertThat(formatted(once, rules)).isEqualTo(once);
      assertThat(blob(once)).isEqualTo(blob(text));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedSourcesAreLeftAlone(long seed) {
    Random random = new Random(seed);
    List<String> pieces = pieces(random);
    int last = pieces.size() - 2;
    switch (random.nextInt(4)) {
      case 0 -> pieces.subList(4 + random.nextInt(pieces.size() - 4), pieces.size()).clear();
      case 1 -> pieces.add(5 + random.nextInt(last - 5), "/* open\n");
      case 2 -> pieces.remove(random.nextBoolean() ? pieces.indexOf("{") : last);
      default -> {
        pieces.set(pieces.indexOf("{"), "}");
        pieces.set(last, "{");
      }
    }
    Diagnosed<Formatter.Formatted> changed = format(spaced(pieces, random), Rule.DEFAULT);
    assertThat(changed.value()).isEmpty();
    assertThat(changed.hasErrors()).isTrue();
  }

  /** Whatever the text, formatting either refuses it or proves its result, and is complete. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anyBytesAreRefusedOrFormatted(long seed) {
    Random random = new Random(seed);
    byte[] text = spaced(pieces(random), random).getBytes(StandardCharsets.ISO_8859_1);
    String bytes = "/*\"'<>{}();,#\\\n\r\t a0xX&@=:-\u0000\u00e4";
    for (int i = 0; i < 1 + seed % 20; i++) {
      text[random.nextInt(text.length)] = (byte) bytes.charAt(random.nextInt(bytes.length()));
    }
    String damaged = new String(text, StandardCharsets.ISO_8859_1);
    Diagnosed<Formatter.Formatted> changed = format(damaged, Rule.DEFAULT);
    assertThat(changed.value().isPresent()).isNotEqualTo(changed.hasErrors());
    if (changed.value().isPresent()) {
      String once = changed.value().get().file().content().latin1();
      assertThat(formatted(once, Rule.DEFAULT)).isEqualTo(once);
    }
  }
}
