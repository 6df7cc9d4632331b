// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.JnaDirectory;
import org.dtbind.cli.session.MessageTrace;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.Session;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.FileName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The option for a copy of a system, and the system itself. Picocli fills it in. */
public final class SysrootOption implements ArgumentGroup {

  private final String description;
  private Path sysroot = Path.of("/");

  /**
   * Converts the name of a directory. An empty name is invalid, since it would mean the current
   * directory.
   */
  private static final class Directory implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (value.isEmpty()) {
        throw new TypeConversionException("the name of a directory cannot be empty");
      }
      return FileName.path(value);
    }
  }

  /** Creates the option of a command that uses the copies of all files of the kernel. */
  public SysrootOption() {
    this("Use the copies of /sys, /proc and /run in DIR instead of this system's own.");
  }

  /**
   * Creates the option.
   *
   * @param description what the command reads from the directory
   */
  public SysrootOption(String description) {
    this.description = description;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--sysroot")
        .label("DIR")
        .description(description)
        .value(Path.class, new Directory(), value -> sysroot = value);
  }

  /** Returns whether the system is the running one, not a copy. */
  public boolean isRunning() {
    return sysroot.equals(Path.of("/"));
  }

  /** {@return the system} */
  public WritableKernel open(Session session) throws IOException {
    Path real = sysroot.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new Rejected(
          ExitStatus.INPUT,
          FileName.text(sysroot),
          "is not a directory; --sysroot requires a directory that contains a copy of a"
              + " system");
    }
    if (!Boolean.getBoolean("jna.nounpack")) {
      JnaDirectory.choose(session.environment());
    }
    return LinuxKernel.open(real, new MessageTrace(session.messages()));
  }
}
