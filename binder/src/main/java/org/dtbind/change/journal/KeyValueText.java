// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.source.LineValue;
import org.dtbind.source.PlainText;

/**
 * The text of a record: a line with its kind and version, lines {@code KEY=VALUE}, and a line
 * {@code end}. Values are escaped, so that each stays in its line.
 */
public final class KeyValueText {

  /** A truncated file has no such line. */
  private static final String LAST = "end";

  private final List<String> lines = new ArrayList<>();

  /**
   * Begins one.
   *
   * @param first its first line
   */
  public KeyValueText(String first) {
    lines.add(first);
  }

  /**
   * A line of one.
   *
   * @param key before the equals sign
   * @param written behind it, as it is written
   */
  public record Line(String key, String written) {

    /**
     * {@return a line of a file; its key is empty if it has none}
     *
     * @param text without the newline
     */
    static Line of(String text) {
      int equals = text.indexOf('=');
      return new Line(text.substring(0, Math.max(0, equals)), text.substring(equals + 1));
    }

    /** {@return the value} */
    public String value() {
      return LineValue.read(written);
    }
  }

  /**
   * Adds a line.
   *
   * @param key without an equals sign
   * @param value any text
   * @return itself
   */
  public KeyValueText line(String key, String value) {
    return words(key, LineValue.written(value));
  }

  /**
   * Adds a line if there is a value.
   *
   * @param key without an equals sign
   * @param value any text; empty for no line
   * @return this
   */
  public KeyValueText line(String key, Optional<String> value) {
    value.ifPresent(known -> line(key, known));
    return this;
  }

  /**
   * Adds a line whose value consists of parts that are already escaped.
   *
   * @param key without an equals sign
   * @param written as {@link LineValue} writes values
   * @return this
   * @throws IllegalArgumentException if it is more than one line
   */
  public KeyValueText words(String key, String written) {
    lines.add(key + "=" + PlainText.checked(written));
    return this;
  }

  /**
   * Adds a line for each line of a text.
   *
   * @param key without an equals sign
   * @param text whose lines are already escaped; empty for no line
   * @return this
   */
  public KeyValueText lines(String key, Optional<String> text) {
    text.ifPresent(known -> known.lines().forEach(each -> words(key, each)));
    return this;
  }

  /** {@return a block of a journal, with the first line as its kind} */
  public JournalBlock block() {
    return new JournalBlock(lines.get(0), lines.subList(1, lines.size()));
  }

  /** {@return the complete text of a file} */
  public String text() {
    return String.join("\n", lines) + "\n" + LAST + "\n";
  }

  /**
   * {@return the lines between the first and the last; empty if the text has another kind or
   * version, or is truncated}
   *
   * @param first line of that kind and version
   * @param text of a file
   */
  public static Optional<List<Line>> read(String first, String text) {
    if (!text.startsWith(first + "\n") || !text.endsWith("\n" + LAST + "\n")) {
      return Optional.empty();
    }
    List<Line> read =
        Stream.of(text.split("\n", -1))
            .map(Line::of)
            .filter(line -> !line.key().isEmpty())
            .toList();
    // The version.
    return Optional.of(read.subList(1, read.size()));
  }
}
