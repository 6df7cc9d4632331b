// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFiles;

/** Reads case files by paths relative to the case directory, so that messages do not vary. */
final class CaseFiles implements SourceFiles {

  static final Path DIRECTORY = Path.of("src/test/resources/cases");

  private final DiskFiles disk = new DiskFiles();

  @Override
  public Optional<Bytes> read(String path) throws IOException {
    return disk.read(DIRECTORY.resolve(path).normalize().toString());
  }

  @Override
  public List<String> list(String directory, int most) {
    return disk.list(DIRECTORY.resolve(directory).toString(), most);
  }
}
