// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.List;

/**
 * An upper bound for the steps of a search between two characters that it examines. Only the
 * examined characters can be counted during the search, but the parts of a regular expression that
 * match an empty text examine none, and their combinations grow exponentially.
 *
 * @param ways the number of ways through the expression without a character
 * @param exits the maximum number of such ways from any point in the expression to its end
 * @param entry the steps from the start of the expression without a character
 * @param most the maximum number of such steps from any point in the expression
 * @param length the maximum length of a match
 */
record Cost(double ways, double exits, double entry, double most, double length) {

  private static final double GREAT = 1e100;

  /** An expression that examines a character. */
  static final Cost CHARACTER = new Cost(0, 1, 1, 1, 1);

  /** An expression that matches an empty text, such as {@code ^}. */
  static final Cost EMPTY = new Cost(1, 1, 1, 1, 0);

  /** Limits the numbers, so that none becomes infinite and no product is undefined. */
  Cost {
    ways = Math.min(ways, GREAT);
    exits = Math.min(exits, GREAT);
    entry = Math.min(entry, GREAT);
    most = Math.min(most, GREAT);
    length = Math.min(length, GREAT);
  }

  /** Returns the cost of this expression and another one after it. */
  Cost then(Cost next) {
    return new Cost(
        ways * next.ways,
        Math.max(exits * next.ways, next.exits),
        entry + ways * next.entry,
        Math.max(most + exits * next.entry, next.most),
        length + next.length);
  }

  /** Returns the cost of alternatives. */
  static Cost anyOf(List<Cost> alternatives) {
    Cost any = new Cost(0, 0, 1, 1, 0);
    for (Cost cost : alternatives) {
      any =
          new Cost(
              any.ways + cost.ways,
              Math.max(any.exits, cost.exits),
              any.entry + cost.entry,
              Math.max(any.most, cost.most),
              Math.max(any.length, cost.length));
    }
    return any.atLeast(any.entry);
  }

  /** Returns the cost of repetitions. After the minimum, an empty one is always the last one. */
  Cost repeated(double least, double greatest) {
    double required = Math.pow(Math.max(1, ways), least);
    double more = greatest > least ? 1 + ways : 1;
    double repetition = 1 + entry * (ways == 0 ? 1 : (least + 1) * required);
    return new Cost(
            least > 0 && ways == 0 ? 0 : required * more,
            exits * (greatest > 1 ? required * (1 + ways) : 1),
            repetition,
            most + (greatest > 1 ? exits * repetition : 0),
            length == 0 ? 0 : length * greatest)
        .atLeast(repetition);
  }

  /** Returns the cost of a lookahead, which is left as soon as it has matched. */
  Cost lookahead() {
    return new Cost(1, 1, 1 + entry, 1 + most, 0);
  }

  /** Returns the cost of a lookbehind, which is tried at each possible start. */
  Cost behind() {
    double starts = 1 + length;
    return new Cost(1, 1, 1 + starts * entry, 1 + starts * most, 0);
  }

  private Cost atLeast(double steps) {
    return new Cost(ways, exits, entry, Math.max(most, steps), length);
  }
}
