// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.dtbind.overlay.review.ProjectFiles.Located;

/**
 * A board or overlay in two states of a project.
 *
 * @param before the path of its source in the first state; empty if it is new
 * @param after the path of its source in the second state; empty if it is deleted
 */
public record BoardPair(Optional<String> before, Optional<String> after) {

  /** {@return the path in the second state or, of a deleted board, in the first} */
  public String name() {
    return after.or(() -> before).orElseThrow();
  }

  /** {@return whether the source has another path} */
  public boolean isRenamed() {
    return before.isPresent() && after.isPresent() && !before.equals(after);
  }

  /**
   * {@return the boards of both states, sorted by name. A source that is missing in one state is
   * the same board as one that is new there, if no other one has the same content, or the same
   * name}
   */
  static List<BoardPair> of(
      ProjectFiles before, Set<String> former, ProjectFiles after, Set<String> present) {
    Set<String> deleted = new TreeSet<>(former);
    deleted.removeAll(present);
    Set<String> added = new TreeSet<>(present);
    added.removeAll(former);
    Map<String, String> renamed = new HashMap<>();
    pair(deleted, path -> content(before, path), added, path -> content(after, path), renamed);
    pair(deleted, ProjectFiles::name, added, ProjectFiles::name, renamed);
    List<BoardPair> pairs = new ArrayList<>();
    for (String path : present) {
      Optional<String> from =
          former.contains(path) ? Optional.of(path) : Optional.ofNullable(renamed.get(path));
      pairs.add(new BoardPair(from, Optional.of(path)));
    }
    deleted.forEach(path -> pairs.add(new BoardPair(Optional.of(path), Optional.empty())));
    pairs.sort((one, other) -> one.name().compareTo(other.name()));
    return pairs;
  }

  private static String content(ProjectFiles files, String path) {
    return files.locate(path).map(Located::content).map(file -> file.id()).orElse("");
  }

  /** Moves pairs with the same key, which no other path has, from both sets to the map. */
  private static void pair(
      Set<String> deleted,
      Function<String, String> keyBefore,
      Set<String> added,
      Function<String, String> keyAfter,
      Map<String, String> renamed) {
    Map<String, String> from = unique(deleted, keyBefore);
    Map<String, String> to = unique(added, keyAfter);
    from.keySet().retainAll(to.keySet());
    from.forEach(
        (key, path) -> {
          String other = to.getOrDefault(key, "");
          renamed.put(other, path);
          deleted.remove(path);
          added.remove(other);
        });
  }

  private static Map<String, String> unique(
      Collection<String> paths, Function<String, String> key) {
    Map<String, String> found = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (String path : paths) {
      String own = key.apply(path);
      if (found.put(own, path) != null) {
        several.add(own);
      }
    }
    found.keySet().removeAll(several);
    return found;
  }
}
