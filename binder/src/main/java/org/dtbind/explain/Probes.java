// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.explain.Probe.Verdict;

/**
 * The nodes with a {@code compatible}, each with the verdict whether a driver is bound.
 *
 * @param all the nodes, in the order of the tree
 */
public record Probes(List<Probe> all) {

  /** Copies the list. */
  public Probes {
    all = List.copyOf(all);
  }

  /**
   * {@return the nodes of a system that have a compatible string, including disabled nodes but not
   * the root}
   *
   * @param compatibles the compatibles of built-in drivers, as far as the caller knows them: most
   *     kernels do not list them
   */
  public static Probes read(LiveSystem system, Set<String> compatibles) {
    ProbeRules rules = new ProbeRules(system, compatibles);
    List<Probe> all = new ArrayList<>();
    system
        .tree()
        .forEach(
            (path, node) -> {
              if (!path.isRoot() && node.property("compatible").isPresent()) {
                all.add(rules.of(path));
              }
            });
    return new Probes(all);
  }

  public long count(Verdict verdict) {
    return all.stream().filter(probe -> probe.verdict() == verdict).count();
  }
}
