// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dtbind.source.Shown;

/**
 * What a diagnostic says: a text in which names of arguments are in braces, and the arguments.
 * Programs read the arguments. Only what shows a message to users makes a text of it, so the text
 * may change.
 *
 * <pre>{@code Message.of("property '{property}' follows a child node", name)}</pre>
 *
 * @param template the text; a name in it consists of letters, and begins with a lower-case letter
 * @param arguments the arguments, in the order in which the template first names them
 * @param wording the constant by which programs distinguish this message from others with its code;
 *     empty if none does
 */
public record Message(String template, List<Argument> arguments, Optional<Wording> wording) {

  /** Copies the list. */
  public Message {
    arguments = List.copyOf(arguments);
  }

  /**
   * An argument of a message.
   *
   * @param name the name, such as {@code property}
   * @param value the value, unchanged: it may be from a hostile source; the value of a message in
   *     this message is its text
   */
  public record Argument(String name, String value) {}

  /**
   * {@return a message}
   *
   * @param template the text
   * @param values the values of the arguments, in the order in which the template first names them;
   *     the value of another message is its text, and its arguments follow unless they have the
   *     same names as those of this message
   * @throws IllegalArgumentException if the number of values is not that of names
   */
  public static Message of(@CompileTimeConstant final String template, Object... values) {
    return of(template, Optional.empty(), values);
  }

  /**
   * {@return a message that programs can distinguish from others with its code}
   *
   * @param wording the template
   * @param values the values of the arguments, as for other messages
   * @throws IllegalArgumentException if the number of values is not that of names
   */
  public static Message of(Wording wording, Object... values) {
    return of(wording.template(), Optional.of(wording), values);
  }

  private static Message of(String template, Optional<Wording> wording, Object... values) {
    Set<String> found = new LinkedHashSet<>();
    read(
        template,
        new StringBuilder(),
        name -> {
          found.add(name);
          return "";
        });
    List<String> names = List.copyOf(found);
    if (names.size() != values.length) {
      throw new IllegalArgumentException("wrong number of arguments: " + template);
    }
    List<Argument> arguments = new ArrayList<>();
    List<Argument> inner = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      arguments.add(new Argument(names.get(i), values[i].toString()));
      if (values[i] instanceof Message other) {
        inner.addAll(other.arguments);
      }
    }
    for (Argument argument : inner) {
      if (found.add(argument.name())) {
        arguments.add(argument);
      }
    }
    return new Message(template, arguments, wording);
  }

  /**
   * {@return whether this message has a wording}
   *
   * @param one the wording
   */
  public boolean is(Wording one) {
    return wording.isPresent() && wording.get() == one;
  }

  /**
   * {@return this message, continued by another one; the result has the wording of the other one}
   *
   * @param rest the other message, whose arguments have other names
   */
  public Message then(Message rest) {
    List<Argument> all = new ArrayList<>(arguments);
    all.addAll(rest.arguments);
    return new Message(template + rest.template, all, rest.wording);
  }

  /**
   * {@return this message with an argument for programs that its text does not name}
   *
   * @param name the name, such as {@code expected}
   * @param value the value
   */
  public Message with(String name, String value) {
    List<Argument> all = new ArrayList<>(arguments);
    all.add(new Argument(name, value));
    return new Message(template, all, wording);
  }

  /**
   * {@return this message with other values of its arguments}
   *
   * @param change returns the new value of an argument
   */
  public Message withValues(UnaryOperator<String> change) {
    List<Argument> all = new ArrayList<>();
    arguments.forEach(one -> all.add(new Argument(one.name(), change.apply(one.value()))));
    return new Message(template, all, wording);
  }

  /** Copies a template, with values in place of names. */
  private static void read(String template, StringBuilder out, UnaryOperator<String> value) {
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
      int end = open + 1;
      while (end < template.length() && isLetter(template.charAt(end))) {
        end++;
      }
      if (end > open + 1 && end < template.length() && template.charAt(end) == '}') {
        out.append(template, at, open).append(value.apply(template.substring(open + 1, end)));
        at = end + 1;
      }
    }
    out.append(template, at, template.length());
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /**
   * {@return the value of an argument; empty if the message has no argument with that name}
   *
   * @param name the name, such as {@code property}
   */
  public Optional<String> argument(String name) {
    return arguments.stream()
        .filter(one -> one.name().equals(name))
        .map(Argument::value)
        .findFirst();
  }

  /**
   * {@return the text for users, in one line without a full stop, with special characters escaped}
   */
  public String text() {
    Map<String, String> values = new HashMap<>();
    arguments.forEach(one -> values.put(one.name(), one.value()));
    StringBuilder out = new StringBuilder();
    read(template, out, name -> values.getOrDefault(name, ""));
    return Shown.escaped(out.toString());
  }

  @Override
  public String toString() {
    return text();
  }
}
