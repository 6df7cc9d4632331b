// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import picocli.CommandLine.Option;

/** The option that names a declaration. Filled in by picocli. */
public final class SpecOption {

  private static final String DEFAULT = "/etc/dtbind/bindings.yaml";

  /** Where the declaration of a system is. */
  public static final Path INSTALLED = Path.of(DEFAULT);

  @Option(
      names = "--spec",
      paramLabel = "F",
      defaultValue = DEFAULT,
      description = "The declaration. Default: ${DEFAULT-VALUE}.")
  private Path spec = Path.of("");

  /** {@return what is declared} */
  public Diagnosed<Specification> read(InputFiles inputs) throws IOException {
    return SpecReader.read(file(inputs, spec));
  }

  /** {@return what a file declares} */
  public static Diagnosed<Specification> read(InputFiles inputs, Path spec) throws IOException {
    return SpecReader.read(file(inputs, spec));
  }

  /** {@return the file itself} */
  public SourceFile file(InputFiles inputs) throws IOException {
    return file(inputs, spec);
  }

  private static SourceFile file(InputFiles inputs, Path spec) throws IOException {
    if (!InputFiles.isStandard(spec) && !Files.exists(spec)) {
      throw missing(FileName.text(spec));
    }
    return new SourceFile(InputFiles.name(spec), inputs.read(spec));
  }

  /** Nobody has typed the default, so what is missing there may not have been thought of. */
  public static NoSuchFileException missing(String name) {
    return name.equals(DEFAULT)
        ? new NoSuchFileException(
            name, null, "declare devices in that file, or specify another file with --spec F")
        : new NoSuchFileException(name);
  }
}
