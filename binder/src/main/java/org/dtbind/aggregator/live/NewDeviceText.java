// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;

/**
 * The text written to {@code new_device}, and a parser that matches the kernel's (Linux,
 * drivers/gpio/gpio-aggregator.c, {@code aggr_parse()}; lib/cmdline.c, {@code next_arg()}). The
 * kernel splits words at {@code =}, sorts offsets, and drops a name in the last place. Therefore a
 * text is used only if parsing it gives exactly the requested lines.
 */
public final class NewDeviceText {

  /**
   * The maximum length of the text: the smallest page size, which limits one write to an attribute,
   * minus the terminating byte.
   */
  public static final int MOST_BYTES = 4095;

  /** A limit on offsets, larger than any chip. */
  private static final int MOST_OFFSETS = 1 << 16;

  /**
   * The numbers that {@code get_options()} accepts. The kernel takes such a word for a list of
   * offsets.
   */
  private static final Pattern NUMBERS =
      Pattern.compile("-?(0[xX][0-9a-fA-F]+|[0-9]+)([-,](0[xX][0-9a-fA-F]+|[0-9]*))*");

  /** A word that follows a line name in the last place. It is not a line name itself. */
  private static final String END = " \"\"";

  private NewDeviceText() {}

  /** A line as the kernel would parse it. */
  private record Wanted(Bytes key, OptionalInt offset) {}

  /**
   * {@return the text for lines; empty if the text would be too long, or the kernel would parse
   * every such text differently}
   *
   * @param lines the lines, in the aggregator's order
   */
  public static Optional<Bytes> of(List<SourceLine> lines) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < lines.size(); ) {
      SourceLine line = lines.get(at);
      Optional<String> word = word(line.key());
      if (word.isEmpty()) {
        return Optional.empty();
      }
      text.append(text.isEmpty() ? "" : " ").append(word.get());
      int end = at + 1;
      if (line.offset().isPresent()) {
        while (end < lines.size() && follows(lines.get(end - 1), lines.get(end))) {
          end++;
        }
        text.append(' ').append(offsets(lines.subList(at, end)));
      } else if (end == lines.size()) {
        text.append(END);
      }
      at = end;
    }
    Bytes whole = Bytes.latin1(text.toString());
    List<Wanted> wanted =
        lines.stream().map(line -> new Wanted(line.key(), line.offset())).toList();
    boolean right = whole.length() <= MOST_BYTES && read(whole).equals(Optional.of(wanted));
    return right ? Optional.of(whole) : Optional.empty();
  }

  /** Whether a word exists that the kernel reads as this text. */
  static boolean isWritable(Bytes text) {
    return word(text).isPresent();
  }

  /** Whether a line may be in the same list as the line before it: the kernel sorts each list. */
  private static boolean follows(SourceLine before, SourceLine line) {
    return line.key().equals(before.key())
        && line.offset().isPresent()
        && line.offset().getAsInt() > before.offset().getAsInt();
  }

  /** Formats the offsets as numbers and ranges, such as {@code 3,7-9}. */
  private static String offsets(List<SourceLine> lines) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < lines.size(); ) {
      int from = lines.get(at).offset().orElseThrow();
      int to = from;
      at++;
      while (at < lines.size() && lines.get(at).offset().orElseThrow() == to + 1) {
        to++;
        at++;
      }
      out.append(out.isEmpty() ? "" : ",").append(from).append(to > from ? "-" + to : "");
    }
    return out.toString();
  }

  /** The word, quoted if necessary, with one character for each byte. */
  private static Optional<String> word(Bytes text) {
    String plain = text.latin1();
    for (String word : List.of(plain, '"' + plain + '"')) {
      Words words = new Words(word + " x");
      boolean exact = !plain.isEmpty() && words.next().equals(plain) && words.next().equals("x");
      if (exact) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  /** The lines that the kernel would read; empty if it would reject the text. */
  private static Optional<List<Wanted>> read(Bytes text) {
    List<Wanted> lines = new ArrayList<>();
    Words words = new Words(text.latin1());
    String key = words.next();
    while (words.more()) {
      String word = words.next();
      if (!NUMBERS.matcher(word).matches()) {
        lines.add(new Wanted(Bytes.latin1(key), OptionalInt.empty()));
        key = word;
        continue;
      }
      Optional<List<Integer>> offsets = sorted(word);
      if (offsets.isEmpty()) {
        return Optional.empty();
      }
      for (int offset : offsets.get()) {
        lines.add(new Wanted(Bytes.latin1(key), OptionalInt.of(offset)));
      }
      key = words.next();
    }
    return Optional.of(lines);
  }

  /** Parses a list like {@code bitmap_parselist()}: each number once, in ascending order. */
  private static Optional<List<Integer>> sorted(String list) {
    BitSet set = new BitSet();
    for (String part : list.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2 || !part.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
        return Optional.empty();
      }
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[ends.length - 1]);
      if (from > to || to >= MOST_OFFSETS) {
        return Optional.empty();
      }
      set.set(from, to + 1);
    }
    return Optional.of(set.stream().boxed().toList());
  }

  /** Splits a text into words like {@code next_arg()}. */
  private static final class Words {

    private final String text;
    private int at;

    Words(String text) {
      this.text = text;
      this.at = skip(0);
    }

    boolean more() {
      return at < text.length();
    }

    String next() {
      boolean quoted = more() && text.charAt(at) == '"';
      int from = quoted ? at + 1 : at;
      boolean inQuote = quoted;
      int equals = -1;
      int end = from;
      while (end < text.length() && (inQuote || !KernelText.isSpace(text.charAt(end)))) {
        char c = text.charAt(end);
        // The kernel ignores an equals sign at the very beginning of a word.
        if (c == '=' && equals < 0 && end > from) {
          equals = end;
        }
        inQuote ^= c == '"';
        end++;
      }
      String word = text.substring(from, end);
      if (equals >= 0) {
        word = text.substring(from, equals);
      } else if (quoted && word.endsWith("\"")) {
        word = word.substring(0, word.length() - 1);
      }
      at = skip(Math.min(end + 1, text.length()));
      return word;
    }

    private int skip(int from) {
      int next = from;
      while (next < text.length() && KernelText.isSpace(text.charAt(next))) {
        next++;
      }
      return next;
    }
  }
}
