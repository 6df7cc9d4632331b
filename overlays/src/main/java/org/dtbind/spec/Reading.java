// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Limit;
import org.dtbind.source.Origins;
import org.dtbind.source.PlainText;
import org.dtbind.source.Span;
import org.dtbind.spec.yaml.YamlNode;

/** What is common to reading all parts of a declaration: problems, and text of a certain form. */
final class Reading {

  /** What {@link Numbers#LIKE} begins with. */
  private static final String BEGINS_NUMBER = "-+.0123456789";

  /** What few files need: most have no numbers, nor anything like them. */
  private static final class Numbers {

    /** A decimal number as YAML's core schema and this format agree on: no sign but a minus. */
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** What some reader of YAML takes for a number, and another one for text or another number. */
    private static final Pattern LIKE =
        Pattern.compile("[-+]?(\\.?[0-9][0-9a-fA-FxXoO_,.:]*([eE][-+]?[0-9]+)?|\\.inf|\\.nan)");
  }

  /**
   * Longest text that is matched with a pattern, in characters: PATH_MAX of Linux is 4096, and a
   * match of Java's may recurse this deep.
   */
  private static final int MAX_LENGTH = Limit.YAML_TEXT.most();

  /** Keys whose value is often written without the brackets of a list. */
  private static final List<String> LISTS_OF_TEXT = List.of("flags", "labels", "lines", "cells");

  private final Origins origins;
  private final List<Diagnostic> problems = new ArrayList<>();

  Reading(Origins origins) {
    this.origins = origins;
  }

  Origins origins() {
    return origins;
  }

  List<Diagnostic> problems() {
    return problems;
  }

  void fail(SpecCode code, Span span, String message) {
    problems.add(Diagnostic.error(code, origins, span, message));
  }

  void fail(SpecCode code, Span span, String message, String help) {
    problems.add(Diagnostic.error(code, origins, span, message).help(help));
  }

  /** Adds an error that has to do with another place. */
  void fail(SpecCode code, Span span, String message, String note, Span other) {
    problems.add(Diagnostic.error(code, origins, span, message).note(note, origins.of(other)));
  }

  void warn(SpecCode code, Span span, String message, String help) {
    problems.add(Diagnostic.warning(code, origins, span, message).help(help));
  }

  /** Adds an error about text that is none of those that are known. */
  void unknown(SpecCode code, Span span, String message, String given, List<String> known) {
    fail(code, span, message, known(given, known));
  }

  /** Adds an error about a key that is none of those that are known. */
  void unknownKey(Span span, String message, String given, List<String> known, Span mapping) {
    Diagnostic problem =
        Diagnostic.error(SpecCode.UNKNOWN_KEY, origins, span, message).help(known(given, known));
    problems.add(
        mapping.equals(span) ? problem : problem.note("it starts at", origins.of(mapping)));
  }

  private static String known(String given, List<String> known) {
    List<String> near = Nearest.to(given, known);
    return near.isEmpty()
        ? "known: " + String.join(", ", known)
        : "did you mean " + String.join(", ", near) + "?";
  }

