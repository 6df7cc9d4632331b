// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a property or a node among its siblings, as Linux's {@code
 * scripts/dtc/dt-check-style} determines it. Keys of different rules are not compared.
 *
 * @param text has the order of the keys: names of which each number begins with U+0000 and the
 *     count of its digits
 */
record OrderKey(Rule rule, String text) implements Comparable<OrderKey> {

  private static final String NAMES = "-names";
  private static final Pattern PINCTRL = Pattern.compile("pinctrl-[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("0*([0-9]+)");
  private static final Pattern HEXADECIMAL = Pattern.compile("(?:0x)?0*([0-9a-f]+)");
  private static final Pattern ADDRESS = Pattern.compile("(?:0x)?[0-9a-f]+(?:,(?:0x)?[0-9a-f]+)*");

  /**
   * Returns the place of a property.
   *
   * @param siblings the names of all properties of the node
   */
  static OrderKey ofProperty(String name, Collection<String> siblings) {
    return switch (name) {
      case "compatible" -> property("0");
      case "reg" -> property("1");
      case "reg-names" -> property("1\0");
      case "ranges" -> property("2");
      case "status" -> property("5");
      default -> {
        String group = name.indexOf(',') >= 0 ? "4" : "3";
        yield property(
            named(name, siblings)
                .map(one -> group + natural(one) + "\0")
                .orElse(group + natural(name)));
      }
    };
  }

  private static OrderKey property(String text) {
    return new OrderKey(Rule.PROPERTY_ORDER, text);
  }

  /** Returns the property whose parts a property names. */
  private static Optional<String> named(String name, Collection<String> siblings) {
    if (!name.endsWith(NAMES)) {
      return Optional.empty();
    }
    Optional<String> states =
        name.equals("pinctrl-names")
            ? siblings.stream()
                .filter(PINCTRL.asMatchPredicate())
                .max(Comparator.comparing(OrderKey::natural))
            : Optional.empty();
    String base = name.substring(0, name.length() - NAMES.length());
    Predicate<String> exists = siblings::contains;
    return states
        .or(() -> Optional.of(base + "s").filter(exists))
        .or(() -> Optional.of(base).filter(exists));
  }

  /** Returns the place of a node; empty if its unit address is not a number. */
  static Optional<OrderKey> ofNode(String name) {
    int at = name.indexOf('@');
    if (at < 0) {
      return Optional.of(new OrderKey(Rule.CHILD_NAME_ORDER, natural(name)));
    }
    return Optional.of(name.substring(at + 1).toLowerCase(Locale.ROOT))
        .filter(ADDRESS.asMatchPredicate())
        .map(text -> new OrderKey(Rule.CHILD_ADDRESS_ORDER, numbered(text, HEXADECIMAL)));
  }

  private static String natural(String name) {
    return numbered(name.replaceFirst("^#*", ""), DECIMAL);
  }

  private static String numbered(String text, Pattern number) {
    return number
        .matcher(text)
        .replaceAll(
            found -> {
              String digits = found.group(1);
              return Matcher.quoteReplacement("\0" + (char) digits.length() + digits);
            });
  }

  @Override
  public int compareTo(OrderKey that) {
    return text.compareTo(that.text);
  }
}
