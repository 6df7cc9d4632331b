// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of the machine that tests compare with. */
public final class OnPath {

  private OnPath() {}

  /**
   * Returns how dtc is started: of the folder that DTBIND_DTC names, if it names one, else the one
   * on the PATH, which may be older than the one whose texts and checks dtbind has.
   */
  public static String dtc() {
    Path given = Path.of(System.getenv().getOrDefault("DTBIND_DTC", ""), "dtc");
    return given.isAbsolute() && Files.isExecutable(given) ? given.toString() : "dtc";
  }

  /** Returns whether dtc is the one whose texts and checks dtbind has. */
  public static boolean isDtcNewest() {
    try {
      Process process = new ProcessBuilder(dtc(), "-v").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.contains("DTC 1.8.");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether a program can be started by that name. */
  public static boolean has(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
