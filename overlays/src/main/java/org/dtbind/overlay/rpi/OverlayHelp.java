// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * Reads the README file in a directory of overlays, which describes each overlay, in the way of
 * dtoverlay, including its treatment of blank lines (raspberrypi/utils, utils.c). Use in one
 * thread.
 */
public final class OverlayHelp {

  private static final int INDENT = 8;

  /** The most bytes that dtoverlay reads as one line. */
  private static final int LONGEST = 81;

  private static final int NONE = -1;

  private final String text;

  /** The offset of the next line. */
  private int at;

  /** The offset after the name of the overlay that was found. */
  private int entry = NONE;

  /**
   * The last line read, and the length that {@link #read} returned for it; as in dtoverlay, the two
   * may not match after blank lines.
   */
  private String line = "";

  private int length;

  /** The offset of unread text in {@link #line}; {@link #NONE} if all was read. */
  private int inLine = NONE;

  private int blanks;
  private boolean ended;

  /**
   * Creates a reader.
   *
   * @param content the contents of the README file
   */
  public OverlayHelp(Bytes content) {
    text = content.latin1();
  }

  /**
   * Moves to the entry of an overlay; returns whether there is one.
   *
   * @param name the overlay's name in Latin-1
   */
  public boolean find(String name) {
    while (isField("Name")) {
      if (data().filter(name::equals).isPresent()) {
        entry = at;
        return true;
      }
    }
    return false;
  }

  /** {@return the text of the entry that was found, in Latin-1} */
  public String entry(String name) {
    StringBuilder help = new StringBuilder("Name:   " + name + "\n\n");
    put(help, "Info", "Info:");
    put(help, "Load", "Usage:");
    put(help, "Params", "Params:");
    return help.toString();
  }

  private void put(StringBuilder help, String field, String label) {
    Optional<List<String>> lines = field(field);
    if (lines.isEmpty()) {
      return;
    }
    String first = label + " ".repeat(INDENT - label.length());
    for (String one : lines.get()) {
      help.append(one.isEmpty() && first.isBlank() ? "" : first).append(one).append('\n');
      first = " ".repeat(INDENT);
    }
    help.append('\n');
  }

  /** Returns the lines of a field; empty if the entry has no such field. */
  private Optional<List<String>> field(String field) {
    if (!isField(field)) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    Optional<String> data = data();
    while (data.isPresent()) {
      lines.add(data.get());
      data = data();
    }
    return Optional.of(lines);
  }

  private boolean isField(String field) {
    if (entry >= 0) {
      at = entry;
    }
    int read = read();
    while (read >= 0) {
      if (read > field.length() && line.startsWith(field + ":")) {
        inLine = read > INDENT ? INDENT : NONE;
        ended = false;
        return true;
      }
      inLine = NONE;
      read = read();
    }
    return false;
  }

  private Optional<String> data() {
    if (ended) {
      return Optional.empty();
    }
    int known = length;
    if (inLine < 0 || inLine >= known) {
      known = read();
      if (known < 0 || !line.startsWith(" ")) {
        ended = true;
        return Optional.empty();
      }
      if (known == 0) {
        return Optional.of("");
      }
    }
    inLine = NONE;
    return Optional.of(line.substring(Math.min(line.length(), Math.min(known, INDENT))));
  }

  /** Returns the length of the next line; negative at the end of the file or of the entry. */
  private int read() {
    if (inLine >= 0) {
      return length;
    }
    boolean isLine = next();
    while (entry >= 0 && isLine && line.isEmpty()) {
      blanks++;
      if (blanks > 1) {
        return NONE;
      }
      inLine = 0;
      isLine = next();
    }
    if (entry >= 0 && blanks > 0) {
      // The next call returns the line that follows the blank one.
      blanks = 0;
      return 0;
    }
    length = isLine ? line.length() : NONE;
    inLine = isLine ? 0 : NONE;
    return length;
  }

  private boolean next() {
    if (at >= text.length()) {
      return false;
    }
    int most = Math.min(text.length(), at + LONGEST);
    int stop = at;
    while (stop < most && text.charAt(stop) != '\n') {
      stop++;
    }
    line = text.substring(at, stop);
    at = stop < most ? stop + 1 : stop;
    return true;
  }
}
