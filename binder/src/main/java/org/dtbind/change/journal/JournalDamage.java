// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import org.dtbind.source.Shown;

/** Why a text is no {@link Journal}: nothing that it says is believed then. */
public final class JournalDamage extends Exception {

  private static final long serialVersionUID = 1;

  /** Of what a message shows of a file's text. */
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
   * @param text of the file, of which as much is shown as fits a line
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
