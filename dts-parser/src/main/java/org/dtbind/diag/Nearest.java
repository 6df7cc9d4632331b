// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests existing names for a missing name. */
public final class Nearest {

  private static final int MAX_SHOWN = 3;

  /**
   * Limit for the length of compared names: the time is proportional to the product of both
   * lengths.
   */
  private static final int MAX_LENGTH = 100;

  /** In a shorter name, one additional or missing letter often makes another valid name. */
  private static final int SHORTEST_MISTYPED = 6;

  /** In a shorter word, one other letter often makes another word. */
  private static final int SHORTEST_CHANGED = 6;

  /** In a shorter word, one additional or missing letter often makes another word. */
  private static final int SHORTEST_MISSING = 5;

  /** An existing name and its edit distance from the wanted one. */
  private record Candidate(String name, int distance) {}

  private Nearest() {}

  /**
   * {@return at most three existing names that differ from {@code wanted} by few letters, contain
   * it, or are contained in it, the most similar first; case is ignored}
   *
   * @param wanted a missing name
   * @param known the existing names
   */
  public static List<String> to(String wanted, Collection<String> known) {
    if (wanted.length() > MAX_LENGTH) {
      return List.of();
    }
    int allowed = Math.max(1, wanted.length() / 4);
    String lower = wanted.toLowerCase(Locale.ROOT);
    return known.stream()
        .distinct()
        .filter(name -> name.length() <= MAX_LENGTH)
        .filter(name -> contains(lower, name) || isNear(name.length(), wanted.length(), allowed))
        .map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
        .filter(near -> near.distance() <= allowed || contains(lower, near.name()))
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MAX_SHOWN)
        .map(Candidate::name)
        .toList();
  }

  /**
   * {@return the question whether one of some names is meant, for a help line}
   *
   * @param names at least one name
   */
  public static String question(Collection<String> names) {
    return "did you mean '" + String.join("' or '", names) + "'?";
  }

  /**
   * {@return at most three existing names that differ from {@code wanted} by one letter or, if
   * there are none, by few letters, and by no digit: {@code cpu@2} is not a mistyped {@code cpu@3}}
   *
   * @param wanted a missing name
   * @param known the existing names
   */
  public static List<String> mistyped(String wanted, Collection<String> known) {
    if (wanted.length() < SHORTEST_MISTYPED) {
      return List.of();
    }
    List<String> nearest = byOneLetter(wanted, known);
    String digits = digits(wanted);
    // A name that contains another one, such as reset-gpios, need not be near to it.
    return nearest.isEmpty()
        ? to(wanted, known).stream()
            .filter(name -> digits(name).equals(digits) && isNear(wanted, name))
            .toList()
        : nearest;
  }

  /**
   * {@return at most three existing names for which {@code wanted} is probably a slip: one of its
   * words differs by case, by two swapped letters or by a final s, or a longer one by one letter. A
   * word with digits, such as {@code imx8qm}, may only differ by case}
   *
   * @param wanted a missing name
   * @param known the existing names, of which there may be many
   */
  public static List<String> slips(String wanted, Collection<String> known) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> isNear(name.length(), wanted.length(), 1) && !name.equals(wanted))
        .filter(name -> isSlip(lower, name.toLowerCase(Locale.ROOT)))
        .sorted()
        .limit(MAX_SHOWN)
        .toList();
  }

  private static boolean isSlip(String wanted, String name) {
    List<String> written = words(wanted);
    List<String> known = words(name);
    if (written.size() != known.size()) {
      return String.join("", written).equals(String.join("", known));
    }
    int different = 0;
    for (int i = 0; i < written.size(); i++) {
      String a = written.get(i);
      String b = known.get(i);
      if (!a.equals(b)) {
        int longer = Math.max(a.length(), b.length());
        boolean swapped = a.length() == b.length() && letters(a).equals(letters(b));
        boolean plural = a.equals(b + "s") || b.equals(a + "s");
        boolean may =
            swapped
                || plural
                || longer >= (a.length() == b.length() ? SHORTEST_CHANGED : SHORTEST_MISSING);
        different += may && digits(a + b).isEmpty() && isOneLetter(a, b) ? 1 : 2;
      }
    }
    return different <= 1;
  }

  private static List<String> words(String name) {
    return List.of(name.split("[^a-z0-9]+"));
  }

  private static List<Integer> letters(String word) {
    return word.chars().sorted().boxed().toList();
  }

  /**
   * {@return whether two names differ at most by one letter, which is changed, missing, additional
   * or swapped with the next one}
   *
   * @param a a name
   * @param b another name
   */
  public static boolean isOneLetter(String a, String b) {
    return isNear(a.length(), b.length(), 1) && a.length() <= MAX_LENGTH && distance(a, b) <= 1;
  }

  /**
   * {@return at most three existing names that differ from {@code wanted} by one letter and by no
   * digit}
   *
   * @param wanted a missing name
   * @param known the existing names, all of which are possible here
   */
  public static List<String> byOneLetter(String wanted, Collection<String> known) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> digits(name).equals(digits(wanted)) && !name.equals(wanted))
        .filter(
            name ->
                name.length() != wanted.length()
                    || name.length() >= SHORTEST_MISSING
                    || letters(name).equals(letters(wanted)))
        .filter(name -> isOneLetter(lower, name.toLowerCase(Locale.ROOT)))
        .sorted()
        .limit(MAX_SHOWN)
        .toList();
  }

  /**
   * {@return whether a missing name is certainly a mistyped form of an existing one: it differs by
   * case, by two swapped letters, or by one letter inside a word of at least six letters. {@code
   * gpioa} is not a mistyped {@code gpiob}}
   *
   * @param wanted a missing name
   * @param name the only existing name that is near to it
   */
  public static boolean isCertain(String wanted, String name) {
    if (wanted.equalsIgnoreCase(name)) {
      return true;
    }
    int shorter = Math.min(wanted.length(), name.length());
    int from = 0;
    while (from < shorter && wanted.charAt(from) == name.charAt(from)) {
      from++;
    }
    int behind = 0;
    while (behind < shorter - from
        && wanted.charAt(wanted.length() - 1 - behind) == name.charAt(name.length() - 1 - behind)) {
      behind++;
    }
    String mistyped = wanted.substring(from, wanted.length() - behind);
    String meant = name.substring(from, name.length() - behind);
    if (!isWord(mistyped) || !isWord(meant)) {
      return false;
    }
    if (mistyped.length() == 2 && meant.length() == 2) {
      return mistyped.charAt(0) == meant.charAt(1) && mistyped.charAt(1) == meant.charAt(0);
    }
    String before = name.substring(0, from).replaceAll(".*[^A-Za-z]", "");
    String after = name.substring(from + meant.length()).replaceAll("[^A-Za-z].*", "");
    return mistyped.length() <= 1
        && meant.length() <= 1
        && !before.isEmpty()
        && !after.isEmpty()
        && before.length() + meant.length() + after.length() >= SHORTEST_MISTYPED;
  }

  private static boolean isWord(String text) {
    return text.chars().allMatch(letter -> Character.isLetter(letter) && letter < 128);
  }

  private static String digits(String name) {
    return name.replaceAll("[^0-9]", "");
  }

  private static boolean isNear(String wanted, String name) {
    String lower = wanted.toLowerCase(Locale.ROOT);
    return distance(lower, name.toLowerCase(Locale.ROOT)) <= wanted.length() / 4;
  }

  private static boolean isNear(int a, int b, int allowed) {
    return Math.abs(a - b) <= allowed;
  }

  /** Whether one name contains the other, which must have at least three letters. */
  private static boolean contains(String wanted, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return wanted.length() > 2 && lower.contains(wanted)
        || lower.length() > 2 && wanted.contains(lower);
  }

  /**
   * Returns the edit distance: the number of letters to change, insert, delete or swap with the
   * next one.
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
