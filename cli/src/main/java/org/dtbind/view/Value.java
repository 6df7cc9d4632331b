// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a report consists of: the shapes that JSON and YAML have in common. */
public sealed interface Value {

  /** {@return it in a table} */
  default String cell() {
    if (this instanceof Text text) {
      return text.text();
    }
    if (this instanceof Whole number) {
      return Long.toString(number.number());
    }
    if (this instanceof Flag flag) {
      return flag.set() ? "yes" : "no";
    }
    return this instanceof Items list && !list.items().isEmpty()
        ? list.items().stream().map(Value::cell).collect(Collectors.joining(", "))
        : "-";
  }

  /**
   * A string.
   *
   * @param text its characters
   */
  record Text(String text) implements Value {}

  /**
   * A whole number.
   *
   * @param number 64 bits, signed
   */
  record Whole(long number) implements Value {}

  /**
   * Yes or no.
   *
   * @param set whether yes
   */
  record Flag(boolean set) implements Value {}

  /**
   * Nothing: a member that has no value here is there all the same, so that shapes never change.
   */
  record Absent() implements Value {}

  /**
   * Several of the same shape.
   *
   * @param items in order
   */
  record Items(List<Value> items) implements Value {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * Named members.
   *
   * @param members in the order in which they are written
   */
  record Fields(List<Member> members) implements Value {
    /** Copies the list. */
    public Fields {
      members = List.copyOf(members);
    }
  }

  /**
   * A named value.
   *
   * @param name in camelCase
   * @param value what it is
   */
  record Member(String name, Value value) {}

  /**
   * {@return a string}
   *
   * @param text its characters
   */
  static Value of(String text) {
    return new Text(text);
  }

  /** {@return a number} */
  static Value of(long number) {
    return new Whole(number);
  }

  /** {@return yes or no} */
  static Value of(boolean set) {
    return new Flag(set);
  }

  /** {@return a string, or nothing} */
  static Value of(Optional<String> text) {
    return text.<Value>map(Text::new).orElseGet(Absent::new);
  }

  /** {@return a number, or nothing} */
  static Value ofNumber(Optional<? extends Number> number) {
    return number.<Value>map(n -> new Whole(n.longValue())).orElseGet(Absent::new);
  }

  /** {@return a list} */
  static <E> Value ofAll(List<E> all, Function<? super E, ? extends Value> value) {
    return new Items(all.stream().<Value>map(value).toList());
  }

  /** {@return a list of strings} */
  static Value ofTexts(List<String> texts) {
    return new Items(texts.stream().<Value>map(Text::new).toList());
  }

  /** {@return named members} */
  static Fields fields(Member... members) {
    return new Fields(List.of(members));
  }

  /** {@return a named value} */
  static Member member(String name, Value value) {
    return new Member(name, value);
  }
}
