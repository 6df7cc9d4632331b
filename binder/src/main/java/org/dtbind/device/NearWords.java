// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a mistyped word may have been. */
public final class NearWords {

  private static final int MOST = 3;

  private NearWords() {}

  /**
   * A word and how far it is.
   *
   * @param word the word
   * @param distance letters that differ
   */
  private record Near(String word, int distance) {}

  /**
   * {@return at most three words that differ from {@code wanted} in few letters, or contain it or
   * are contained in it, nearest first}
   *
   * @param wanted the word
   * @param words those that would have been right
   */
  public static List<String> of(String wanted, Collection<String> words) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    int most = Math.max(1, wanted.length() / 3);
    return words.stream()
        .distinct()
        .map(word -> new Near(word, distance(lower, word.toLowerCase(Locale.ROOT))))
        .filter(near -> near.distance <= most || contains(lower, near.word))
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .limit(MOST)
        .map(Near::word)
        .toList();
  }

  private static boolean contains(String wanted, String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return wanted.length() > 2 && lower.contains(wanted)
        || lower.length() > 2 && wanted.contains(lower);
  }

  /** Letters to put in, take out or change. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
