// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that a process appends to. The stream ends when the process has ended. */
final class FollowedFile extends InputStream {

  private static final long PAUSE = 20;

  private final InputStream file;
  private final Process writer;

  FollowedFile(Path path, Process writer) throws IOException {
    this.file = Files.newInputStream(path);
    this.writer = writer;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      // Checks the process before reading, so that everything it wrote before it ended is read.
      boolean ended = !writer.isAlive();
      int n = file.read(buffer, offset, length);
      if (n >= 0 || ended) {
        return n;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
