// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The content of a report, in the types that JSON and YAML share. */
public sealed interface Value {

  /** {@return the text of the value in a table} */
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

  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Flag(boolean set) implements Value {}

  /**
   * A missing value. Members without a value are written as null, so that all objects of a schema
   * have the same members.
   */
  record Absent() implements Value {}

  record Items(List<Value> items) implements Value {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An object.
   *
   * @param members in the order in which they are written
   */
  record Fields(List<Member> members) implements Value {
    public Fields {
      members = List.copyOf(members);
    }
  }

  /**
   * A member of an object.
   *
   * @param name in camelCase
   */
  record Member(String name, Value value) {}

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long number) {
    return new Whole(number);
  }

  static Value of(boolean set) {
    return new Flag(set);
  }

  static Value of(Optional<String> text) {
    return text.<Value>map(Text::new).orElseGet(Absent::new);
  }

  static Value ofNumber(Optional<? extends Number> number) {
    return number.<Value>map(n -> new Whole(n.longValue())).orElseGet(Absent::new);
  }

  static <E> Value ofAll(List<E> all, Function<? super E, ? extends Value> value) {
    return new Items(all.stream().<Value>map(value).toList());
  }

  static Value ofTexts(List<String> texts) {
    return new Items(texts.stream().<Value>map(Text::new).toList());
  }

  static Fields fields(Member... members) {
    return new Fields(List.of(members));
  }

  static Member member(String name, Value value) {
    return new Member(name, value);
  }
}
