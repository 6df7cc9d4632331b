// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

  private enum State {
    DONE,
    OPEN,
    LOST
  }

  private static final Words<State> WORDS =
      Words.of(
          State.class,
          state ->
              switch (state) {
                case DONE -> Words.word("done");
                case OPEN -> Words.word("unreported", "nobody knows");
                case LOST -> Words.word("gone");
              });

  @Test
  void memberShowsTheWordAndListsAllOfThem() {
    View<State> view = View.<State>part().word("state", "state of it", WORDS, state -> state);
    assertThat(view.described())
        .containsExactly(
            new View.Described(
                "state", "string", "state of it: `done`, `unreported` (nobody knows) or `gone`"));
    assertThat(view.json(State.OPEN)).contains("\"state\" : \"unreported\"");
  }

  @Test
  void wordThatDoesNotOccurIsNotListed() {
    Words<State> fewer = WORDS.without(State.LOST);
    assertThat(fewer.described()).isEqualTo("`done` or `unreported` (nobody knows)");
    assertThatThrownBy(() -> fewer.of(State.LOST)).isInstanceOf(NoSuchElementException.class);
  }

  /** Words in documents are a contract; names of constants are not. */
  @Test
  void viewsDoNotUseNamesOfConstants() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/dtbind"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        if (text.contains("View.<")) {
          assertThat(text).as(file.toString()).doesNotContain("name().toLowerCase", "::name()");
        }
      }
    }
  }
}
