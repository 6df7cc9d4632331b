// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.diag.Nearest;
import org.dtbind.validate.rule.Described;

/** Suggests node names that match a pattern of a document. */
final class NodeNames {

  private static final int LONGEST = 200;

  /** The parts of a regular expression that are no words of a name. */
  private static final Pattern NO_WORD = Pattern.compile("\\\\.|\\[[^]]*]|\\{[^}]*}");

  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]+(?:-[a-z0-9]+)*");

  private NodeNames() {}

  /** Returns names in which one word of a name is replaced, so that it matches a pattern. */
  static List<String> near(String name, Collection<String> patterns) {
    if (name.length() > LONGEST) {
      return List.of();
    }
    int at = name.indexOf('@');
    String base = at < 0 ? name : name.substring(0, at);
    String address = at < 0 ? "" : name.substring(at);
    Set<String> found = new LinkedHashSet<>();
    for (String pattern : patterns) {
      List<String> words = words(pattern);
      for (String near : words.isEmpty() ? List.<String>of() : changed(base, words)) {
        if (Described.matches(pattern, near + address)) {
          found.add(near + address);
        }
      }
    }
    return found.stream().limit(2).toList();
  }

  private static List<String> words(String pattern) {
    Matcher word = WORD.matcher(NO_WORD.matcher(pattern).replaceAll(" "));
    Set<String> words = new LinkedHashSet<>();
    while (word.find()) {
      words.add(word.group());
    }
    return List.copyOf(words);
  }

  private static Set<String> changed(String base, List<String> words) {
    Set<String> changed = new LinkedHashSet<>(Nearest.byOneLetter(base, words));
    String unnumbered = base.replaceFirst("[0-9]+$", "");
    if (words.contains(unnumbered)) {
      changed.add(unnumbered);
    }
    String[] parts = base.split("-", -1);
    for (int i = 0; i < parts.length; i++) {
      String written = parts[i];
      for (String near : Nearest.byOneLetter(written, words)) {
        parts[i] = near;
        changed.add(String.join("-", parts));
      }
      parts[i] = written;
    }
    return changed;
  }
}
