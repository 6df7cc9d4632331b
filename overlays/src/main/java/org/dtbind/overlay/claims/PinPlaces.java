// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.overlay.claims.PinClaims.Group;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;

/**
 * Finds pins in the source of their groups, which names them by macros: the tree has only numbers.
 */
public final class PinPlaces {

  private final TreeIndex index;
  private final Map<Claim, Group> groups = new HashMap<>();
  private final IdentityHashMap<DtNode, Map<String, Origin>> places = new IdentityHashMap<>();

  public PinPlaces(TreeIndex index) {
    this.index = index;
  }

  /**
   * {@return the place where a group lists a pin; empty if it is not known}
   *
   * @param claim the request for the group
   */
  public Optional<Origin> of(Claim claim, Resource pin) {
    if (!(pin instanceof PinClaims.Pin wanted)) {
      return Optional.empty();
    }
    if (groups.isEmpty()) {
      new PinClaims(index).groups().forEach(group -> groups.putIfAbsent(group.claim(), group));
    }
    return Optional.ofNullable(groups.get(claim))
        .map(group -> places.computeIfAbsent(group.node(), node -> places(group)))
        .flatMap(all -> Optional.ofNullable(all.get(wanted.name())));
  }

  /** Returns the places of the pins of a group, if each entry has the same number of words. */
  private Map<String, Origin> places(Group group) {
    Optional<PinGroups.PinList> list =
        index.at(group.controller()).flatMap(node -> PinGroups.list(node, group.node()));
    Optional<Origin> written =
        list.flatMap(pins -> group.node().property(pins.property()))
            .map(property -> index.origin(property.span()));
    if (!(written.orElse(null) instanceof Origin.Source source)
        || source.expandedFrom().isPresent()) {
      return Map.of();
    }
    List<String> pins =
        PinGroups.entries(group.node().cells(list.orElseThrow().property()), list.orElseThrow());
    List<Origin.Source> words = words(source);
    Map<String, Origin> found = new HashMap<>();
    if (pins.isEmpty() || words.size() % pins.size() != 0 || !areValues(words)) {
      return found;
    }
    int each = words.size() / pins.size();
    for (int i = 0; i < pins.size(); i++) {
      found.putIfAbsent(pins.get(i), words.get(i * each));
    }
    return found;
  }

  /** Returns whether no word is a directive, {@code /bits/} or a label. */
  private static boolean areValues(List<Origin.Source> words) {
    return words.stream()
        .map(word -> word.text().latin1())
        .noneMatch(word -> word.startsWith("#") || word.startsWith("/") || word.endsWith(":"));
  }

  /** Returns the words of a list: a macro may stand for several cells. */
  private static List<Origin.Source> words(Origin.Source list) {
    String text = list.text().latin1();
    List<Origin.Source> words = new ArrayList<>();
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
