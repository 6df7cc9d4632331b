// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.FileName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The options for the kernel of a tree. Picocli fills them in. */
public final class KernelOptions implements ArgumentGroup {

  private Optional<Path> config = Optional.empty();
  private Optional<Release> release = Optional.empty();

  /** Converts a release: two numbers and any suffix. */
  public static final class Version implements ITypeConverter<Release> {
    @Override
    public Release convert(String value) {
      return Release.of(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected a kernel release such as 6.1, not '" + value + "'"));
    }
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--config")
        .label("FILE")
        .description(
            "Configuration file of the target kernel, such as /boot/config-VERSION or "
                + "/proc/config.gz. dtbind reads the kernel's release from the first lines of "
                + "this file.")
        .value(Path.class, value -> config = Optional.of(value));
    arguments
        .option("--release")
        .label("VERSION")
        .description("Release of the target kernel, such as 6.1.")
        .value(Release.class, new Version(), value -> release = Optional.of(value));
  }

  /** Returns whether there is one of these options. */
  public boolean areGiven() {
    return config.isPresent() || release.isPresent();
  }

  /** {@return the given options as words of a command} */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    config.ifPresent(file -> words.addAll(List.of("--config", FileName.text(file))));
    release.ifPresent(version -> words.addAll(List.of("--release", version.toString())));
    return words;
  }

  /** {@return the properties of the kernel, as far as the options define them} */
  public TargetKernel read(InputFiles inputs) throws IOException {
    TargetKernel kernel = config.isPresent() ? read(inputs, config.get()) : TargetKernel.ANY;
    return release.isPresent() ? kernel.with(release.get()) : kernel;
  }

  private static TargetKernel read(InputFiles inputs, Path file) throws IOException {
    if (Files.isDirectory(file)) {
      // The JDK's exception for a directory lacks the name.
      throw new FileSystemException(
          file.toString(), null, "is a directory, not a kernel configuration");
    }
    return KernelConfig.read(inputs.read(file))
        .map(TargetKernel::of)
        .orElseThrow(
            () ->
                new FileSystemException(
                    InputFiles.name(file),
                    null,
                    "is not a kernel configuration, because it sets no CONFIG_ options"));
  }
}
