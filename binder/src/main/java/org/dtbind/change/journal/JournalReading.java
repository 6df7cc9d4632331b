// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.journal.Journal.Step;
import org.dtbind.source.LineValue;

/**
 * Reads the text of a {@link Journal}. It does not interpret the blocks; {@link Journal#entries}
 * does. Confined to one thread.
 */
public final class JournalReading {

  private final List<String> lines;
  private final List<JournalBlock> blocks = new ArrayList<>();
  private int at;

  private JournalReading(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Reads a journal.
   *
   * @param text the complete contents of the file
   * @throws JournalDamage if the text is not valid; the message contains the line
   */
  public static Journal read(String text) throws JournalDamage {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    // Text after the last newline was not written completely, so its step was not taken.
    lines.remove(lines.size() - 1);
    JournalReading reading = new JournalReading(lines);
    try {
      return reading.journal();
    } catch (JournalDamage damage) {
      throw new JournalDamage("line %d: %s".formatted(reading.at + 1, damage.why()));
    }
  }

  private Journal journal() throws JournalDamage {
    if (!peek().equals(Journal.FIRST)) {
      throw peek().startsWith("dtbind-journal=")
          ? new JournalDamage("it is from another version", peek())
          : new JournalDamage("it does not begin with " + Journal.FIRST);
    }
    at++;
    String process = value("process").map(LineValue::read).orElse("");
    Optional<String> boot = value("boot");
    while (peek().startsWith(Journal.CHANGE)) {
      blocks.add(block());
    }
    if (!peek().equals(Journal.BEGIN)) {
      throw at < lines.size()
          ? new JournalDamage("unexpected here", peek())
          : new JournalDamage("it ends before the line \"begin\"");
    }
    at++;
    List<Step> steps = new ArrayList<>();
    while (peek().startsWith("step=")) {
      steps.add(step(peek().substring("step=".length())));
      at++;
    }
    boolean done = peek().equals(Journal.DONE);
    at += done ? 1 : 0;
    if (at < lines.size()) {
      throw new JournalDamage("unexpected here", peek());
    }
    return new Journal(process, boot, blocks, steps, done);
  }

  /** Reads up to the next block, or the end of the head. */
  private JournalBlock block() throws JournalDamage {
    String kind = value("change").orElseThrow();
    List<String> own = new ArrayList<>();
    while (peek().indexOf('=') > 0 && !peek().startsWith(Journal.CHANGE)) {
      own.add(lines.get(at++));
    }
    return new JournalBlock(kind, own);
  }

  /** The current line; empty at the end of the file. */
  private String peek() {
    return at < lines.size() ? lines.get(at) : "";
  }

  private Optional<String> value(String key) {
    if (!peek().startsWith(key + "=")) {
      return Optional.empty();
    }
    return Optional.of(lines.get(at++).substring(key.length() + 1));
  }

  private Step step(String text) throws JournalDamage {
    int space = text.indexOf(' ');
    String number = space < 0 ? text : text.substring(0, space);
    if (!number.matches("\\d{1,6}") || Integer.parseInt(number) >= blocks.size()) {
      throw new JournalDamage("a step of a change that is not listed", text);
    }
    return new Step(
        Integer.parseInt(number), space < 0 ? "" : LineValue.read(text.substring(space + 1)));
  }
}
