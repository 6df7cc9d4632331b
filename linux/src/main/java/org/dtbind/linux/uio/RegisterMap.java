// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.uio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.linux.AddressRange;
import org.dtbind.tree.NodePath;

/** Finds the nodes whose registers are in a span of addresses, by a tree of intervals. */
final class RegisterMap {

  private record Place(AddressSpan span, NodePath node) {}

  /** All register ranges, by first address. */
  private final List<Place> places = new ArrayList<>();

  /** The last address in the subtree whose root is the place with the same index. */
  private final long[] ends;

  RegisterMap(Map<NodePath, List<AddressRange>> ranges) {
    ranges.forEach(
        (path, all) ->
            all.forEach(
                range -> AddressSpan.of(range).ifPresent(s -> places.add(new Place(s, path)))));
    places.sort(Comparator.comparing(place -> place.span().first(), Long::compareUnsigned));
    ends = new long[places.size()];
    end(0, places.size());
  }

  private long end(int from, int to) {
    if (from == to) {
      return 0;
    }
    int root = (from + to) >>> 1;
    long below = later(end(from, root), end(root + 1, to));
    ends[root] = later(below, places.get(root).span().last());
    return ends[root];
  }

  private static long later(long one, long other) {
    return Long.compareUnsigned(one, other) >= 0 ? one : other;
  }

  /**
   * Adds the nodes with registers in a span, ordered by address.
   *
   * @param most the most ranges to look at
   * @return the number of ranges that may still be looked at; 0 if there may be further nodes
   */
  int addTo(Set<NodePath> found, AddressSpan wanted, int most) {
    return addTo(found, wanted, 0, places.size(), most);
  }

  private int addTo(Set<NodePath> found, AddressSpan wanted, int from, int to, int most) {
    int root = (from + to) >>> 1;
    if (from == to || most == 0 || Long.compareUnsigned(ends[root], wanted.first()) < 0) {
      return most;
    }
    int left = addTo(found, wanted, from, root, most);
    Place place = places.get(root);
    if (Long.compareUnsigned(place.span().first(), wanted.last()) > 0) {
      return left;
    }
    if (left > 0 && place.span().overlaps(wanted)) {
      found.add(place.node());
      left--;
    }
    return addTo(found, wanted, root + 1, to, left);
  }
}
