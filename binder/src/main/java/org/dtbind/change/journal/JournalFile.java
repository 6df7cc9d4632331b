// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.journal;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.WritableFiles;

/**
 * The file of a {@link Journal}.
 *
 * @param path the absolute path
 * @param text the complete contents
 */
public record JournalFile(String path, String text) {

  private static final List<String> PATHS = List.of(Journal.LASTING, Journal.PATH);

  /** {@return the existing journal; empty if there is none} */
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
   * {@return whether the head of a journal was only partly written; nothing was changed in that
   * case}
   */
  public static boolean hasUnfinished(Files files) {
    return PATHS.stream().anyMatch(files::hasUnfinished);
  }

  /**
   * Removes a journal whose head was only partly written. Call this only while holding the lock.
   */
  public static void removeUnfinished(WritableFiles files) {
    // A failure does no harm: the next journal replaces the file.
    PATHS.forEach(files::removeUnfinished);
  }

  /** {@return whether the file outlives a boot} */
  public boolean lasts() {
    return path.equals(Journal.LASTING);
  }
}
