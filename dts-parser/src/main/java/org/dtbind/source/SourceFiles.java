// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where sources are read from. */
@FunctionalInterface
public interface SourceFiles {

  /**
   * {@return the content of a file; empty where there is none, or a folder}
   *
   * @param path as a source or the caller wrote it
   * @throws IOException if it is there and cannot be read
   */
  Optional<Bytes> read(String path) throws IOException;

  /**
   * {@return the names in a folder, those of folders with a slash at the end, in no order; none
   * where it is no folder that can be read, or is not known: they are asked for only to help with a
   * name that is not there}
   *
   * @param folder path of it; the working folder where it is empty
   * @param most how many at most
   */
  default List<String> list(String folder, int most) {
    return List.of();
  }

  /**
   * {@return when a file was last changed; empty where that is not known}
   *
   * @param path as a source or the caller wrote it
   */
  default Optional<Instant> changed(String path) {
    return Optional.empty();
  }

  /**
   * {@return where a file is that was not found, since that place may not be used, and why; empty
   * where it is nowhere: asked for only to help with a name that is not there}
   *
   * @param name of the file, as a source wrote it
   */
  default Optional<String> withheld(String name) {
    return Optional.empty();
  }
}
