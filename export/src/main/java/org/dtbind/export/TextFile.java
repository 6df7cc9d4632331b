// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import java.util.Collection;
import org.dtbind.source.PlainText;

/**
 * Builds a text file line by line. Names and other values from outside cannot contain control
 * characters, so that they cannot begin another line or control a terminal that shows the file.
 *
 * <pre>{@code
 * new TextFile().verbatim("# Made by dtbind.\n").line("bus ", device.bus());
 * }</pre>
 */
public final class TextFile {

  private final StringBuilder text = new StringBuilder();

  /**
   * Adds text that is a constant, or that a printer has checked by the rules of the file's
   * language.
   *
   * @param constant text with any number of lines, including line terminators
   */
  public TextFile verbatim(String constant) {
    text.append(constant);
    return this;
  }

  /**
   * Adds a line.
   *
   * @throws IllegalArgumentException if a part is not {@link PlainText}
   */
  public TextFile line(String... parts) {
    String line = PlainText.checked(String.join("", parts));
    text.append(line).append('\n');
    return this;
  }

  /**
   * Adds lines.
   *
   * @param lines lines without line terminators
   * @throws IllegalArgumentException if a line is not {@link PlainText}
   */
  public TextFile lines(Collection<String> lines) {
    lines.forEach(this::line);
    return this;
  }

  /**
   * Adds constant lines with values in them.
   *
   * @param template a constant format string for {@link String#format}
   * @throws IllegalArgumentException if a value is not {@link PlainText}
   */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation would require a dependency.
  public TextFile fill(String template, Object... values) {
    for (Object value : values) {
      PlainText.checked(String.valueOf(value));
    }
    text.append(template.formatted(values));
    return this;
  }

  /** {@return the complete text} */
  public String text() {
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
