// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import java.util.Collection;
import org.dtbind.source.PlainText;

/**
 * A text file in the making, line by line. Names and other values from outside are only ever part
 * of a line: none of them can begin another one, nor drive a terminal that shows the file.
 *
 * <pre>{@code
 * new TextFile().ours("# Made by dtbind.\n").line("bus ", device.bus());
 * }</pre>
 */
public final class TextFile {

  private final StringBuilder text = new StringBuilder();

  /**
   * Adds text of ours, a constant, or what a printer has checked by the rules of its own language.
   *
   * @param constant any lines
   * @return itself
   */
  public TextFile ours(String constant) {
    text.append(constant);
    return this;
  }

  /**
   * Adds a line.
   *
   * @param parts of it, one behind the other
   * @return itself
   * @throws IllegalArgumentException if one of them is not {@link PlainText}
   */
  public TextFile line(String... parts) {
    String line = PlainText.checked(String.join("", parts));
    text.append(line).append('\n');
    return this;
  }

  /**
   * Adds lines.
   *
   * @param lines each without its end
   * @return itself
   * @throws IllegalArgumentException if one of them is not {@link PlainText}
   */
  public TextFile lines(Collection<String> lines) {
    lines.forEach(this::line);
    return this;
  }

  /**
   * Adds lines of ours with values in them.
   *
   * @param template a constant, as {@link String#format} takes it
   * @param values put in
   * @return itself
   * @throws IllegalArgumentException if one of them is not {@link PlainText}
   */
  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency.
  public TextFile fill(String template, Object... values) {
    for (Object value : values) {
      PlainText.checked(String.valueOf(value));
    }
    text.append(template.formatted(values));
    return this;
  }

  /** {@return all of it} */
  public String text() {
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
