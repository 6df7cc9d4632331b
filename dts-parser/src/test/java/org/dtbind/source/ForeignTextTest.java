// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Security review 1, 11 and 13: text from blobs, trees, GPIO lines and other processes. */
class ForeignTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\nb",
        "a\r\tb",
        "\u0000\u001b[2J\u0007\u007f",
        "\u009b31m",
        "a\u202eb\u2028c",
        "\\x41 \\ \\\\",
        "tür 1",
        "\uD83D\uDE00",
        // A file name that is not valid UTF-8.
        "\uDC9b"
      })
  void valueIsWrittenOnOneLineAndReadBack(String value) {
    String written = LineValue.written(value);
    assertThat(PlainText.is(written)).isTrue();
    assertThat(LineValue.read(written)).isEqualTo(value);
    String word = LineValue.word(FileName.bytes(value));
    assertThat(word).matches("[!-~]*");
    assertThat(LineValue.ofWord(word)).hasValue(FileName.bytes(value));
  }

  @Test
  void unescapedValueIsReadUnchanged() {
    assertThat(LineValue.read("/soc/door@1")).isEqualTo("/soc/door@1");
    assertThat(LineValue.read("a\\b \\x4 \\xzz\\")).isEqualTo("a\\b \\x4 \\xzz\\");
    assertThat(LineValue.written("tür 1")).isEqualTo("tür 1");
  }

  @Test
  void invalidEscapeIsNotAWord() {
    for (String word : new String[] {"\\xf", "a\\y20", "\\x41", "a b", "\\"}) {
      assertThat(LineValue.ofWord(word)).as(word).isEmpty();
    }
  }

  /** A CI server's runner executes such lines. */
  @Test
  void commandsToRunnersAreNotShown() {
    assertThat(Shown.escaped("::add-mask::x")).isEqualTo("\\x3a:add-mask::x");
    assertThat(Shown.escaped("  ::a")).isEqualTo("  \\x3a:a");
    assertThat(Shown.escaped("a ##[b]")).isEqualTo("a #\\x23[b]");
    assertThat(Shown.escaped("\u001b###vso[a]")).isEqualTo("\\x1b##\\x23vso[a]");
    assertThat(Shown.masked("::add-mask::\n")).isEqualTo("?:add-mask::?");
    assertThat(Shown.masked("##[b]")).isEqualTo("#?[b]");
    for (String text : List.of("a::b", ":a", "", " ", "#address-cells", "a ## b", "a##b")) {
      assertThat(Shown.escaped(text)).isEqualTo(text);
      assertThat(Shown.masked(text)).isEqualTo(text);
    }
  }

  @Test
  void lineBreaksAndControlCharactersAreNotPlainText() {
    for (String text :
        new String[] {"\n", "\r", "\u0085", "\u2028", "\u001b", "\u009b", "\uD800"}) {
      assertThat(PlainText.is("a" + text)).isFalse();
      assertThatThrownBy(() -> new PlainText("a" + text))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .matches("[ -~]*");
    }
    assertThat(PlainText.checked("tür $1 \"\\")).isEqualTo("tür $1 \"\\");
  }

  @Test
  void terminalControlCharactersAreEscaped() {
    assertThat(Shown.escaped("a\n\t\u001b[2J\u007f\u009b\u202e\uDC9b\uDBFF\uDFFFtür"))
        .isEqualTo("a\\n\\t\\x1b[2J\\x7f\\x9b\\u202e\\x9b\\U0010fffftür");
    assertThat(Shown.escapedLines("a\n\tb\rc")).isEqualTo("a\n\tb\\rc");
    assertThat(Shown.masked("a\nb\u202ec\u009bd")).isEqualTo("a?b?c?d");
    assertThat(Shown.masked("tür \uD83D\uDE00")).isEqualTo("tür \uD83D\uDE00");
  }
}
