// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dtbind.source.Bytes;

/**
 * A source generated from the grammar, mostly well formed and sometimes broken.
 *
 * @param files by name; {@code x.dts} is the main source
 */
record SourceInput(Map<String, Bytes> files) {

  /** Text that a mutation inserts: tokens of the lexers and the preprocessor. */
  static final List<String> WORDS =
      List.of(
          "/dts-v1/;",
          "/plugin/;",
          "/memreserve/ ",
          "/bits/ 8 ",
          "/bits/ 64 ",
          "/delete-node/ ",
          "/delete-property/ ",
          "/omit-if-no-ref/ ",
          "/incbin/(\"x.dts\")",
          "/include/ \"b.dtsi\"",
          "#include \"a.h\"\n",
          "\n#if 1\n",
          "\n#else\n",
          "\n#endif\n",
          "\n#define A A(A)\n",
          "\n#",
          "##",
          "#",
          "__VA_ARGS__",
          "/*",
          "*/",
          "//",
          "\\\n",
          "\"",
          "'",
          "<",
          ">",
          "[",
          "]",
          "{",
          "}",
          "};",
          ";",
          "=",
          ",",
          "(",
          ")",
          "&",
          "&{/",
          "&{",
          "l0:",
          "&l0",
          "0x",
          "0",
          "1u",
          "18446744073709551615",
          "18446744073709551616",
          "-",
          "?",
          ":",
          "<<",
          "%",
          "/",
          "\\x",
          "\\0",
          "\0",
          "\377",
          "\r\n",
          "@",
          "A(",
          "B(1,",
          "__COUNTER__",
          "defined",
          "__has_include",
          "__has_include_next",
          "_Pragma(");

  private static final int MAX_BYTES = 1 << 16;

  static SourceInput make(Decisions choices) {
    RandomSource text = new RandomSource(choices);
    String source = text.source();
    if (choices.oneIn(8)) {
      source = Seeds.SOURCES.isEmpty() ? source : choices.of(Seeds.SOURCES);
    }
    Bytes bytes = Bytes.latin1(source);
    if (choices.oneIn(3)) {
      bytes = mutate(bytes, choices);
    }
    return new SourceInput(
        Map.of(
            "x.dts", bytes,
            "a.h", Bytes.latin1(text.header()),
            "b.dtsi", Bytes.latin1("/ { b.dtsi = __FILE__; included { }; };\n")));
  }

  /** Returns the source with a few parts removed, repeated or replaced. */
  static Bytes mutate(Bytes source, Decisions choices) {
    List<Bytes> parts = new ArrayList<>(List.of(source));
    Bytes result = source;
    do {
      int from = choices.below(result.length() + 1);
      int to = Math.min(result.length(), from + choices.below(choices.oneIn(4) ? 4096 : 16));
      Bytes before = result.slice(0, from);
      Bytes cut = result.slice(from, to);
      Bytes after = result.slice(to, result.length());
      parts.clear();
      parts.add(before);
      switch (choices.below(5)) {
        case 0 -> parts.add(Bytes.latin1(choices.of(WORDS)));
        case 1 -> {
          parts.add(Bytes.latin1(choices.of(WORDS)));
          parts.add(cut);
        }
        case 2 -> {
          for (int i = choices.below(choices.oneIn(16) ? 400 : 4); i >= 0; i--) {
            parts.add(cut);
          }
        }
        case 3 -> parts.add(Bytes.wrap(new byte[] {(byte) choices.octet()}));
        default -> {
          // Removes the part.
        }
      }
      parts.add(after);
      result = joined(parts);
    } while (choices.more(2) && result.length() < MAX_BYTES);
    return result;
  }

  private static Bytes joined(List<Bytes> parts) {
    byte[] all = new byte[parts.stream().mapToInt(Bytes::length).sum()];
    int at = 0;
    for (Bytes part : parts) {
      part.copyTo(all, at);
      at += part.length();
    }
    return Bytes.wrap(all);
  }
}
