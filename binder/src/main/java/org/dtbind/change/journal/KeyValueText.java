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
 * {@code end}. Values are escaped, so that each fits into one line.
 */
public final class KeyValueText {

  /** The last line, which a truncated file does not have. */
  private static final String LAST = "end";

  private final List<String> lines = new ArrayList<>();

  /**
   * Begins a text.
   *
   * @param first the first line: the kind and version
   */
  public KeyValueText(String first) {
    lines.add(first);
  }

  /**
   * A line of a text.
   *
   * @param key the part before the first equals sign
   * @param written the part after it, still escaped
   */
  public record Line(String key, String written) {

    /** {@return a line of a file; the key is empty if there is no equals sign} */
    static Line of(String text) {
      int equals = text.indexOf('=');
      return new Line(text.substring(0, Math.max(0, equals)), text.substring(equals + 1));
    }

    /** {@return the unescaped value} */
    public String value() {
      return LineValue.read(written);
    }
  }

  /**
   * Adds a line.
   *
   * @param key the key, without an equals sign
   */
  public KeyValueText line(String key, String value) {
    return words(key, LineValue.written(value));
  }

  /**
   * Adds a line if there is a value.
   *
   * @param key the key, without an equals sign
   */
  public KeyValueText line(String key, Optional<String> value) {
    value.ifPresent(known -> line(key, known));
    return this;
  }

  /**
   * Adds a line whose value is already escaped.
   *
   * @param key the key, without an equals sign
   * @param written the value, as {@link LineValue} writes it
   * @throws IllegalArgumentException if the value contains more than one line
   */
  public KeyValueText words(String key, String written) {
    lines.add(key + "=" + PlainText.checked(written));
    return this;
  }

  /**
   * Adds a line with the same key for each line of a text.
   *
   * @param key the key, without an equals sign
   * @param text the text, whose lines are already escaped; empty for no line
   */
  public KeyValueText lines(String key, Optional<String> text) {
    text.ifPresent(known -> known.lines().forEach(each -> words(key, each)));
    return this;
  }

  /** {@return a block of a journal, with the first line as its kind} */
  public JournalBlock block() {
    return new JournalBlock(lines.get(0), lines.subList(1, lines.size()));
  }

  /** {@return the complete text, for a file} */
  public String text() {
    return String.join("\n", lines) + "\n" + LAST + "\n";
  }

  /**
   * {@return the lines between the first and the last; empty if the text has another kind or
   * version, or is truncated}
   *
   * @param first the expected first line: the kind and version
   * @param text the complete contents of the file
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
    // The first line has a key, too, but is not part of the result.
    return Optional.of(read.subList(1, read.size()));
  }
}
