// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.LineValue;
import org.dtbind.source.PlainText;

/**
 * The text of a record: a line with its kind and version, lines {@code KEY=VALUE}, a line {@code
 * end}. Whatever a value has in it, it stays in its line.
 */
public final class RecordText {

  /** A file that was cut off has no such line. */
  private static final String LAST = "end";

  private final List<String> lines = new ArrayList<>();

  /**
   * Begins one.
   *
   * @param first its first line
   */
  public RecordText(String first) {
    lines.add(first);
  }

  /**
   * A line of one.
   *
   * @param key before the equals sign
   * @param written behind it, as it is written
   */
  public record Line(String key, String written) {

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
  public RecordText line(String key, String value) {
    return words(key, LineValue.written(value));
  }

  /**
   * Adds a line where there is something to say.
   *
   * @param key without an equals sign
   * @param value any text; empty for no line
   * @return itself
   */
  public RecordText line(String key, Optional<String> value) {
    value.ifPresent(known -> line(key, known));
    return this;
  }

  /**
   * Adds a line whose value is put together of parts that are written already.
   *
   * @param key without an equals sign
   * @param written as {@link LineValue} writes values
   * @return itself
   * @throws IllegalArgumentException where that is more than a line
   */
  public RecordText words(String key, String written) {
    lines.add(key + "=" + PlainText.checked(written));
    return this;
  }

  /** {@return all of it} */
  public String text() {
    return String.join("\n", lines) + "\n" + LAST + "\n";
  }

  /**
   * {@return the lines between the first and the last; empty for a text of another kind or version,
   * or one that was cut off}
   *
   * @param first line of that kind and version
   * @param text of a file
   */
  public static Optional<List<Line>> read(String first, String text) {
    if (!text.startsWith(first + "\n") || !text.endsWith("\n" + LAST + "\n")) {
      return Optional.empty();
    }
    List<Line> read = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        read.add(new Line(line.substring(0, equals), line.substring(equals + 1)));
      }
    }
    // The version.
    return Optional.of(List.copyOf(read.subList(1, read.size())));
  }
}
