// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.dts.syntax.Statement;
import org.dtbind.source.Bytes;

/**
 * What included files wrote, for all sources that include them: boards of one chip share nine
 * tenths of their text. It is compared byte by byte, so macros may make of a file what they will.
 * Safe between threads.
 *
 * <p>Positions in what is shared are none of a text: each passage has a stretch of numbers of its
 * own, from {@link #FIRST} on, and a reading that takes it knows where in its text that is.
 */
public final class SharedSyntax {

  /** The first position that is none of a text: texts are smaller by far. */
  static final int FIRST = 1 << 30;

  /** Passages of one file that are kept: macros make few different ones. */
  private static final int MOST_OF_A_FILE = 4;

  /**
   * Bytes of text whose statements are kept; these take some ten times as much. What was not used
   * for longest goes first: sources that share files mostly come one after the other, so a few are
   * enough.
   */
  private static final int MOST_TEXT = 1 << 20;

  /**
   * What an included file wrote.
   *
   * @param text that it gave to the texts that include it, all of it
   * @param first the position of the first byte of {@code text}
   * @param inner the passages within it, which have positions of their own, and those in them
   */
  record Passage(Bytes text, List<Statement> statements, int first, List<Inner> inner) {

    int length() {
      return text.length();
    }
  }

  /**
   * A passage within another.
   *
   * @param offset in the outer one's text
   * @param first the position of its first byte
   */
  record Inner(int offset, int first, int length) {}

  /** By file, checksums of what it gave so far, the last ones. */
  private final Map<String, List<Long>> seen = new HashMap<>();

  private final Map<String, List<Passage>> passages = new LinkedHashMap<>(16, 0.75f, true);
  private int kept;
  private int next = FIRST;

  public SharedSyntax() {}

  /** Returns what a file wrote that gave a text. */
  Optional<Passage> find(String file, Bytes text) {
    List<Passage> known = of(file);
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).text().equals(text)) {
        return Optional.of(known.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether a file gave a text before, as far as one can tell without having kept it: most
   * do so once and never again, and what is kept for nothing costs more than what is read twice.
   */
  boolean isKnown(String file, Bytes text) {
    long checksum = text.checksum();
    synchronized (this) {
      List<Long> known = seen.getOrDefault(file, List.of());
      if (known.contains(checksum)) {
        return true;
      }
      List<Long> more = new ArrayList<>(known);
      more.add(checksum);
      seen.put(
          file, List.copyOf(more.subList(Math.max(0, more.size() - MOST_OF_A_FILE), more.size())));
      return false;
    }
  }

  private synchronized List<Passage> of(String file) {
    return passages.getOrDefault(file, List.of());
  }

  /** Returns the first of as many positions that are nobody else's; empty if there are none. */
  synchronized Optional<Integer> positions(int count) {
    if (count >= Integer.MAX_VALUE - next) {
      return Optional.empty();
    }
    next += count;
    return Optional.of(next - count);
  }

  synchronized void keep(String file, Passage passage) {
    List<Passage> known = new ArrayList<>(passages.getOrDefault(file, List.of()));
    known.add(passage);
    kept += passage.length();
    if (known.size() > MOST_OF_A_FILE) {
      kept -= known.remove(0).length();
    }
    passages.put(file, List.copyOf(known));
    Iterator<List<Passage>> eldest = passages.values().iterator();
    while (kept > MOST_TEXT && eldest.hasNext()) {
      for (Passage gone : eldest.next()) {
        kept -= gone.length();
      }
      eldest.remove();
    }
  }
}
