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
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.FileName;
import org.dtbind.view.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The options of commands that read a system. Picocli fills them in. */
public final class TargetOptions implements ArgumentGroup {

  private Path sysroot = Path.of("/");
  private final FormatOption format = new FormatOption("Output format. Default: table.");

  /**
   * Converts the name of a directory. An empty name is invalid, since it would mean the current
   * directory.
   */
  public static final class Directory implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (value.isEmpty()) {
        throw new TypeConversionException("the name of a directory cannot be empty");
      }
      return FileName.path(value);
    }
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--sysroot")
        .label("DIR")
        .description("Use the copies of /sys, /proc and /run in DIR instead of this system's own.")
        .value(Path.class, new Directory(), value -> sysroot = value);
    arguments.add(format);
  }

  public Format format() {
    return format.value();
  }

  /** Returns whether the system is the running one, not a copy. */
  public boolean isRunning() {
    return sysroot.equals(Path.of("/"));
  }

  /** Fails if there is {@code --sysroot}, because a prediction from a tree reads no system. */
  public void rejectWithTree() throws Rejected {
    if (!isRunning()) {
      throw new Rejected(
          ExitStatus.USAGE, "--tree replaces this system: omit --sysroot, or omit --tree");
    }
  }

  /** {@return the system} */
  public Kernel open(Session session) throws IOException {
    Path real = sysroot.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new Rejected(
          ExitStatus.INPUT,
          FileName.text(sysroot)
              + ": is not a directory; --sysroot requires a directory that contains a copy of a"
              + " system");
    }
    if (!Boolean.getBoolean("jna.nounpack")) {
      JnaDirectory.choose(session);
    }
    return LinuxKernel.open(real, new MessageTrace(session.messages()));
  }
}
