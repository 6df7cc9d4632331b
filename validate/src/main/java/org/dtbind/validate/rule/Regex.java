// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.dtbind.source.Limit;

/**
 * A regular expression in Python's syntax, for searches. The number of characters that a search may
 * examine is limited, because schemas are untrusted input.
 */
public final class Regex {

  private final String text;
  private final Pattern pattern;
  private final Cost cost;
  private final RegexLiterals literals;

  private Regex(String text, Pattern pattern, Cost cost) {
    this.text = text;
    this.pattern = pattern;
    this.cost = cost;
    this.literals = RegexLiterals.of(text);
  }

  /**
   * {@return the compiled form of a regular expression}
   *
   * @throws PatternSyntaxException if it is not valid
   */
  public static Regex of(String text) {
    try {
      String java = java(text);
      Pattern pattern = Pattern.compile(java, Pattern.UNIX_LINES);
      Cost cost = CostReader.of(java);
      if (cost.most() > Limit.BINDING_REPEATS.most()) {
        throw new PatternSyntaxException("it can match an empty text in many ways", text, -1);
      }
      return new Regex(text, pattern, cost);
    } catch (IndexOutOfBoundsException e) {
      throw new PatternSyntaxException("it has an unknown part", text, -1);
    } catch (StackOverflowError e) {
      throw new PatternSyntaxException("it is nested too deeply", text, -1);
    }
  }

  /** {@return the regular expression in Python's syntax} */
  public String text() {
    return text;
  }

  /** Returns whether a search can succeed in any text that begins with a given character. */
  boolean mayStart(char first) {
    return literals.mayStart(first);
  }

  /** Returns whether a search can succeed in any text that begins with a non-ASCII character. */
  boolean mayStartBeyondAscii() {
    return literals.mayStartBeyondAscii();
  }

  /**
   * {@return whether a search in a text succeeds}
   *
   * @throws TooMuchWork if the search exceeds the limit
   */
  public boolean isIn(String searched, ValidationRun run) {
    run.take(1);
    if (!literals.mayBeIn(searched)) {
      return false;
    }
    Steps steps = new Steps((long) cost.most());
    try {
      steps.add((searched.length() + 1) * (long) cost.entry());
      return pattern.matcher(new Counted(searched, 0, searched.length(), steps)).find();
    } catch (StackOverflowError e) {
      throw new TooMuchWork("a regular expression of a schema requires too many repetitions");
    } finally {
      run.take(steps.count);
    }
  }

  /**
   * {@return whether a search in a text succeeds; false if it exceeds the limit}
   *
   * @throws TooMuchWork if the budget of the run is spent
   */
  public boolean isSurelyIn(String searched, ValidationRun run) {
    try {
      return isIn(searched, run);
    } catch (TooMuchWork e) {
      if (run.isSpent()) {
        throw e;
      }
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

  /** The steps of a search. Each examined character counts as the steps that may follow it. */
  private static final class Steps {
    private final long each;
    private long count;

    Steps(long each) {
      this.each = each;
    }

    void add(long more) {
      count += more;
      if (count > Limit.BINDING_SEARCH.most()) {
        throw new TooMuchWork("a regular expression of a schema takes too long");
      }
    }
  }

  /** Text that counts all accesses to characters, including those through subsequences. */
  private record Counted(String text, int from, int to, Steps steps) implements CharSequence {

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      steps.add(steps.each);
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
