// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;

/** The option for the declaration. Picocli fills it in. */
public final class SpecOption implements ArgumentGroup {

  private static final String DEFAULT = "/etc/dtbind/bindings.yaml";

  /** The default declaration of a system. */
  public static final Path INSTALLED = Path.of(DEFAULT);

  private Optional<Path> spec = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--spec")
        .label("F")
        .description(
            "The declaration: a file that declares devices, aggregators and IOMMU groups. Default: "
                + DEFAULT
                + ".")
        .value(Path.class, value -> spec = Optional.of(value));
  }

  /** Returns whether the option was given. */
  public boolean isGiven() {
    return spec.isPresent();
  }

  /** Reads the declaration. */
  public Diagnosed<Specification> read(InputFiles inputs) throws IOException {
    return SpecReader.read(file(inputs));
  }

  /** Reads a declaration from a given file. */
  public static Diagnosed<Specification> read(InputFiles inputs, Path spec) throws IOException {
    return SpecReader.read(file(inputs, spec));
  }

  public SourceFile file(InputFiles inputs) throws IOException {
    return file(inputs, spec.orElse(INSTALLED));
  }

  private static SourceFile file(InputFiles inputs, Path spec) throws IOException {
    if (!InputFiles.isStandard(spec) && !Files.exists(spec)) {
      throw spec.equals(INSTALLED) ? missing(DEFAULT) : InputFiles.missing(spec);
    }
    return new SourceFile(InputFiles.name(spec), inputs.read(spec));
  }

  /**
   * Returns the exception for a missing file. For the default file it includes advice, since the
   * user may not know that file.
   */
  public static NoSuchFileException missing(String name) {
    return name.equals(DEFAULT)
        ? new NoSuchFileException(
            name, null, "declare devices in that file, or specify another file with --spec F")
        : new NoSuchFileException(name);
  }
}
