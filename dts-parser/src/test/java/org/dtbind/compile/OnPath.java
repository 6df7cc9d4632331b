// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds the installed programs that tests compare dtbind with. */
public final class OnPath {

  private OnPath() {}

  /**
   * Returns the dtc command: from the directory DTBIND_DTC if set, otherwise from the PATH, which
   * may have an older version than the one whose messages and checks dtbind reproduces.
   */
  public static String dtc() {
    Path configured = Path.of(System.getenv().getOrDefault("DTBIND_DTC", ""), "dtc");
    return configured.isAbsolute() && Files.isExecutable(configured)
        ? configured.toString()
        : "dtc";
  }

  /** Returns whether dtc is the version whose messages and checks dtbind reproduces. */
  public static boolean isDtcNewest() {
    try {
      Process process = new ProcessBuilder(dtc(), "-v").redirectErrorStream(true).start();
      String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return version.contains("DTC 1.8.");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether the program is on the PATH. */
  public static boolean has(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
