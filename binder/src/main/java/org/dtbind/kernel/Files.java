// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt.Nothing;

/** Text files: dtbind's own in {@code /run/dtbind}, and lists such as those in /lib/modules. */
public interface Files {

  /** Longest file that is read: the longest list of modules has some megabytes. */
  int MAX_FILE = 1 << 25;

  /**
   * {@return the content, at most {@link #MAX_FILE} bytes; empty where there is no such file}
   *
   * @param path absolute, as on the target
   */
  Attempt<Optional<String>> read(String path);

  /**
   * Replaces a file at once: a reader sees the old or the new content, never a part. Makes the
   * folders that are missing. Everybody may read it, whatever the umask.
   *
   * @param path absolute, as on the target
   * @param content UTF-8
   * @return done, or why not
   */
  Attempt<Nothing> replace(String path, String content);

  /**
   * Removes a file.
   *
   * @param path absolute, as on the target
   * @return done, also where there was none, or why not
   */
  Attempt<Nothing> remove(String path);

  /**
   * {@return whom a file belongs to; empty where that cannot be known}
   *
   * @param path absolute, as on the target
   */
  Optional<Owner> owner(String path);

  /**
   * {@return the names in a folder, sorted, without those that begin with a dot, which are of files
   * not finished; none where it is missing}
   *
   * @param path absolute, as on the target
   */
  Attempt<List<String>> list(String path);

  /**
   * {@return the names in a folder, sorted; none where it cannot be read}
   *
   * @param path absolute, as on the target
   */
  default List<String> names(String path) {
    return list(path).value().orElse(List.of());
  }
}
