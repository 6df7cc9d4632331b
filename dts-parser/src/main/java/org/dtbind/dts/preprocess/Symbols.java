// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.source.Bytes;

/**
 * Numbers for identifiers, so that a look-up of a macro is an array access. Shared by all files of
 * a process and safe between threads.
 */
final class Symbols {

  private final ConcurrentHashMap<Bytes, Integer> numbers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Returns the number of {@code name}: the same for equal names. */
  int number(Bytes name) {
    Integer known = numbers.get(name);
    // A copy, because the name is a slice of a whole file.
    return known != null
        ? known
        : numbers.computeIfAbsent(Bytes.wrap(name.toArray()), n -> next.getAndIncrement());
  }

  /** Returns the number of {@code name}. */
  int number(String name) {
    return number(Bytes.latin1(name));
  }
}
