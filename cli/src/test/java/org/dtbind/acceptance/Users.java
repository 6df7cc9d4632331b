// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/** Runs programs as another user. */
public final class Users {

  /** The user id and group id of nobody. */
  public static final int NOBODY = 65534;

  private Users() {}

  /** Returns whether root runs the tests. */
  public static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** Returns a program that runs as root, with sudo if need be; skips the test if it cannot. */
  public static Program asRoot(String... command) throws IOException {
    if (isRoot()) {
      return Program.of(command);
    }
    Program sudo = Program.of("sudo", "-n", "--");
    assumeTrue(
        Program.bash("command -v sudo && sudo -n true").run().status() == 0,
        "root: this user can run no program as root without a password");
    return sudo.and(command);
  }

  /** Returns a program without HOME; if root runs the tests, it runs as nobody. */
  public static Program asNobody(String... command) throws IOException {
    Program program =
        isRoot()
            ? Program.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
                .and(command)
            : Program.of(command);
    return program.withEmptyEnvironment().with("PATH", System.getenv("PATH"));
  }

  /** Makes the user nobody the owner of a file or directory, not recursively. */
  public static void giveToNobody(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", NOBODY);
  }
}
