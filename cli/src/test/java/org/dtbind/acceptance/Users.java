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

  /** Skips the test unless it can make files of another user, as only root can. */
  public static void assumeFilesOfOthersCanBeMade() throws IOException {
    assumeTrue(isRoot(), "root: only root can make a file of another user");
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
