// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import org.dtbind.source.Shown;

/**
 * The reason why a text is not a valid {@link Journal}. In that case, recovery uses no part of it.
 */
public final class JournalDamage extends Exception {

  private static final long serialVersionUID = 1;

  /** The maximum number of characters of a file's text in a message. */
  private static final int MOST_SHOWN = 80;

  private final String why;

  /**
   * Creates a reason.
   *
   * @param why the reason, as one line of text
   */
  public JournalDamage(String why) {
    super(why);
    this.why = why;
  }

  /**
   * Creates a reason that quotes the file.
   *
   * @param why the beginning of the line
   * @param text the text from the file, which is shortened and quoted
   */
  public JournalDamage(String why, String text) {
    this(why + ": " + shown(text));
  }

  /** {@return the reason, as one line of text} */
  public String why() {
    return why;
  }

  private static String shown(String text) {
    String start = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    StringBuilder out = new StringBuilder("\"");
    out.append(Shown.masked(start));
    return out.append('"').toString();
  }
}
