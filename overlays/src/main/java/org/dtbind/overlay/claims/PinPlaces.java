// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.overlay.claims.PinClaims.Group;
import org.dtbind.source.Origin;

/**
 * Finds pins in the source of their groups, which names them by macros: the tree has only numbers.
 */
public final class PinPlaces {

  private final TreeIndex index;
  private final Map<Claim, Group> groups = new HashMap<>();

  public PinPlaces(TreeIndex index) {
    this.index = index;
    for (Group group : new PinClaims(index).groups()) {
      groups.putIfAbsent(group.claim(), group);
    }
  }

  /**
   * {@return the place where a group lists a pin; empty if it is not known}
   *
   * @param claim the request for the group
   * @param pin the pin
   */
  public Optional<Origin> of(Claim claim, Resource pin) {
    return Optional.ofNullable(groups.get(claim))
        .filter(group -> pin instanceof PinClaims.Pin)
        .flatMap(group -> place(group, ((PinClaims.Pin) pin).name()));
  }

  private Optional<Origin> place(Group group, String pin) {
    Optional<PinGroups.PinList> list =
        index.at(group.controller()).flatMap(node -> PinGroups.list(node, group.node()));
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<String> pins = PinGroups.entries(group.node().cells(list.get().property()), list.get());
    return group
        .node()
        .property(list.get().property())
        .map(property -> index.origin(property.span()))
        .flatMap(written -> entry(written, pins.indexOf(pin), pins.size()));
  }

  /**
   * Returns the place of an entry of a list, if each of its entries has the same number of words: a
   * macro may stand for several cells.
   */
  private static Optional<Origin> entry(Origin written, int index, int entries) {
    if (index < 0
        || !(written instanceof Origin.Source source)
        || source.expandedFrom().isPresent()) {
      return Optional.empty();
    }
    List<Origin> words = words(source);
    return words.size() % entries == 0
        ? Optional.of(words.get(index * (words.size() / entries)))
        : Optional.empty();
  }

  /** Returns the words of a list. A word in parentheses, or with them, is one. */
  private static List<Origin> words(Origin.Source list) {
    String text = list.text().latin1();
    List<Origin> words = new ArrayList<>();
    int from = -1;
    int depth = 0;
    for (int i = text.indexOf('=') + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      int comment = depth == 0 ? afterComment(text, i) : i;
      boolean between = depth == 0 && (comment > i || c <= ' ' || "<>,;".indexOf(c) >= 0);
      if (between && from >= 0) {
        words.add(list.within(from, i));
        from = -1;
      } else if (!between && from < 0) {
        from = i;
      }
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      i = Math.max(i, comment - 1);
    }
    return words;
  }

  /** Returns the position after a comment; the given one if no comment begins there. */
  private static int afterComment(String text, int at) {
    String end = text.startsWith("/*", at) ? "*/" : text.startsWith("//", at) ? "\n" : "";
    int found = end.isEmpty() ? -1 : text.indexOf(end, at + 2);
    return end.isEmpty() ? at : found < 0 ? text.length() : found + end.length();
  }
}
