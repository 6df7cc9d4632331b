// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import org.dtbind.bind.Outcome.NotTried;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.transaction.ExitClass;

/**
 * What came of wishes that were to be fulfilled together: all of them, or none.
 *
 * @param entries a wish each, in order
 * @param notes what is worth knowing about all of them, a line each
 */
public record Outcomes(List<Entry> entries, List<String> notes) {

  /** Copies the lists. */
  public Outcomes {
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /**
   * What came of one.
   *
   * @param wanted the device as it was named
   * @param outcome of it
   */
  public record Entry(String wanted, Outcome outcome) {}

  /**
   * {@return what a program that ends with it tells its caller: the worst, or the first failure}
   */
  public ExitClass exit() {
    List<ExitClass> exits = entries.stream().map(entry -> entry.outcome().exit()).toList();
    return exits.contains(ExitClass.NOT_RESTORED)
        ? ExitClass.NOT_RESTORED
        : exits.stream().filter(exit -> exit != ExitClass.DONE).findFirst().orElse(ExitClass.DONE);
  }

  /** {@return whether something is still to be written} */
  public boolean pending() {
    return entries.stream().anyMatch(entry -> entry.outcome() instanceof Planned);
  }

  /** {@return whether files are to be changed} */
  boolean changesFiles() {
    for (Entry entry : entries) {
      if (entry.outcome() instanceof Planned planned && !planned.plan().files().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** {@return whether none of them failed} */
  boolean good() {
    return exit() == ExitClass.DONE;
  }

  /** {@return the same where one failed before anything was written: the others are left alone} */
  Outcomes withoutPlans() {
    return new Outcomes(
        entries.stream()
            .map(
                entry ->
                    entry.outcome() instanceof Planned
                        ? new Entry(entry.wanted(), new NotTried())
                        : entry)
            .toList(),
        notes);
  }
}
