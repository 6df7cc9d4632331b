// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessageTest {

  @Test
  void argumentsReplaceTheirNames() {
    Message message =
        Message.of("{node} refers to &{label}, but {label} is in {file}", "/a", "b", 3);
    assertThat(message.text()).isEqualTo("/a refers to &b, but b is in 3");
    assertThat(message.argument("label")).hasValue("b");
    assertThat(message.argument("file")).hasValue("3");
    assertThat(message.argument("line")).isEmpty();
  }

  @Test
  void bracesWithoutNamesAreText() {
    assertThat(Message.of("missing '}' after {}, { a }, &{/}, {1}").text())
        .isEqualTo("missing '}' after {}, { a }, &{/}, {1}");
  }

  /** Values are from sources, which may be hostile. */
  @Test
  void valuesAreNotTemplates() {
    Message message = Message.of("{node} and {label}", "{label}", "\u001b[2J");
    assertThat(message.text()).isEqualTo("{label} and \\x1b[2J");
    assertThat(message.argument("label")).hasValue("\u001b[2J");
    assertThat(Message.of("ignored: {reason}", message).text())
        .isEqualTo("ignored: {label} and \\x1b[2J");
  }

  /** Programs need not read the text of the inner message. */
  @Test
  void innerMessageKeepsItsArguments() {
    Message inner = Message.of("{node} needs {reason}", "\u001b[2J", "a label").with("kind", "x");
    Message message = Message.of("{overlay} is ignored: {reason}", "door", inner);
    assertThat(message.text()).isEqualTo("door is ignored: \\x1b[2J needs a label");
    assertThat(message.arguments())
        .containsExactly(
            new Message.Argument("overlay", "door"),
            new Message.Argument("reason", "\\x1b[2J needs a label"),
            new Message.Argument("node", "\u001b[2J"),
            new Message.Argument("kind", "x"));
  }

  @Test
  void continuedMessageHasAllArguments() {
    Message message =
        Message.of("line {line}", 3)
            .then(Message.of(" is taken by {node}", "/a"))
            .with("kind", "x");
    assertThat(message.text()).isEqualTo("line 3 is taken by /a");
    assertThat(message.arguments())
        .extracting(Message.Argument::value)
        .containsExactly("3", "/a", "x");
  }

  @Test
  void programsDistinguishConstantsNotTexts() {
    Wording one = Wording.of("no {node}");
    Message message = Message.of("line {line}: ", 3).then(Message.of(one, "/a")).with("kind", "x");
    assertThat(message.withValues(value -> value + "…").is(one)).isTrue();
    assertThat(message.text()).isEqualTo("line 3: no /a");
    assertThat(message.is(Wording.of("no {node}"))).isFalse();
    assertThat(Message.of("no {node}", "/a").is(one)).isFalse();
  }

  @Test
  void numberOfValuesMustMatch() {
    assertThatThrownBy(() -> Message.of("{node}")).hasMessageContaining("{node}");
    assertThatThrownBy(() -> Message.of("none", 1)).hasMessageContaining("none");
  }
}
