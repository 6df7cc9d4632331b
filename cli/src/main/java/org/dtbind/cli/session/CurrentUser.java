// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The user of this process, determined without JNA, since loading JNA takes longer than most
 * commands.
 */
final class CurrentUser {

  private CurrentUser() {}

  /** {@return the effective user ID of this process; -1 if the system has no user IDs} */
  static int id() {
    Path self = Path.of("/proc/self");
    try {
      if (Files.exists(self)) {
        return uid(self);
      }
      // Without /proc, as in some chroots, the owner of a new file is the effective user.
      Path made = Files.createTempFile("dtbind-", "");
      try {
        return uid(made);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnsupportedOperationException e) {
      return -1;
    }
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }
}
