// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.journal.KeyValueText.Line;

/**
 * The part of a {@link Journal} that describes one change.
 *
 * @param kind the kind of the change, as one word
 * @param lines the lines in order, each {@code KEY=VALUE} with an escaped value
 */
public record JournalBlock(String kind, List<String> lines) {

  /** Copies the list. */
  public JournalBlock {
    lines = List.copyOf(lines);
  }

  /**
   * {@return the values of keys that may appear once, by key}
   *
   * @param once the keys that may appear once
   * @param often the keys that may appear any number of times, which are not returned
   * @throws JournalDamage if there is another key, or one of {@code once} appears twice
   */
  public Map<String, String> values(Set<String> once, Set<String> often) throws JournalDamage {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      String key = key(line);
      if (!once.contains(key) && !often.contains(key)) {
        throw new JournalDamage("unexpected here", line);
      }
      if (once.contains(key) && values.put(key, read(line)) != null) {
        throw new JournalDamage("specified twice", key);
      }
    }
    return values;
  }

  /**
   * {@return the values of all lines with a key, still escaped, each followed by a newline; empty
   * if there are none}
   */
  public Optional<String> text(String key) {
    StringBuilder text = new StringBuilder();
    lines.stream()
        .filter(line -> key(line).equals(key))
        .forEach(line -> text.append(Line.of(line).written()).append('\n'));
    return Optional.of(text.toString()).filter(known -> !known.isEmpty());
  }

  /**
   * {@return whether a value is {@code yes}}
   *
   * @param values the values by key, as {@link #values} returns them
   * @throws JournalDamage if the value is neither {@code yes} nor {@code no}
   */
  public static boolean truth(Map<String, String> values, String key) throws JournalDamage {
    String text = values.getOrDefault(key, "");
    if (!text.equals("yes") && !text.equals("no")) {
      throw new JournalDamage("\"%s\" must be yes or no".formatted(key));
    }
    return text.equals("yes");
  }

  /**
   * {@return the key of a line}
   *
   * @param line a line {@code KEY=VALUE}
   */
  public static String key(String line) {
    return Line.of(line).key();
  }

  /**
   * {@return the unescaped value of a line}
   *
   * @param line a line {@code KEY=VALUE}
   */
  public static String read(String line) {
    return Line.of(line).value();
  }
}
