// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.testing.Program;

/** Runs dtbind in a separate process with fewer permissions than the cases have. */
final class Unprivileged {

  /** Root without the capabilities to read files regardless of their mode. */
  static final List<String> ROOT_WITHOUT_OVERRIDE =
      List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

  /** An ordinary user without supplementary groups. */
  static final List<String> USER =
      List.of("setpriv", "--reuid=4242", "--regid=4242", "--clear-groups");

  /** An ordinary user with the group games. */
  static final List<String> GAMES =
      List.of("setpriv", "--reuid=4242", "--regid=games", "--clear-groups");

  /**
   * Root with a read-only sysfs, as in most containers. Without {@code bind}, the remount would
   * make sysfs read-only in all mounts.
   */
  static final List<String> CONTAINER =
      List.of(
          "unshare", "--mount", "sh", "-c", "mount -o remount,bind,ro /sys && exec \"$@\"", "sh");

  /** The directory with the class path, which stays mounted. */
  static final String MOUNTS = "/tmp/dtbind-for-everybody";

  private Unprivileged() {}

  /**
   * Mounts the class path in a directory that all users may read, because a home directory may be
   * private. Returns the class path there.
   */
  private static String classPath() throws IOException, InterruptedException {
    List<String> script = new ArrayList<>();
    List<String> mounted = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      boolean jar = entry.endsWith(".jar");
      String at = MOUNTS + "/" + mounted.size() + (jar ? ".jar" : "");
      mounted.add(at);
      if (!Files.exists(Path.of(at))) {
        script.add((jar ? "touch " : "mkdir ") + at);
        script.add("mount --bind " + Program.quoted(entry, at));
      }
    }
    script.add("chmod a+rx " + MOUNTS);
    Files.createDirectories(Path.of(MOUNTS));
    Process mounting =
        new ProcessBuilder("sh", "-ec", String.join("\n", script)).inheritIO().start();
    if (mounting.waitFor() != 0) {
      throw new IOException("cannot show the class path in " + MOUNTS);
    }
    return String.join(File.pathSeparator, mounted);
  }

  /** Runs dtbind with a prefix command that drops permissions. */
  static Run run(List<String> prefix, String... args) {
    List<String> command = new ArrayList<>(prefix);
    try {
      String classPath =
          prefix.contains("--reuid=4242") ? classPath() : System.getProperty("java.class.path", "");
      command.addAll(JavaStarts.counted(classPath));
      command.add("org.dtbind.cli.Main");
      command.addAll(List.of(args));
      Process process = new ProcessBuilder(command).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), out, err);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("cannot run " + command, e);
    }
  }
}
