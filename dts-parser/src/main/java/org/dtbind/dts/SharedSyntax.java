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
 * Keeps the statements of included files, for all sources that include them: sources for boards
 * with the same chip have nine tenths of their text in common. Passages are found by the bytes of
 * their preprocessed text, so different macro definitions cannot lead to wrong statements. Safe for
 * use by several threads.
 *
 * <p>The positions in a shared passage do not belong to one text. Each passage has a range of
 * numbers from {@link #FIRST} on, and each parse that uses the passage maps the range to an offset
 * in its text.
 */
public final class SharedSyntax {

  /** The first position of shared passages. Texts are much shorter. */
  static final int FIRST = 1 << 30;

  /**
   * Limit for the kept passages of one file. Different macro definitions lead to few different
   * texts.
   */
  private static final int MOST_OF_A_FILE = 4;

  /**
   * Limit for the bytes of text whose statements are kept; the statements take about ten times as
   * much memory. The least recently used passages are dropped first: sources that share files are
   * mostly read one after another, so a small cache suffices.
   */
  private static final int MOST_TEXT = 1 << 20;

  /**
   * The statements of an included file.
   *
   * @param text the whole preprocessed text of the file
   * @param first the position of the first byte of {@code text}
   * @param inner the passages within this one, at any depth
   */
  record Passage(Bytes text, List<Statement> statements, int first, List<Inner> inner) {

    int length() {
      return text.length();
    }
  }

  /**
   * A passage within another one.
   *
   * @param offset in the text of the outer passage
   * @param first the position of the first byte
   */
  record Inner(int offset, int first, int length) {}

  /** By file: checksums of the last few texts that the file led to. */
  private final Map<String, List<Long>> seen = new HashMap<>();

  private final Map<String, List<Passage>> passages = new LinkedHashMap<>(16, 0.75f, true);
  private int kept;
  private int next = FIRST;

  public SharedSyntax() {}

  /** Returns the passage of a file with the given preprocessed text. */
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
   * Whether a file led to an equal text before, according to a checksum. A passage is kept from the
   * second time on: most texts occur only once, and keeping all of them costs more time than
   * parsing some of them twice.
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

  /** Reserves a range of positions and returns the first; empty if the numbers are exhausted. */
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
