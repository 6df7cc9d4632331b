// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.IOException;
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
}
