// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/**
 * A mount namespace. Its mounts disappear with it, even if the tests are killed: the process that
 * holds it ends when its standard input is closed.
 */
final class MountNamespace implements AutoCloseable {

  private final Process holder;

  MountNamespace() throws IOException {
    holder = new ProcessBuilder("unshare", "-m", "cat").start();
    // The echo proves that the process is in the new namespace.
    holder.getOutputStream().write('\n');
    holder.getOutputStream().flush();
    if (holder.getInputStream().read() < 0) {
      throw new IOException("cannot create a mount namespace");
    }
  }

  /** Returns a program that runs in the namespace. */
  Program enter(String... command) {
    return Program.of("nsenter", "-t", String.valueOf(holder.pid()), "-m", "--").and(command);
  }

  /** Returns the path by which this process can open a file in the namespace. */
  Path path(Path file) {
    return Path.of("/proc/" + holder.pid() + "/root" + file.toAbsolutePath());
  }

  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
  }
}
