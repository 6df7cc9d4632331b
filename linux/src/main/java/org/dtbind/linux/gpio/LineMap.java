// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/** The {@code gpio-map} of a nexus node, read once, because many specifiers may refer to it. */
final class LineMap {

  /** The target of an entry. */
  record MapTarget(NodePath node, List<Integer> cells) {}

  private final List<Integer> mask;
  private final List<Integer> pass;

  /** The first entry for each specifier, of which only the bits in the mask count. */
  private final Map<List<Integer>, MapTarget> entries = new HashMap<>();

  LineMap(List<Integer> mask, List<Integer> pass) {
    this.mask = mask;
    this.pass = pass;
  }

  void add(List<Integer> specifier, MapTarget entry) {
    entries.putIfAbsent(masked(specifier), entry);
  }

  Optional<MapTarget> find(List<Integer> specifier) {
    return Optional.ofNullable(entries.get(masked(specifier)));
  }

  private List<Integer> masked(List<Integer> specifier) {
    List<Integer> masked = new ArrayList<>(specifier.size());
    for (int i = 0; i < specifier.size(); i++) {
      masked.add(specifier.get(i) & (i < mask.size() ? mask.get(i) : -1));
    }
    return masked;
  }

  /** Returns the cells of an entry, with those bits of the wanted specifier that pass through. */
  List<Integer> passed(List<Integer> cells, List<Integer> wanted) {
    List<Integer> passed = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      int bits = i < pass.size() && i < wanted.size() ? pass.get(i) : 0;
      int handed = i < wanted.size() ? wanted.get(i) & bits : 0;
      passed.add(cells.get(i) & ~bits | handed);
    }
    return passed;
  }
}