  /** Returns the text of a node; absent, with an error, where it is something else. */
  Optional<Located<String>> text(YamlNode node, String key) {
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
      if (!PlainText.is(scalar.text())) {
        fail(SpecCode.BAD_VALUE, scalar.span(), "'" + key + "' contains a control character");
        return Optional.empty();
      }
      return Optional.of(new Located<>(scalar.text(), scalar.span()));
    }
    wrongKind(node, "'" + key + "' must be text");
    return Optional.empty();
  }

  private static boolean matches(String text, String pattern) {
    return pattern.equals(DeviceSpec.DRIVER) && Plain.isWord(text) || text.matches(pattern);
  }

  Optional<Located<String>> text(YamlNode node, String key, String pattern, String meaning) {
    Optional<Located<String>> text = text(node, key);
    boolean tooLong = text.isPresent() && text.get().value().length() > MAX_LENGTH;
    if (tooLong || text.isPresent() && !matches(text.get().value(), pattern)) {
      String shown = tooLong ? text.get().value().substring(0, 40) + "…" : text.get().value();
      fail(SpecCode.BAD_VALUE, text.get().span(), "'%s' is not %s".formatted(shown, meaning));
      return Optional.empty();
    }
    return text;
  }

  Optional<Located<Long>> number(YamlNode node, String key, long least, long most) {
    Optional<Located<String>> text = text(node, key);
    return text.flatMap(placed -> number(placed, key, least, most));
  }

  /** Returns the decimal number that a text is. */
  Optional<Located<Long>> number(Located<String> text, String key, long least, long most) {
    String digits = text.value();
    if (!Numbers.DECIMAL.matcher(digits).matches()) {
      fail(
          SpecCode.BAD_NUMBER,
          text.span(),
          "'%s' is not a decimal number, which '%s' needs".formatted(digits, key),
          "write 10, not 0xa, 012 or 1e1: octal, hexadecimal and fractions are not allowed");
      return Optional.empty();
    }
    // Twenty digits are more than any bound has.
    long value = digits.length() > 19 ? Long.MAX_VALUE : parsed(digits);
    if (digits.length() > 19 || value < least || value > most) {
      fail(
          SpecCode.BAD_NUMBER,
          text.span(),
          "'%s' must be from %d to %d, not %s".formatted(key, least, most, digits));
      return Optional.empty();
    }
    return Optional.of(new Located<>(value, text.span()));
  }

  private static long parsed(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Returns whether a text without quotes may be taken for a number by somebody. */
  static boolean isNumberLike(YamlNode.Scalar scalar) {
    String text = scalar.text();
    return scalar.plain()
        && !text.isEmpty()
        && BEGINS_NUMBER.indexOf(text.charAt(0)) >= 0
        && Numbers.LIKE.matcher(text).matches();
  }

  Optional<Located<Boolean>> truth(YamlNode node, String key) {
    return text(node, key, "true|false", "true or false")
        .map(text -> new Located<>(text.value().equals("true"), text.span()));
  }

  /** Returns what each item of a list is; nothing of those that are broken. */
  <T> List<T> list(YamlNode node, String key, Function<YamlNode, Optional<T>> item) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      String message = "'" + key + "' must be a list";
      if (LISTS_OF_TEXT.contains(key)
          && node instanceof YamlNode.Scalar text
          && !text.isNothing()) {
        String help = "write " + key + ": [" + text.text() + "]";
        fail(SpecCode.WRONG_KIND, node.span(), message + ", not " + node.kind(), help);
      } else {
        wrongKind(node, message);
      }
      return List.of();
    }
    List<T> items = new ArrayList<>();
    sequence.items().forEach(each -> item.apply(each).ifPresent(items::add));
    return items;
  }

  /** Adds an error about a node of the wrong kind, unless it was said to be broken before. */
  void wrongKind(YamlNode node, String message) {
    if (!(node instanceof YamlNode.Broken)) {
      fail(SpecCode.WRONG_KIND, node.span(), message + ", not " + node.kind());
    }
  }

  /** One of a few values, by its name; {@code not} says what anything else is not. */
  <T> Optional<Located<T>> choice(
      YamlNode node, String key, List<T> values, Function<T, String> name, String not) {
    Optional<Located<String>> word = text(node, key);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    String given = word.get().value();
    for (T value : values) {
      if (name.apply(value).equals(given)) {
        return Optional.of(new Located<>(value, word.get().span()));
      }
    }
    String message = "'" + word.get() + "' is not a " + not;
    List<String> known = values.stream().map(name).toList();
    unknown(SpecCode.BAD_VALUE, word.get().span(), message, given, known);
    return Optional.empty();
  }

  /**
   * What nearly all names in declarations are, told without a pattern: the first one of a process
   * takes as long as reading a hundred devices. Whatever is plain matches the patterns too; what is
   * not may.
   */
  static final class Plain {

    private Plain() {}

    /**
     * Returns whether a text is small letters, digits, {@code -} and {@code _}, a letter first, as
     * {@link DeviceSpec#DRIVER} and {@link NodeReference#NAME} take them.
     */
    static boolean isWord(String text) {
      return isWord(text, 0, text.length());
    }

    /** Returns whether a text is such, and {@link NodeReference#LABEL} takes it. */
    static boolean isLabel(String text) {
      return isWord(text) && text.indexOf('-') < 0;
    }

    /**
     * Returns whether a text is words, a slash before each, as {@link NodeReference#PATH} has it.
     */
    static boolean isPath(String text) {
      if (!text.startsWith("/")) {
        return false;
      }
      int from = 1;
      for (int slash = text.indexOf('/', from); slash >= 0; slash = text.indexOf('/', from)) {
        if (!isWord(text, from, slash)) {
          return false;
        }
        from = slash + 1;
      }
      return isWord(text, from, text.length());
    }

    private static boolean isWord(String text, int from, int to) {
      if (from >= to || !isLetter(text.charAt(from))) {
        return false;
      }
      for (int i = from + 1; i < to; i++) {
        char c = text.charAt(i);
        if (!isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '_') {
          return false;
        }
      }
      return true;
    }

    private static boolean isLetter(char c) {
      return c >= 'a' && c <= 'z';
    }
  }
}
