// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Declares once how values of a type appear in all formats. Each member has a name in JSON, a
 * meaning for the reference and, if it is also a column, a heading and a cell. Texts are the
 * values' {@code toString}.
 *
 * <p>A view with columns shows a value as one row of the table; a view without columns shows the
 * rows of its members, in order. Views are immutable: each method returns a view with one addition.
 */
public final class View<T> {

  /**
   * A member as the reference describes it.
   *
   * @param path such as {@code devices[].name}
   * @param type the type in JSON, such as {@code string or null}
   */
  public record Described(String path, String type, String meaning) {}

  private record Column<T>(String heading, Function<? super T, String> cell) {}

  private final String schema;
  private final String purpose;
  private final List<ViewMember<T>> members;
  private final List<Column<T>> columns;
  private final boolean states;
  private final Optional<Function<? super T, Table>> table;

  private View(
      String schema,
      String purpose,
      List<ViewMember<T>> members,
      List<Column<T>> columns,
      boolean states,
      Optional<Function<? super T, Table>> table) {
    this.schema = schema;
    this.purpose = purpose;
    this.members = members;
    this.columns = columns;
    this.states = states;
    this.table = table;
  }

  /** {@return a view of an object within documents, without members} */
  public static <T> View<T> part() {
    return new View<>("", "", List.of(), List.of(), false, Optional.empty());
  }

  /** {@return a view of a whole document, without members} */
  public static <T> View<T> document(String command, String purpose) {
    return new View<>(
        "dtbind." + command + "/1", purpose, List.of(), List.of(), false, Optional.empty());
  }

  /** {@return this view with the schema of another command} */
  public View<T> of(String command) {
    return new View<>("dtbind." + command + "/1", purpose, members, columns, states, table);
  }

  /** Adds the members of another view. */
  public <U> View<T> including(View<U> view, Function<? super T, U> of) {
    View<T> all = this;
    for (ViewMember<U> m : view.members) {
      all =
          all.with(
              new ViewMember<>(
                  m.name(),
                  m.type(),
                  m.meaning(),
                  value -> m.value().apply(of.apply(value)),
                  m.part(),
                  value -> m.rows().apply(of.apply(value))));
    }
    return all;
  }

  /** Adds a string. */
  public View<T> text(String name, String meaning, Function<? super T, ?> of) {
    return with(name, "string", meaning, value -> ReportValue.of(of.apply(value).toString()));
  }

  /** Adds an optional string. */
  public View<T> textOrNull(
      String name, String meaning, Function<? super T, ? extends Optional<?>> of) {
    return with(
        name,
        "string or null",
        meaning,
        value -> ReportValue.of(of.apply(value).map(Object::toString)));
  }

  /** Adds the word for an enum constant. The reference lists all words after the meaning. */
  public <E extends Enum<E>> View<T> word(
      String name, String meaning, Words<E> words, Function<? super T, E> of) {
    return text(name, meaning + ": " + words.described(), value -> words.of(of.apply(value)));
  }

  /** Adds an array of strings. */
  public View<T> texts(String name, String meaning, Function<? super T, ? extends List<?>> of) {
    return with(
        name,
        "array of string",
        meaning,
        value -> ReportValue.ofTexts(of.apply(value).stream().map(Object::toString).toList()));
  }

  public View<T> number(String name, String meaning, ToLongFunction<? super T> of) {
    return with(name, "number", meaning, value -> ReportValue.of(of.applyAsLong(value)));
  }

  /** Adds an optional number. */
  public View<T> numberOrNull(
      String name, String meaning, Function<? super T, ? extends Optional<? extends Number>> of) {
    return with(name, "number or null", meaning, value -> ReportValue.ofNumber(of.apply(value)));
  }

  /** Adds a boolean. */
  public View<T> flag(String name, String meaning, Predicate<? super T> of) {
    return with(name, "boolean", meaning, value -> ReportValue.of(of.test(value)));
  }

  public <U> View<T> object(
      String name, String meaning, View<U> view, Function<? super T, ? extends U> of) {
    return with(
        new ViewMember<>(
            name,
            "object",
            meaning,
            value -> view.value(of.apply(value)),
            Optional.of(view),
            value -> view.rows(of.apply(value)).stream()));
  }

