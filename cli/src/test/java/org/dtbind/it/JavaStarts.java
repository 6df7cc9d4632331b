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

/** Counts the Javas that cases start in a kernel, where a start takes up to a second. */
final class JavaStarts {

  private static final Path FILE = Path.of("/tmp/java-starts");

  /**
   * Options of a Java in a kernel. In User-mode Linux a page that is touched for the first time
   * costs some 100 µs: a small young generation uses the same pages again and again, and nearly
   * halves the time of the cases.
   */
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmn2m", "-Xms8m");

  private JavaStarts() {}

  /** {@return this machine's Java with {@link #OPTIONS} and a class path} */
  static List<String> command(String classPath) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", classPath));
    return command;
  }

  /** Returns the command of a Java that is about to be started once more. */
  static List<String> counted(String classPath) {
    try {
      Files.writeString(FILE, "start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return command(classPath);
  }

  /** Returns how many there were in this kernel, with the one that asks. */
  static long count() {
    try {
      return Files.exists(FILE) ? 1 + Files.size(FILE) / "start\n".length() : 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
