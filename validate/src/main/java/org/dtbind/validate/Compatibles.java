// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.dtbind.diag.Nearest;
import org.dtbind.validate.rule.Regex;
import org.dtbind.validate.rule.ValidationRun;

/**
 * The compatible strings that binding documents describe, as {@code make_compatible_schema} of
 * dt-schema collects them.
 */
final class Compatibles {

  private static final String ANY = "^[a-zA-Z0-9][a-zA-Z0-9,+\\-._/]+$";

  private final Set<String> names = new HashSet<>();
  private final List<Regex> patterns = new ArrayList<>();
  private final Map<String, Boolean> asked = new ConcurrentHashMap<>();

  /** The names by their digits, which are the same in a misspelling. */
  private final Map<String, List<String>> byDigits = new HashMap<>();

  /** The prefixes of vendors by the rest of a name, which follows the comma. */
  private final Map<String, Set<String>> vendors = new HashMap<>();

  private final Map<String, List<String>> mistyped = new ConcurrentHashMap<>();

  private Compatibles() {}

  /**
   * Sorts strings into names and patterns. It ignores patterns that match any text, because they do
   * not describe a device.
   */
  static Compatibles of(Set<String> documented) {
    Compatibles all = new Compatibles();
    all.patterns.add(Regex.of("^foo"));
    all.patterns.add(Regex.of("^test,"));
    for (String name : documented) {
      if (name.chars().noneMatch(c -> "^[{($".indexOf(c) >= 0)) {
        all.names.add(name);
      } else if (!name.equals(ANY)
          && !name.contains(".+")
          && !name.contains(".*")
          && name.startsWith("^")
          && name.endsWith("$")) {
        all.pattern(name);
      }
    }
    all.names.forEach(all::index);
    return all;
  }

  private void index(String name) {
    byDigits.computeIfAbsent(digits(name), each -> new ArrayList<>()).add(name);
    int comma = name.indexOf(',');
    if (comma > 0) {
      String prefix = name.substring(0, comma);
      vendors.computeIfAbsent(name.substring(comma), each -> new TreeSet<>()).add(prefix);
    }
  }

  /** A constant may look like a pattern without being a valid one. */
  private void pattern(String text) {
    try {
      patterns.add(Regex.of(text));
    } catch (PatternSyntaxException e) {
      names.add(text);
    }
  }

  /** Returns the names for which a string may be a misspelling. */
  List<String> near(String compatible) {
    return mistyped.computeIfAbsent(
        compatible,
        wanted ->
            Stream.concat(
                    Nearest.slips(wanted, byDigits.getOrDefault(digits(wanted), List.of()))
                        .stream(),
                    ofOtherVendor(wanted).stream())
                .distinct()
                .toList());
  }

  /** Returns the same device of a vendor whose prefix differs by a letter from one of no vendor. */
  private List<String> ofOtherVendor(String wanted) {
    int comma = Math.max(0, wanted.indexOf(','));
    String prefix = wanted.substring(0, comma);
    String rest = wanted.substring(comma);
    return vendors.getOrDefault(rest, Set.of()).stream()
        .filter(vendor -> Nearest.isOneLetter(prefix, vendor))
        .filter(any -> vendors.values().stream().noneMatch(known -> known.contains(prefix)))
        .map(vendor -> vendor + rest)
        .toList();
  }

  private static String digits(String name) {
    return name.replaceAll("[^0-9]", "");
  }

  boolean contains(String compatible, ValidationRun run) {
    if (names.contains(compatible)) {
      return true;
    }
    Boolean known = asked.get(compatible);
    if (known == null) {
      known = patterns.stream().anyMatch(pattern -> pattern.isSurelyIn(compatible, run));
      asked.put(compatible, known);
    }
    return known;
  }
}
