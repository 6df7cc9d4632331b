// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that paths stay below the directory and that files do not conflict. */
class ArtefactsTest {

  private static Artefact file(String path) {
    return Artefact.text(path, "a test", new TextFile().line("x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/etc/passwd", "..", "../x", "a/../b", "a/.", "a//b", "a/", "a\nb", "\0"})
  void pathOutsideOfTheDirectoryIsRejected(String path) {
    assertThatThrownBy(() -> file(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "...", "a b", "a\\x2db", "..a", "-"})
  void unusualFileNamesAreAccepted(String path) {
    assertThat(file(path).path()).isEqualTo(path);
  }

  /** Security review 1: a node name with a line break added a udev rule. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\u0085", "\u2028", "\u001b", "\0", "\u009b"})
  void lineBreaksAndControlCharactersAreRejected(String control) {
    TextFile file = new TextFile();
    assertThatThrownBy(() -> file.line("# ", "a" + control + "b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> file.fill("# %s\n", "a" + control + "b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file.text()).isEmpty();
    assertThat(file.line("# ", "t\u00fcr 1").fill("%s=%d\n", "a", 1).text())
        .isEqualTo("# t\u00fcr 1\na=1\n");
  }

  @Test
  void filesAreSortedAndConflictsAreRejected() {
    assertThat(new Artefacts(List.of(file("b"), file("a/c"))).files())
        .extracting(Artefact::path)
        .containsExactly("a/c", "b");
    for (List<Artefact> files :
        List.of(List.of(file("a"), file("a")), List.of(file("a/b/c"), file("a/b")))) {
      assertThatThrownBy(() -> new Artefacts(files)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
