// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Counts the JVMs that cases start in a kernel; each start takes up to a second there. */
final class JavaStarts {

  private static final Path FILE = Path.of("/tmp/java-starts");

  /**
   * JVM options for guests. In User-mode Linux, the first access to a page takes about 100 µs. A
   * small young generation reuses the same pages, which nearly halves the time of the cases. The
   * JVM verified the same classes on the host; in a guest, this takes a tenth of each start.
   */
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote",
          "-Xmn2m",
          "-Xms8m");

  private JavaStarts() {}

  /** {@return the command that starts the current JVM's Java with {@link #OPTIONS}} */
  static List<String> command(String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", classPath));
    return command;
  }

  /** Like {@link #command}, and counts one start. */
  static List<String> counted(String classPath) {
    try {
      Files.writeString(FILE, "start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return command(classPath);
  }

  /** Returns the number of starts in this kernel, including the current JVM. */
  static long count() {
    try {
      return Files.exists(FILE) ? 1 + Files.size(FILE) / "start\n".length() : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
