// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The place of a property or a node among its siblings, as Linux's {@code
 * scripts/dtc/dt-check-style} determines it. Keys of different rules are not compared.
 *
 * @param rule the rule that compares
 * @param group the group of properties; 0 for nodes
 * @param parts texts and numbers in turn; a number has no leading zeros
 * @param rank decides between equal parts
 */
record OrderKey(Rule rule, int group, List<String> parts, int rank)
    implements Comparable<OrderKey> {

  private static final int STANDARD = 3;
  private static final int VENDOR = 4;
  private static final int STATUS = 5;
  private static final String NAMES = "-names";
  private static final Pattern PINCTRL = Pattern.compile("pinctrl-[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("(?:0[xX])?[0-9a-fA-F]+");

  /**
   * Returns the place of a property.
   *
   * @param siblings the names of all properties of the node
   */
  static OrderKey ofProperty(String name, Collection<String> siblings) {
    return switch (name) {
      case "compatible" -> property(0, "", 0);
      case "reg" -> property(1, "", 0);
      case "reg-names" -> property(1, "", 1);
      case "ranges" -> property(2, "", 0);
      case "status" -> property(STATUS, "", 0);
      default -> {
        int group = name.indexOf(',') >= 0 ? VENDOR : STANDARD;
        Optional<String> named = named(name, siblings);
        yield property(group, named.orElse(name), named.isPresent() ? 1 : 0);
      }
    };
  }

  private static OrderKey property(int group, String name, int rank) {
    int start = 0;
    while (start < name.length() && name.charAt(start) == '#') {
      start++;
    }
    return new OrderKey(Rule.PROPERTY_ORDER, group, natural(name.substring(start)), rank);
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
                .max((one, other) -> property(0, one, 0).compareTo(property(0, other, 0)))
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
      return Optional.of(new OrderKey(Rule.CHILD_NAME_ORDER, 0, natural(name), 0));
    }
    List<String> parts = new ArrayList<>();
    for (String number : name.substring(at + 1).split(",", -1)) {
      if (!NUMBER.matcher(number).matches()) {
        return Optional.empty();
      }
      String digits = number.toLowerCase(Locale.ROOT);
      parts.add("");
      parts.add(withoutZeros(digits.startsWith("0x") ? digits.substring(2) : digits));
    }
    return Optional.of(new OrderKey(Rule.CHILD_ADDRESS_ORDER, 0, parts, 0));
  }

  /** Divides a name into texts and decimal numbers; the first and the last part are texts. */
  private static List<String> natural(String name) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= name.length(); at++) {
      boolean text = parts.size() % 2 == 0;
      if (at == name.length() || isDigit(name.charAt(at)) == text) {
        String part = name.substring(start, at);
        parts.add(text ? part : withoutZeros(part));
        start = at;
      }
    }
    if (parts.size() % 2 == 0) {
      parts.add("");
    }
    return parts;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  @Override
  public int compareTo(OrderKey that) {
    int order = Integer.compare(group, that.group);
    int common = Math.min(parts.size(), that.parts.size());
    for (int i = 0; i < common && order == 0; i++) {
      String one = parts.get(i);
      String other = that.parts.get(i);
      boolean number = i % 2 == 1;
      order = number ? Integer.compare(one.length(), other.length()) : 0;
      order = order == 0 ? one.compareTo(other) : order;
    }
    order = order == 0 ? Integer.compare(parts.size(), that.parts.size()) : order;
    return order == 0 ? Integer.compare(rank, that.rank) : order;
  }
}
