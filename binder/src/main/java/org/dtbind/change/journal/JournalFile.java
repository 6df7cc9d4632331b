// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;

/**
 * The file of a {@link Journal}.
 *
 * @param path where
 * @param text its content
 */
public record JournalFile(String path, String text) {

  private static final List<String> PATHS = List.of(Journal.LASTING, Journal.PATH);

  /**
   * {@return the existing journal; empty if there is none}
   *
   * @param files the system's files
   */
  public static Attempt<Optional<JournalFile>> find(Files files) {
    for (String path : PATHS) {
      Attempt<Optional<JournalFile>> found =
          files.read(path).map(text -> text.map(content -> new JournalFile(path, content)));
      if (found.value().filter(Optional::isEmpty).isEmpty()) {
        return found;
      }
    }
    return Attempt.done(Optional.empty());
  }

  /**
   * {@return whether there is only an unfinished journal: nothing was changed then}
   *
   * @param files the system's files
   */
  public static boolean isBegun(Files files) {
    return PATHS.stream().anyMatch(files::isBegun);
  }

  /**
   * Removes an unfinished journal. Call this only while holding the lock.
   *
   * @param files the system's files
   */
  public static void removeBegun(Files files) {
    // What cannot be removed stands in the way of nobody: the next journal replaces it.
    PATHS.forEach(files::removeBegun);
  }

  /** {@return whether it outlives a boot} */
  public boolean lasts() {
    return path.equals(Journal.LASTING);
  }
}
