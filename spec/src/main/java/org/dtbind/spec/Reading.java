// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Limit;
import org.dtbind.source.Origins;
import org.dtbind.source.PlainText;
import org.dtbind.source.Span;
import org.dtbind.spec.yaml.YamlNode;

/** Reads scalars and lists of a declaration, and reports those that are not valid. */
final class Reading {

  /**
   * The characters with which {@link Numbers#LIKE} can begin. Testing them first avoids most
   * matches.
   */
  private static final String BEGINS_NUMBER = "-+.0123456789";

  /**
   * Patterns in a separate class, so that they are only compiled for files that contain numbers.
   */
  private static final class Numbers {

    /**
     * A decimal number. The format is a subset of YAML's core schema: it allows no plus sign and no
     * leading zeros.
     */
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)");

    /** All YAML readers agree on these numbers. More digits do not fit into a {@code long}. */
    private static final Pattern HEXADECIMAL = Pattern.compile("0x0*[0-9a-fA-F]{1,16}");

    /**
     * Text that at least one YAML reader interprets as a number. Other readers interpret it as text
     * or as a different number.
     */
    private static final Pattern LIKE =
        Pattern.compile("[-+]?(\\.?[0-9][0-9a-fA-FxXoO_,.:]*([eE][-+]?[0-9]+)?|\\.inf|\\.nan)");
  }

  /**
   * The maximum length, in characters, of text that is matched with a pattern. PATH_MAX of Linux is
   * 4096; matching a regular expression in Java may recurse once per character.
   */
  private static final int MAX_LENGTH = Limit.YAML_TEXT.most();

  private final DeclarationProblems problems;

  Reading(DeclarationProblems problems) {
    this.problems = problems;
  }

  DeclarationProblems problems() {
    return problems;
  }

  /** Reports an error about unknown text and suggests similar known texts. */
  void unknown(SpecCode code, Span span, Message message, String given, List<String> known) {
    problems.fail(code, span, message, known(given, known));
  }

  /** Reports an error about an unknown key and suggests similar known keys. */
  void unknownKey(Span span, Message message, String given, List<String> known, Span mapping) {
    Origins origins = problems.origins();
    Diagnostic problem =
        Diagnostic.error(SpecCode.UNKNOWN_KEY, origins, span, message).help(known(given, known));
    problems.add(
        mapping.equals(span)
            ? problem
            : problem.note("the mapping starts at", origins.of(mapping)));
  }

  private static String known(String given, List<String> known) {
    List<String> near = Nearest.to(given, known);
    return near.isEmpty() ? "use " + either(known) : "did you mean " + either(near) + "?";
  }

  /** Returns alternatives in the form {@code 'a', 'b' or 'c'}. */
  private static String either(List<String> words) {
    List<String> quoted = words.stream().map(word -> "'" + word + "'").toList();
    int last = quoted.size() - 1;
    return last < 1
        ? String.join("", quoted)
        : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
  }

  /** Returns the text of a node. Returns nothing, and reports an error, if the node is not text. */
  Optional<Located<String>> text(YamlNode node, String key) {
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
      if (!PlainText.is(scalar.text())) {
        problems.fail(
            SpecCode.BAD_VALUE,
            scalar.span(),
            Message.of("'{key}' contains a control character", key));
        return Optional.empty();
      }
      return Optional.of(new Located<>(scalar.text(), scalar.span()));
    }
    wrongValue(node, key, "text");
    return Optional.empty();
  }

  Optional<Located<String>> text(YamlNode node, String key, Predicate<String> is, String meaning) {
    Optional<Located<String>> text = text(node, key);
    boolean tooLong = text.isPresent() && text.get().value().length() > MAX_LENGTH;
    if (tooLong || text.isPresent() && !is.test(text.get().value())) {
      String shown = tooLong ? text.get().value().substring(0, 40) + "…" : text.get().value();
      problems.fail(SpecCode.BAD_VALUE, text.get().span(), isNot(shown, meaning));
      return Optional.empty();
    }
    return text;
  }

  Optional<Located<Long>> number(YamlNode node, String key, long least, long most) {
    Optional<Located<String>> text = text(node, key);
    return text.flatMap(placed -> number(placed, key, least, most));
  }

  Optional<Located<Long>> number(Located<String> text, String key, long least, long most) {
    String digits = text.value();
    if (isHexadecimal(digits)) {
      long value = Long.parseUnsignedLong(digits.substring(2), 16);
      // Only a number of 64 bits may use the highest bit.
      boolean tooLarge = value < 0 && least != Long.MIN_VALUE || value > most;
      if (tooLarge) {
        problems.fail(SpecCode.BAD_NUMBER, text.span(), outside(key, least, most, digits));
        return Optional.empty();
      }
      return Optional.of(new Located<>(value, text.span()));
    }
    if (!Numbers.DECIMAL.matcher(digits).matches()) {
      problems.fail(
          SpecCode.BAD_NUMBER,
          text.span(),
          Message.of("'{key}' must be a decimal or hexadecimal number, not '{value}'", key, digits),
          "use decimal digits without a leading zero, for example 10, or hexadecimal digits after"
              + " 0x");
      return Optional.empty();
    }
    Optional<Long> value = parsed(digits, least, most);
    if (value.isEmpty()) {
      problems.fail(SpecCode.BAD_NUMBER, text.span(), outside(key, least, most, digits));
    }
    return value.map(number -> new Located<>(number, text.span()));
  }

  private static Message outside(String key, long least, long most, String digits) {
    return Message.of(
        "'{key}' must be between {minimum} and {maximum}, not {value}",
        key,
        least,
        least == Long.MIN_VALUE ? Long.toUnsignedString(-1) : most,
        digits);
  }

  /** Returns whether a number is written in hexadecimal. */
  static boolean isHexadecimal(String digits) {
    return digits.startsWith("0x") && Numbers.HEXADECIMAL.matcher(digits).matches();
  }

  /** Returns a number; empty if it is outside the range. 64 bits may also be without a sign. */
  private static Optional<Long> parsed(String digits, long least, long most) {
    try {
      if (least == Long.MIN_VALUE && !digits.startsWith("-")) {
        return Optional.of(Long.parseUnsignedLong(digits));
      }
      return Optional.of(Long.parseLong(digits)).filter(value -> value >= least && value <= most);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns whether any YAML reader could interpret an unquoted scalar as a number. */
  static boolean isNumberLike(YamlNode.Scalar scalar) {
    String text = scalar.text();
    return scalar.plain()
        && !text.isEmpty()
        && BEGINS_NUMBER.indexOf(text.charAt(0)) >= 0
        && Numbers.LIKE.matcher(text).matches();
  }

  Optional<Located<Boolean>> truth(YamlNode node, String key) {
    return text(node, key, text -> text.matches("true|false"), "'true' or 'false'")
        .map(text -> new Located<>(text.value().equals("true"), text.span()));
  }

  /** Converts each item of a list. The result omits items that are not valid. */
  <T> List<T> list(YamlNode node, String key, Function<YamlNode, Optional<T>> item) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      wrongValue(node, key, "a list");
      return List.of();
    }
    List<T> items = new ArrayList<>();
    sequence.items().forEach(each -> item.apply(each).ifPresent(items::add));
    return items;
  }

  /** Reports an error if a list has no items. */
  void needsItem(YamlNode node, String key) {
    if (node instanceof YamlNode.Sequence list && list.items().isEmpty()) {
      problems.fail(SpecCode.BAD_VALUE, node.span(), Message.of("'{key}' is an empty list", key));
    }
  }

  /** Converts each item of a list, whose brackets the author may have forgotten. */
  <T> List<T> scalars(YamlNode node, String key, BiFunction<YamlNode, String, Optional<T>> item) {
    if (node instanceof YamlNode.Scalar text && !text.isNothing()) {
      String help = "write " + key + ": [" + text.text() + "]";
      problems.fail(SpecCode.WRONG_KIND, node.span(), wrong(node, key, "a list"), help);
      return List.of();
    }
    return list(node, key, each -> item.apply(each, key));
  }

  /**
   * Reports an error about a node of the wrong kind, unless the YAML reader already reported the
   * node.
   */
  void wrongKind(YamlNode node, String entry, String expected) {
    if (!(node instanceof YamlNode.Broken)) {
      problems.fail(
          SpecCode.WRONG_KIND,
          node.span(),
          isEmpty(node)
              ? Message.of("{entry} must be {expected}, but it has no value", entry, expected)
              : Message.of(
                  "{entry} must be {expected}, not {found}", entry, expected, node.kind()));
    }
  }

  /** Reports an error as {@link #wrongKind} does, about the value of a key. */
  void wrongValue(YamlNode node, String key, String expected) {
    if (!(node instanceof YamlNode.Broken)) {
      problems.fail(SpecCode.WRONG_KIND, node.span(), wrong(node, key, expected));
    }
  }

  private static Message wrong(YamlNode node, String key, String expected) {
    return isEmpty(node)
        ? Message.of("'{key}' must be {expected}, but it has no value", key, expected)
        : Message.of("'{key}' must be {expected}, not {found}", key, expected, node.kind());
  }

  private static boolean isEmpty(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNothing();
  }

  private static Message isNot(String value, String expected) {
    return Message.of("'{value}' is not {expected}", value, expected);
  }

  /**
   * Returns the value with the given name. The category completes the error message "'NAME' is not
   * ...".
   */
  <T> Optional<Located<T>> choice(
      YamlNode node, String key, List<T> values, Function<T, String> name, String category) {
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
    List<String> known = values.stream().map(name).toList();
    unknown(SpecCode.BAD_VALUE, word.get().span(), isNot(given, category), given, known);
    return Optional.empty();
  }
}
