// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import picocli.CommandLine.Option;

/** The option that names a declaration. Filled in by picocli. */
final class SpecOption {

  /** Where the declaration of a system is. */
  static final Path INSTALLED = Path.of("/etc/dtbind/bindings.yaml");

  @Option(
      names = "--spec",
      paramLabel = "F",
      defaultValue = "/etc/dtbind/bindings.yaml",
      description = "The declaration. Default: ${DEFAULT-VALUE}.")
  private Path spec = Path.of("");

  /**
   * {@return what is declared}
   *
   * @throws IOException if the file is not there, or cannot be read
   */
  Diagnosed<Specification> read() throws IOException {
    return SpecReader.read(file(spec));
  }

  /**
   * {@return what a file declares}
   *
   * @param spec the file
   * @throws IOException if it is not there, or cannot be read
   */
  static Diagnosed<Specification> read(Path spec) throws IOException {
    return SpecReader.read(file(spec));
  }

  /**
   * {@return the file itself}
   *
   * @throws IOException if it is not there, or cannot be read
   */
  SourceFile file() throws IOException {
    return file(spec);
  }

  private static SourceFile file(Path spec) throws IOException {
    String name = FileName.text(spec);
    return new SourceFile(
        name, new DiskFiles(spec).read(name).orElseThrow(() -> new NoSuchFileException(name)));
  }
}
