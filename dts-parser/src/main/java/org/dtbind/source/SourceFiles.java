// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads sources. */
@FunctionalInterface
public interface SourceFiles {

  /**
   * {@return the content of a file; empty if it does not exist, or is a folder}
   *
   * @param path as written by a source or the caller
   * @throws IOException if it exists and cannot be read
   */
  Optional<Bytes> read(String path) throws IOException;

  /**
   * {@return the names in a folder, those of folders with a trailing slash, in no order; none if it
   * is not a readable folder, or the names are not known: they are used only to suggest names}
   *
   * @param folder its path; empty for the working folder
   * @param most the maximum number
   */
  default List<String> list(String folder, int most) {
    return List.of();
  }

  /**
   * {@return when a file was last changed; empty if not known}
   *
   * @param path as written by a source or the caller
   */
  default Optional<Instant> changed(String path) {
    return Optional.empty();
  }

  /**
   * {@return the place of a file that was not found because that place may not be used, and why;
   * empty if there is none: used only for help}
   *
   * @param name of the file, as written by a source
   */
  default Optional<String> withheld(String name) {
    return Optional.empty();
  }
}
