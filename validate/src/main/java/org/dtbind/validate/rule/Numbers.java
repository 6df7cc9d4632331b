// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;

/** Keywords whose value is a number. */
final class Numbers {

  private Numbers() {}

  static Optional<CompiledKeyword> rule(String keyword, Number wanted) {
    return switch (keyword) {
      case "minimum" ->
          compared(keyword, wanted, (value, limit) -> value >= limit, "less than the minimum of");
      case "maximum" ->
          compared(
              keyword, wanted, (value, limit) -> value <= limit, "greater than the maximum of");
      case "exclusiveMinimum" ->
          compared(
              keyword,
              wanted,
              (value, limit) -> value > limit,
              "less than or equal to the minimum of");
      case "exclusiveMaximum" ->
          compared(
              keyword,
              wanted,
              (value, limit) -> value < limit,
              "greater than or equal to the maximum of");
      case "multipleOf" ->
          Optional.of(
              new Assertion(
                  keyword,
                  wanted,
                  value ->
                      !(value instanceof Value.Cell cell) || Constants.isMultiple(cell, wanted),
                  value -> Python.repr(value) + " is not a multiple of " + wanted));
      case "typeSize" -> Optional.of(size(wanted));
      default -> counted(keyword, wanted);
    };
  }

  private static Optional<CompiledKeyword> counted(String keyword, Number wanted) {
    return switch (keyword) {
      case "minItems" -> least(keyword, wanted, Numbers::items, "is too short");
      case "maxItems" -> most(keyword, wanted, Numbers::items, "is too long");
      case "minLength" -> least(keyword, wanted, Numbers::characters, "is too short");
      case "maxLength" -> most(keyword, wanted, Numbers::characters, "is too long");
      case "minProperties" ->
          least(keyword, wanted, Numbers::members, "does not have enough properties");
      case "maxProperties" -> most(keyword, wanted, Numbers::members, "has too many properties");
      default -> Optional.empty();
    };
  }

  private interface Comparison extends BiPredicate<Integer, Integer> {}

  private static Optional<CompiledKeyword> compared(
      String keyword, Number wanted, Comparison comparison, String text) {
    return Optional.of(
        new Assertion(
            keyword,
            wanted,
            value ->
                !(value instanceof Value.Cell cell)
                    || comparison.test(Constants.compare(cell, wanted), 0),
            value -> "%s is %s %s".formatted(Python.repr(value), text, wanted)));
  }

  /**
   * The methods for counting return -1 for values of another type, to which the keyword does not
   * apply.
   */
  private static int items(Value value) {
    return value instanceof Value.Array array ? array.items().size() : -1;
  }

  private static int characters(Value value) {
    return value instanceof Value.Text text
        ? text.text().codePointCount(0, text.text().length())
        : -1;
  }

  private static int members(Value value) {
    return value instanceof Value.Node node ? node.members().size() : -1;
  }

  private static Optional<CompiledKeyword> least(
      String keyword, Number wanted, ToIntFunction<Value> count, String text) {
    long least = wanted.longValue();
    return Optional.of(
        new Assertion(
            keyword,
            wanted,
            value -> {
              int number = count.applyAsInt(value);
              return number < 0 || number >= least;
            },
            messageOf(least == 1 ? "should be non-empty" : text)));
  }

  private static Optional<CompiledKeyword> most(
      String keyword, Number wanted, ToIntFunction<Value> count, String text) {
    long most = wanted.longValue();
    return Optional.of(
        new Assertion(
            keyword,
            wanted,
            value -> count.applyAsInt(value) <= most,
            messageOf(most == 0 ? "is expected to be empty" : text)));
  }

  private static Function<Value, String> messageOf(String text) {
    return value -> Python.repr(value) + " " + text;
  }

  private static CompiledKeyword size(Number wanted) {
    return new Assertion(
        "typeSize",
        wanted,
        value -> bits(value) == wanted.longValue(),
        value -> "size is %d, expected %s".formatted(bits(value), wanted));
  }

  private static int bits(Value value) {
    return value instanceof Value.Cell cell ? cell.bits() : 32;
  }
}
