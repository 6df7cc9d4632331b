// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

/** Tests that text which was read as part of a value can be read again as names. */
class KeptTokensTest {

  /** Returns the tokens, with their lines, after the text from {@code from} on is read again. */
  private static List<String> readAgain(String text, int index, String from) {
    KeptTokens tokens = new KeptTokens(Bytes.latin1(text));
    tokens.fill();
    tokens.readAsNames(index, text.indexOf(from));
    assertThat(tokens.index()).isEqualTo(index);
    tokens.fill();
    return tokens.getTokens().stream().map(t -> t.getLine() + " " + t.getText()).toList();
  }

  @Test
  void tokensHaveTheirLines() {
    assertThat(readAgain("1 \"a\n#b = 2;\n\" c", 1, "#b"))
        .containsExactly("1 1", "2 #b", "2 =", "2 2", "2 ;", "3 \" c", "3 ");
  }

  /** That comments are not closed is known only from the first such comment on. */
  @Test
  void closedCommentBeforeAnOpenOneIsAComment() {
    assertThat(readAgain("1 \"a /* b */ c\" /* d", 1, "a"))
        .containsExactly("1 1", "1 a", "1 c", "1 \" /* d", "1 ");
  }

  @Test
  void wordBetweenBracketsIsReadAgainAsAName() {
    assertThat(readAgain("[ abcd", 1, "bcd")).containsExactly("1 [", "1 bcd", "1 ");
  }
}
