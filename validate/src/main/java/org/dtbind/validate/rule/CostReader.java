// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Computes the cost of a regular expression that Java accepts. Each instance reads one. */
final class CostReader {

  /** The letters after a backslash that Python or Java accepts for characters. */
  private static final String CHARACTERS = "dDsSwWafnrtvxuUN0ehHpPV";

  private static final String EMPTY = "AbBZz123456789";

  private final String text;
  private int at;

  private CostReader(String text) {
    this.text = text;
  }

  /**
   * Returns the cost of a regular expression.
   *
   * @throws PatternSyntaxException if it has quotations or comments, which Python does not have or
   *     no document needs
   */
  static Cost of(String text) {
    CostReader reader = new CostReader(text);
    Cost cost = reader.alternatives();
    if (reader.at < text.length()) {
      throw reader.unknown();
    }
    return cost;
  }

  private Cost alternatives() {
    List<Cost> all = new ArrayList<>(List.of(sequence()));
    while (text.startsWith("|", at)) {
      at++;
      all.add(sequence());
    }
    return all.size() == 1 ? all.get(0) : Cost.anyOf(all);
  }

  private Cost sequence() {
    Cost all = Cost.EMPTY;
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      all = all.then(repeated(atom()));
    }
    return all;
  }

  private Cost atom() {
    char c = text.charAt(at++);
    return switch (c) {
      case '\\' -> escape();
      case '[' -> characters();
      case '(' -> group();
      case '^', '$' -> Cost.EMPTY;
      case '{' -> {
        // Java takes a count without anything before it as the repetition of an empty text.
        if (!isDigit(at)) {
          yield Cost.CHARACTER;
        }
        at--;
        yield Cost.EMPTY;
      }
      default -> Cost.CHARACTER;
    };
  }

  private Cost escape() {
    char c = text.charAt(at++);
    if (EMPTY.indexOf(c) >= 0) {
      while (Character.isDigit(c) && isDigit(at)) {
        at++;
      }
      return Cost.EMPTY;
    }
    if (c < 128 && Character.isLetterOrDigit(c) && CHARACTERS.indexOf(c) < 0) {
      throw unknown();
    }
    return Cost.CHARACTER;
  }

  private Cost characters() {
    at += text.startsWith("^", at) ? 1 : 0;
    while (text.charAt(at) != ']') {
      if (text.charAt(at++) == '\\') {
        escape();
      }
    }
    at++;
    return Cost.CHARACTER;
  }

  private Cost group() {
    if (!text.startsWith("?", at)) {
      return closed();
    }
    at++;
    char kind = text.charAt(at++);
    if (kind == '<') {
      char next = text.charAt(at);
      if (next == '=' || next == '!') {
        at++;
        return closed().behind();
      }
      at = text.indexOf('>', at) + 1;
      return closed();
    }
    return switch (kind) {
      case ':', '>' -> closed();
      case '=', '!' -> closed().lookahead();
      default -> flags();
    };
  }

  private Cost flags() {
    at--;
    while (text.charAt(at) != ':' && text.charAt(at) != ')') {
      if (text.charAt(at++) == 'x') {
        throw unknown();
      }
    }
    return text.charAt(at++) == ':' ? closed() : Cost.EMPTY;
  }

  /** Reads the rest of a group. */
  private Cost closed() {
    Cost cost = alternatives();
    at++;
    return cost;
  }

  /** Reads one repetition, if there is any. Java repeats an empty text with the next one. */
  private Cost repeated(Cost single) {
    if (at == text.length()) {
      return single;
    }
    char c = text.charAt(at);
    Cost cost;
    if (c == '{' && isDigit(at + 1)) {
      at++;
      double least = number();
      boolean isRange = text.charAt(at) == ',';
      at += isRange ? 1 : 0;
      boolean isOpen = isRange && !isDigit(at);
      cost = single.repeated(least, isOpen ? Double.POSITIVE_INFINITY : isRange ? number() : least);
    } else if (c == '*' || c == '+' || c == '?') {
      cost = single.repeated(c == '+' ? 1 : 0, c == '?' ? 1 : Double.POSITIVE_INFINITY);
    } else {
      return single;
    }
    at++;
    // A repetition may be reluctant or possessive.
    at += text.startsWith("?", at) || text.startsWith("+", at) ? 1 : 0;
    return cost;
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private double number() {
    double number = 0;
    while (isDigit(at)) {
      number = number * 10 + text.charAt(at++) - '0';
    }
    return number;
  }

  private PatternSyntaxException unknown() {
    return new PatternSyntaxException("it has an unknown part", text, at);
  }
}
