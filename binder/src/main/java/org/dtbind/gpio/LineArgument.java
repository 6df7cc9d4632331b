// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line, or several lines of a chip, as written by a user, before it is resolved.
 *
 * <p>Three formats are accepted in addition to a plain name: {@code LABEL:OFFSETS}; the format of
 * gpio-aggregator's {@code new_device}, {@code NAME LABEL OFFSETS "A NAME" …}
 * (drivers/gpio/gpio-aggregator.c, {@code aggr_parse()}); and the format of the first version of
 * that driver in 2019, {@code gpiochipA 19 20, gpiochipB 3}. Unlike the kernel, which drops a name
 * in the last place and splits names at {@code =}, dtbind keeps all names complete.
 */
public sealed interface LineArgument {

  /** A limit on offsets, larger than any chip, and on the length of a list of offsets. */
  int MOST_OFFSETS = 1 << 16;

  /**
   * A line, by name.
   *
   * @param name the complete name
   */
  record Named(String name) implements LineArgument {}

  /**
   * Lines of a chip, by offset.
   *
   * @param chip the label of the chip, or {@code gpiochipN}
   * @param offsets the offsets, from 0, in the order written; at least one
   */
  record OnChip(String chip, List<Integer> offsets) implements LineArgument {
    /** Copies the list. */
    public OnChip {
      offsets = List.copyOf(offsets);
    }
  }

  /**
   * {@return the lines of a text in one of the formats that separate words by white space}
   *
   * @param text the text; white space inside quotation marks belongs to a name
   */
  static List<LineArgument> sequence(String text) {
    List<Token> tokens = Token.split(text);
    boolean first2019 = tokens.stream().anyMatch(token -> token.ends() || isChipName(token.text()));
    List<LineArgument> words = new ArrayList<>();
    for (int at = 0; at < tokens.size(); ) {
      Token token = tokens.get(at++);
      List<Integer> offsets = new ArrayList<>();
      boolean more = !token.ends();
      while (more && at < tokens.size()) {
        int most = MOST_OFFSETS - offsets.size();
        Optional<List<Integer>> next = tokens.get(at).offsets().filter(list -> list.size() <= most);
        next.ifPresent(offsets::addAll);
        more = next.isPresent() && first2019 && !tokens.get(at).ends();
        at += next.isPresent() ? 1 : 0;
      }
      words.add(offsets.isEmpty() ? new Named(token.text()) : new OnChip(token.text(), offsets));
    }
    return words;
  }

  /**
   * {@return the chip and the offsets of {@code LABEL:OFFSETS}; empty if the text does not have
   * this format. The last colon separates them, because labels may contain colons}
   */
  static Optional<OnChip> chipAndOffsets(String text) {
    int colon = text.lastIndexOf(':');
    return colon <= 0
        ? Optional.empty()
        : offsets(text.substring(colon + 1))
            .map(offsets -> new OnChip(text.substring(0, colon), offsets));
  }

  /**
   * {@return the numbers of a list such as {@code 19,20-21}; empty if the text is not such a list.
   * A descending range is none: the kernel takes it as a name}
   *
   * @param text decimal numbers, at most 65535
   */
  static Optional<List<Integer>> offsets(String text) {
    List<Integer> offsets = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher range = Token.RANGE.matcher(part);
      if (!range.matches()) {
        return Optional.empty();
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      if (first > last || last >= MOST_OFFSETS) {
        return Optional.empty();
      }
      if (last - first >= MOST_OFFSETS - offsets.size()) {
        return Optional.empty();
      }
      for (int offset = first; offset <= last; offset++) {
        offsets.add(offset);
      }
    }
    return Optional.of(offsets);
  }

  private static boolean isChipName(String text) {
    return text.matches("gpiochip\\d+");
  }

  /**
   * A word of a text that is separated by white space.
   *
   * @param text the word without quotation marks
   * @param quoted whether the word had quotation marks, so that it is a name
   * @param ends whether a comma follows, which ends the offsets of a chip
   */
  record Token(String text, boolean quoted, boolean ends) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final Pattern PART = Pattern.compile("\"([^\"]*)\"?|(\\S+?)(,?)(?:\\s+|$)");

    private static List<Token> split(String text) {
      List<Token> tokens = new ArrayList<>();
      Matcher part = PART.matcher(text);
      while (part.find()) {
        boolean quoted = part.group(1) != null;
        String plain = quoted ? part.group(1) : part.group(2);
        boolean comma = !quoted && !part.group(3).isEmpty();
        if (plain.equals(",") && !tokens.isEmpty()) {
          Token last = tokens.remove(tokens.size() - 1);
          tokens.add(new Token(last.text, last.quoted, true));
        } else if (!plain.isEmpty()) {
          tokens.add(new Token(plain, quoted, comma));
        }
      }
      return tokens;
    }

    private Optional<List<Integer>> offsets() {
      return quoted ? Optional.empty() : LineArgument.offsets(text);
    }
  }
}
