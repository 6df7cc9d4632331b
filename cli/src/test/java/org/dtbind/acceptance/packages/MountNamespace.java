// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import java.io.IOException;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/**
 * A namespace for mounts: what is mounted in it goes with it, also where the tests are killed. A
 * process holds it, which ends with its input.
 */
final class MountNamespace implements AutoCloseable {

  private final Process holder;

  MountNamespace() throws IOException {
    holder = new ProcessBuilder("unshare", "-m", "cat").start();
    // What it answers, it answers from inside.
    holder.getOutputStream().write('\n');
    holder.getOutputStream().flush();
    if (holder.getInputStream().read() < 0) {
      throw new IOException("no namespace for mounts");
    }
  }

  /** Returns a program that runs in there. */
  Program enter(String... command) {
    return Program.of("nsenter", "-t", String.valueOf(holder.pid()), "-m", "--").and(command);
  }

  /** Returns the path by which this process reaches a file in there. */
  Path path(Path file) {
    return Path.of("/proc/" + holder.pid() + "/root" + file.toAbsolutePath());
  }

  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
  }
}
