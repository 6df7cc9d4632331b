// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.change.FileChange;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.NodesEntry;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;

/**
 * What is given to somebody in the end of a {@link Transaction}.
 *
 * @param nodes that are there already
 * @param links that are made
 * @param entry of the journal that has the nodes
 * @param first entry of a device
 */
record Grants(NodesEntry nodes, List<FileChange> links, Optional<Integer> entry, int first) {

  /** Links that are made once there are nodes, where nothing else is at their paths before. */
  static List<FileChange> links(List<Planned> plans, List<FileChange> changes) {
    return plans.stream()
        .flatMap(planned -> planned.plan().giving().links().stream())
        .filter(link -> changes.stream().noneMatch(one -> one.path().equals(link.path())))
        .toList();
  }

  /** Stores what comes next with all that is needed to take it back. */
  Function<String, Attempt<Nothing>> intentions(JournalWriter journal, int run, int ofFiles) {
    return text -> {
      Attempt<Nothing> stored = journal.intend(entry.orElse(first + run), text);
      return links.isEmpty() ? stored : stored.then(done -> journal.intend(ofFiles, text));
    };
  }
}
