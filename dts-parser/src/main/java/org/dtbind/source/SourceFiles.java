// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads source files. */
@FunctionalInterface
public interface SourceFiles {

  /**
   * {@return the content of a file; empty if it does not exist, or is a directory}
   *
   * @param path the path in a source or from the caller
   * @throws IOException if the file exists but cannot be read
   */
  Optional<Bytes> read(String path) throws IOException;

  /**
   * {@return the names in a directory, in any order; those of directories end with a slash. None if
   * the directory cannot be read, or if names are not supported: they are only used for
   * suggestions}
   *
   * @param directory the path of the directory; empty for the working directory
   * @param most the maximum number of names
   */
  default List<String> list(String directory, int most) {
    return List.of();
  }

  /**
   * {@return the time of a file's last modification; empty if it is unknown}
   *
   * @param path the path in a source or from the caller
   */
  default Optional<Instant> changed(String path) {
    return Optional.empty();
  }

  /**
   * {@return a help text if a missing file exists in a directory that must not be used, with the
   * reason; otherwise empty}
   *
   * @param name the file name in a source
   */
  default Optional<String> withheld(String name) {
    return Optional.empty();
  }
}
