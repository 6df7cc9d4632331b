// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.uio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.linux.AddressRange;

/**
 * Addresses that follow each other.
 *
 * @param first the first one, an unsigned number
 * @param last the last one, an unsigned number
 */
record AddressSpan(long first, long last) {

  static Optional<AddressSpan> of(AddressRange range) {
    long last = range.start() + range.size() - 1;
    boolean valid = range.size() != 0 && Long.compareUnsigned(range.start(), last) <= 0;
    return valid ? Optional.of(new AddressSpan(range.start(), last)) : Optional.empty();
  }

  /** {@return the pages that contain these addresses} */
  AddressSpan pages(int page) {
    return new AddressSpan(first & -(long) page, last | page - 1L);
  }

  boolean overlaps(AddressSpan other) {
    return Long.compareUnsigned(first, other.last) <= 0
        && Long.compareUnsigned(other.first, last) <= 0;
  }

  /** {@return the addresses that are in none of the given spans} */
  List<AddressSpan> without(List<AddressSpan> others) {
    List<AddressSpan> rest = List.of(this);
    for (AddressSpan other : others) {
      rest = rest.stream().flatMap(span -> span.without(other)).toList();
    }
    return rest;
  }

  private Stream<AddressSpan> without(AddressSpan other) {
    if (!overlaps(other)) {
      return Stream.of(this);
    }
    List<AddressSpan> rest = new ArrayList<>();
    if (Long.compareUnsigned(first, other.first) < 0) {
      rest.add(new AddressSpan(first, other.first - 1));
    }
    if (Long.compareUnsigned(last, other.last) > 0) {
      rest.add(new AddressSpan(other.last + 1, last));
    }
    return rest.stream();
  }
}
