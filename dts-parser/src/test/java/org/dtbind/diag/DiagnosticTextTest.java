// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class DiagnosticTextTest {

  private static String snippet(byte[] source, int start, int end) {
    SourceFile file = new SourceFile("x.dts", Bytes.wrap(source));
    return DiagnosticText.snippet(
        Diagnostic.error(
            SyntaxCode.SYNTAX, Origin.Source.of(file, start, end), Message.of("wrong")));
  }

  @Test
  void longLineIsTruncatedAroundTheCaret() {
    String line = "ä".repeat(5000) + "\t!!" + "ö".repeat(5000);
    String source = "first\n" + line + "\r\nlast\n";
    int start = 6 + 10_000 + 1;
    String[] shown =
        snippet(source.getBytes(StandardCharsets.UTF_8), start, start + 2).split("\n", -1);
    assertThat(shown[0]).isEqualTo("x.dts:2.10002-10004: ERROR (syntax): wrong");
    assertThat(shown[1]).startsWith("  2 | ää").endsWith("öö").hasSize(6 + 160);
    assertThat(shown[2]).isEqualTo("    | " + " ".repeat(80) + "^~");
    assertThat(shown[1].substring(6 + 80, 6 + 83)).isEqualTo("!!ö");
  }

  /** Found by fuzzing. */
  @Test
  void sourceStartingWithAPartialCharacterIsPrinted() {
    assertThat(snippet(new byte[] {(byte) 0x80, 'a', '\n'}, 0, 1))
        .isEqualTo("x.dts:1.1-2: ERROR (syntax): wrong\n  1 | \ufffda\n    | ^\n");
    assertThat(snippet(new byte[] {(byte) 0x80}, 0, 0)).contains("\n    | ^\n");
    assertThat(snippet(new byte[0], 0, 0)).contains("\n  1 | \n    | ^\n");
  }

  /** Found by fuzzing: the checks name_properties and alias_paths quote property values. */
  @Test
  void controlCharactersInMessagesAreEscaped() {
    SourceFile file = new SourceFile("x.dts", Bytes.wrap(new byte[0]));
    Origin place = Origin.Source.of(file, 0, 0);
    Diagnostic shown =
        Diagnostic.error(SyntaxCode.SYNTAX, place, Message.of("is {name}", "\"a\nb\t\u001b[31m\""))
            .about(Subject.of(new NodePath("/a\r")))
            .note("also\n", place)
            .help("\u007f");
    assertThat(DiagnosticText.line(shown))
        .isEqualTo("x.dts:1.1: ERROR (syntax): /a\\r: is \"a\\nb\\t\\x1b[31m\"");
    // Programs compare subjects with trees, so these keep names unchanged.
    assertThat(shown.subject()).hasValue(Subject.of(new NodePath("/a\r")));
    assertThat(shown.notes().get(0).message()).isEqualTo("also\\n");
    assertThat(shown.help()).contains("\\x7f");
  }

  /** A name of megabytes in each of many messages would fill a terminal or a disk. */
  @Test
  void longWordsAreShortened() {
    String name = "a".repeat(300) + "\uD83D\uDEAA" + "b".repeat(5_000_000);
    String kept = "c".repeat(1000);
    Origin place = Origin.Source.of(new SourceFile("x.dts", Bytes.wrap(new byte[0])), 0, 0);
    Diagnostic shown =
        Diagnostic.error(
                SyntaxCode.SYNTAX,
                place,
                Message.of("no label {label} here; use {other}", name, kept))
            .about(Subject.of(new NodePath("/" + name)))
            .note("also " + name, place)
            .help("remove " + name);
    String cut = "a".repeat(200) + "[...]" + "b".repeat(200);
    String cutPath = "/" + "a".repeat(199) + "[...]" + "b".repeat(199) + ":";
    assertThat(DiagnosticText.line(shown))
        .isEqualTo(
            "x.dts:1.1: ERROR (syntax): " + cutPath + " no label " + cut + " here; use " + kept);
    assertThat(DiagnosticText.snippet(shown))
        .contains("  also " + cut + " x.dts:1.1\n", "  help: remove " + cut + "\n");
  }
}
