// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The words that stand for the constants of an enum in documents, each with its meaning for the
 * reference. A constant can be renamed without a change of its word.
 */
public final class Words<E extends Enum<E>> {

  /**
   * A word.
   *
   * @param meaning empty if the word says it all
   */
  public record Word(String text, String meaning) {

    private String described() {
      return "`" + text + "`" + (meaning.isEmpty() ? "" : " (" + meaning + ")");
    }
  }

  private final Map<E, Word> all;

  private Words(Map<E, Word> all) {
    this.all = all;
  }

  /** {@return the words for all constants of an enum, in its order} */
  public static <E extends Enum<E>> Words<E> of(Class<E> type, Function<E, Word> word) {
    Map<E, Word> all = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      all.put(constant, word.apply(constant));
    }
    return new Words<>(all);
  }

  public static Word word(String text) {
    return new Word(text, "");
  }

  public static Word word(String text, String meaning) {
    return new Word(text, meaning);
  }

  /** {@return these words without that of a constant, which does not occur} */
  public Words<E> without(E constant) {
    Map<E, Word> others = new EnumMap<>(all);
    others.remove(constant);
    return new Words<>(others);
  }

  public String of(E constant) {
    return Optional.ofNullable(all.get(constant)).orElseThrow().text();
  }

  /** {@return the words and their meanings as the reference lists them} */
  public String described() {
    List<String> each = all.values().stream().map(Word::described).toList();
    int last = each.size() - 1;
    return String.join(", ", each.subList(0, last)) + " or " + each.get(last);
  }
}
