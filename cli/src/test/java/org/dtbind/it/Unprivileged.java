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

/** The program in a process of its own, with fewer rights than the cases have. */
final class Unprivileged {

  /** Root without what lets root read what nobody may. */
  static final List<String> ROOT_WITHOUT_OVERRIDE =
      List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

  /** An ordinary user, of no group. */
  static final List<String> USER =
      List.of("setpriv", "--reuid=4242", "--regid=4242", "--clear-groups");

  /** The same, of group games. */
  static final List<String> GAMES =
      List.of("setpriv", "--reuid=4242", "--regid=games", "--clear-groups");

  /**
   * Root where sysfs is mounted for reading only, as in most containers. Without {@code bind},
   * remounting would change the one file system that all mounts share.
   */
  static final List<String> CONTAINER =
      List.of(
          "unshare", "--mount", "sh", "-c", "mount -o remount,bind,ro /sys && exec \"$@\"", "sh");

  private static final String SHOWN = "/tmp/dtbind-for-everybody";

  private Unprivileged() {}

  /**
   * Shows what the program consists of where everybody may get to it: a home may be closed. Returns
   * its class path there.
   */
  private static String classPath() throws IOException, InterruptedException {
    List<String> script = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      boolean jar = entry.endsWith(".jar");
      String at = SHOWN + "/" + shown.size() + (jar ? ".jar" : "");
      shown.add(at);
      if (!Files.exists(Path.of(at))) {
        script.add((jar ? "touch " : "mkdir ") + at);
        script.add("mount --bind '%s' %s".formatted(entry, at));
      }
    }
    script.add("chmod a+rx " + SHOWN);
    Files.createDirectories(Path.of(SHOWN));
    Process showing =
        new ProcessBuilder("sh", "-ec", String.join("\n", script)).inheritIO().start();
    if (showing.waitFor() != 0) {
      throw new IOException("cannot show the class path in " + SHOWN);
    }
    return String.join(File.pathSeparator, shown);
  }

  /** Runs it; {@code rights} is the command that takes them away. */
  static Run run(List<String> rights, String... args) {
    List<String> command = new ArrayList<>(rights);
    try {
      String classPath =
          rights.contains("--reuid=4242") ? classPath() : System.getProperty("java.class.path", "");
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
