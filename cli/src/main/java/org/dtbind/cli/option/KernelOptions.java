// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.Bytes;
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
    Bytes content = inputs.read(file);
    Optional<KernelConfig> config;
    try {
      config = KernelConfig.read(content);
    } catch (IOException e) {
      throw rejected(file, "because its compressed data are damaged or too large");
    }
    return config
        .map(TargetKernel::of)
        .orElseThrow(() -> rejected(file, "because it sets no CONFIG_ options"));
  }

  private static Rejected rejected(Path file, String why) {
    return new Rejected(
        ExitStatus.INPUT, InputFiles.name(file), "is not a kernel configuration, " + why);
  }
}
