// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which files include which others. Confined to one thread.
 *
 * @param <F> what identifies a file, such as its path
 */
public final class Includers<F> {

  private final Map<F, Set<F>> includers = new HashMap<>();

  /** Files that name an included file by a macro: it may be any file. */
  private final Set<F> computed = new HashSet<>();

  public void add(F included, F includer) {
    includers.computeIfAbsent(included, any -> new HashSet<>()).add(includer);
  }

  /** Adds a file that may include any other file. */
  public void addComputed(F file) {
    computed.add(file);
  }

  /** Returns whether a file may include any other file. */
  public boolean isComputed(F file) {
    return computed.contains(file);
  }

  /** {@return some files, and all files that include one of them, or may do so} */
  public Set<F> users(Collection<F> files) {
    Set<F> users = new HashSet<>(computed);
    users.addAll(files);
    Deque<F> pending = new ArrayDeque<>(users);
    while (!pending.isEmpty()) {
      for (F includer : includers.getOrDefault(pending.remove(), Set.of())) {
        if (users.add(includer)) {
          pending.add(includer);
        }
      }
    }
    return users;
  }
}
