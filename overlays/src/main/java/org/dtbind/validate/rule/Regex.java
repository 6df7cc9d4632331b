// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.dtbind.source.Limit;

/**
 * A regular expression in Python's syntax, for searches. The number of characters that a search may
 * examine is limited, because schemas are untrusted input.
 */
public final class Regex {

  private static final Pattern REPEATED = Pattern.compile("(?<!\\\\)\\{(\\d+)");

  private final String text;
  private final Pattern pattern;
  private final Literals literals;

  private Regex(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
    this.literals = Literals.of(text);
  }

  /**
   * {@return the compiled form of a regular expression}
   *
   * @throws PatternSyntaxException if it is not valid
   */
  public static Regex of(String text) {
    if (repeats(text) > Limit.BINDING_REPEATS.most()) {
      throw new PatternSyntaxException("it requires too many repetitions", text, -1);
    }
    try {
      return new Regex(text, Pattern.compile(java(text), Pattern.UNIX_LINES));
    } catch (StackOverflowError e) {
      throw new PatternSyntaxException("it is nested too deeply", text, -1);
    }
  }

  /**
   * Returns the minimum number of repetitions. It needs a separate limit: the repetition of an
   * empty match examines no characters, so {@link Counted} cannot stop it.
   */
  private static double repeats(String text) {
    double product = 1;
    Matcher repeated = REPEATED.matcher(text);
    while (repeated.find()) {
      product *= Math.max(1, Double.parseDouble(repeated.group(1)));
    }
    return product;
  }

  /** {@return the regular expression in Python's syntax} */
  public String text() {
    return text;
  }

  /** Returns whether a search can succeed in any text that begins with a given character. */
  boolean mayStart(char first) {
    return literals.mayStart(first);
  }

  /**
   * {@return whether a search in a text succeeds}
   *
   * @throws TooMuchWork if the search exceeds the limit
   */
  public boolean isIn(String searched) {
    if (!literals.mayBeIn(searched)) {
      return false;
    }
    try {
      return pattern.matcher(new Counted(searched, 0, searched.length(), new Steps())).find();
    } catch (StackOverflowError e) {
      throw new TooMuchWork("a regular expression of a schema requires too many repetitions");
    }
  }

  /** {@return whether a search in a text succeeds; false if it exceeds the limit} */
  public boolean isSurelyIn(String searched) {
    try {
      return isIn(searched);
    } catch (TooMuchWork e) {
      return false;
    }
  }

  /**
   * Translates to Java's syntax. These parts differ: brackets and ampersands in character classes,
   * <code>{,n}</code>, {@code \Z}, and names of groups.
   */
  private static String java(String python) {
    StringBuilder out = new StringBuilder(python.length() + 8);
    int inClass = -1;
    for (int i = 0; i < python.length(); i++) {
      char c = python.charAt(i);
      if (c == '\\' && i + 1 < python.length()) {
        char next = python.charAt(++i);
        out.append(c).append(next == 'Z' ? 'z' : next);
      } else if (inClass < 0) {
        inClass = c == '[' ? i + (python.startsWith("^", i + 1) ? 1 : 0) : -1;
        out.append(c);
        if (python.startsWith("{,", i)) {
          out.append('0');
        } else if (python.startsWith("(?P<", i)) {
          out.append('?');
          i += 2;
        }
      } else if (c == ']' && i > inClass + 1) {
        inClass = -1;
        out.append(c);
      } else {
        out.append(c == '[' || c == '&' || c == ']' ? "\\" + c : String.valueOf(c));
      }
    }
    return out.toString();
  }

  private static final class Steps {
    private int count;
  }

  /** Text that counts all accesses to characters, including those through subsequences. */
  private record Counted(String text, int from, int to, Steps steps) implements CharSequence {

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      if (++steps.count > Limit.BINDING_SEARCH.most()) {
        throw new TooMuchWork("a regular expression of a schema takes too long");
      }
      return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text, from + start, from + end, steps);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
