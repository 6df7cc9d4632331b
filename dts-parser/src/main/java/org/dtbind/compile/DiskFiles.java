// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.source.Bytes;

/** The files of the machine, by the names that sources and command lines use for them. */
public final class DiskFiles implements org.dtbind.dts.preprocess.Files {

  /** Larger than any source or firmware blob that belongs into a devicetree. */
  private static final long MAX_SIZE = 256L << 20;

  /** Creates it. */
  public DiskFiles() {}

  @Override
  public Optional<Bytes> read(String path) throws IOException {
    Path file;
    try {
      file = Path.of(path);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw new IOException("it is larger than " + (MAX_SIZE >> 20) + " MiB");
      }
      return Optional.of(Bytes.wrap(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (java.nio.file.AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }
}
