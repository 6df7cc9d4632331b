// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import org.dtbind.source.Shown;

/** The reason why a text is not a valid {@link Journal}: nothing in it is then used. */
public final class JournalDamage extends Exception {

  private static final long serialVersionUID = 1;

  /** How much of a file's text a message shows. */
  private static final int MOST_SHOWN = 80;

  private final String why;

  /**
   * Creates one.
   *
   * @param why one line
   */
  public JournalDamage(String why) {
    super(why);
    this.why = why;
  }

  /**
   * Creates one.
   *
   * @param why the beginning of a line
   * @param text of the file, shortened to fit a line
   */
  public JournalDamage(String why, String text) {
    this(why + ": " + shown(text));
  }

  /** {@return why, one line} */
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