  /** Adds an optional object. */
  public <U> View<T> objectOrNull(
      String name, String meaning, View<U> view, Function<? super T, Optional<U>> of) {
    return with(
        new ViewMember<>(
            name,
            "object or null",
            meaning,
            value ->
                of.apply(value).<ReportValue>map(view::value).orElseGet(ReportValue.Absent::new),
            Optional.of(view),
            value -> of.apply(value).stream().flatMap(one -> view.rows(one).stream())));
  }

  /** Adds an array of objects. */
  public <U> View<T> list(
      String name, String meaning, View<U> view, Function<? super T, ? extends List<U>> of) {
    return with(
        new ViewMember<>(
            name,
            "array of object",
            meaning,
            value -> ReportValue.ofAll(of.apply(value), view::value),
            Optional.of(view),
            value -> of.apply(value).stream().flatMap(one -> view.rows(one).stream())));
  }

  /** Adds a member of a type for which there is no other method. */
  public View<T> with(
      String name, String type, String meaning, Function<? super T, ReportValue> of) {
    return with(new ViewMember<>(name, type, meaning, of, Optional.empty(), value -> Stream.of()));
  }

  private View<T> with(ViewMember<T> member) {
    return new View<>(schema, purpose, more(members, member), columns, states, table);
  }

  /**
   * Also shows the last member as a column, with {@code yes} or {@code no} for a boolean and a dash
   * for an absent value.
   */
  public View<T> column(String heading) {
    ViewMember<T> last = members.get(members.size() - 1);
    return column(heading, value -> last.value().apply(value).cell());
  }

  /** Adds a column that is not a member. */
  public View<T> column(String heading, Function<? super T, String> cell) {
    return new View<>(
        schema, purpose, members, more(columns, new Column<>(heading, cell)), states, table);
  }

  /** {@return this view, with colors for cells that name a state} */
  public View<T> states() {
    return new View<>(schema, purpose, members, columns, true, table);
  }

  /** {@return this view, with a table that replaces the columns and the rows of the members} */
  public View<T> table(Function<? super T, Table> of) {
    return new View<>(schema, purpose, members, columns, states, Optional.of(of));
  }

  private static <E> List<E> more(List<E> all, E one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  public ReportValue.Fields value(T shown) {
    return new ReportValue.Fields(
        members.stream().map(m -> ReportValue.member(m.name(), m.value().apply(shown))).toList());
  }

  public Table table(T shown) {
    return table.isPresent() ? table.get().apply(shown) : tableOf(List.of(shown));
  }

  /** {@return a table with the rows of several values} */
  public Table tableOf(List<? extends T> shown) {
    return new Table(
        headings(), shown.stream().flatMap(one -> rows(one).stream()).toList(), states);
  }

  private List<String> headings() {
    return columns.isEmpty()
        ? members.stream()
            .flatMap(m -> m.part().stream())
            .map(View::headings)
            .filter(headings -> !headings.isEmpty())
            .findFirst()
            .orElse(List.of())
        : columns.stream().map(Column::heading).toList();
  }

  private List<List<String>> rows(T shown) {
    return columns.isEmpty()
        ? members.stream().flatMap(m -> m.rows().apply(shown)).toList()
        : List.of(columns.stream().map(c -> c.cell.apply(shown)).toList());
  }

  /**
   * Writes a value in UTF-8, with a newline at the end. Flushes the stream, but does not close it.
   */
  public void write(T shown, Format format, OutputStream out, Terminal terminal)
      throws IOException {
    String text =
        switch (format) {
          case TABLE -> table(shown).text(terminal);
          case JSON -> json(shown);
        };
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** {@return a value as a JSON document, with a newline at the end} */
  public String json(T shown) {
    return Markup.json(document(shown), true) + "\n";
  }

  private ReportValue.Fields document(T shown) {
    ReportValue.Member first = ReportValue.member("schema", ReportValue.of(schema));
    return new ReportValue.Fields(
        Stream.concat(Stream.of(first), value(shown).members().stream()).toList());
  }

  /** {@return the description of the document in the reference; empty for a part} */
  public String purpose() {
    return purpose;
  }

  /**
   * {@return the name and version of the schema, such as {@code dtbind.lines/1}; empty for a part}
   */
  public String schema() {
    return schema;
  }

  /** {@return all members for the reference, each followed by the members of its object} */
  public List<Described> described() {
    return members.stream().flatMap(ViewMember::described).toList();
  }
}
