// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The content of a report, in the types of JSON. */
public sealed interface ReportValue {

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
        ? list.items().stream().map(ReportValue::cell).collect(Collectors.joining(", "))
        : "-";
  }

  record Text(String text) implements ReportValue {}

  record Whole(long number) implements ReportValue {}

  record Flag(boolean set) implements ReportValue {}

  /**
   * A missing value. Members without a value are written as null, so that all objects of a schema
   * have the same members.
   */
  record Absent() implements ReportValue {}

  record Items(List<ReportValue> items) implements ReportValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An object.
   *
   * @param members in the order in which they are written
   */
  record Fields(List<Member> members) implements ReportValue {
    public Fields {
      members = List.copyOf(members);
    }
  }

  /**
   * A member of an object.
   *
   * @param name in camelCase
   */
  record Member(String name, ReportValue value) {}

  static ReportValue of(String text) {
    return new Text(text);
  }

  static ReportValue of(long number) {
    return new Whole(number);
  }

  static ReportValue of(boolean set) {
    return new Flag(set);
  }

  static ReportValue of(Optional<String> text) {
    return text.<ReportValue>map(Text::new).orElseGet(Absent::new);
  }

  static ReportValue ofNumber(Optional<? extends Number> number) {
    return number.<ReportValue>map(n -> new Whole(n.longValue())).orElseGet(Absent::new);
  }

  static <E> ReportValue ofAll(List<E> all, Function<? super E, ? extends ReportValue> value) {
    return new Items(all.stream().<ReportValue>map(value).toList());
  }

  static ReportValue ofTexts(List<String> texts) {
    return new Items(texts.stream().<ReportValue>map(Text::new).toList());
  }

  static Fields fields(Member... members) {
    return new Fields(List.of(members));
  }

  static Member member(String name, ReportValue value) {
    return new Member(name, value);
  }
}
