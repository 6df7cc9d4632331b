// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Copies a stream immediately, and keeps its last 256 KiB. */
final class Tail {

  private static final int KEPT = 256 * 1024;

  private final byte[] ring = new byte[KEPT];
  private final Thread thread;
  private long count;

  /**
   * Starts copying in a thread.
   *
   * @param from read to its end
   * @param to receives all bytes immediately; reading continues even if writing fails
   */
  Tail(InputStream from, OutputStream to) {
    thread = new Thread(() -> copy(from, to), "sandbox output");
    thread.setDaemon(true);
    thread.start();
  }

  private void copy(InputStream from, OutputStream to) {
    byte[] buffer = new byte[8192];
    boolean open = true;
    try (from) {
      int n = from.read(buffer);
      while (n >= 0) {
        keep(buffer, n);
        open = open && pass(to, buffer, n);
        n = from.read(buffer);
      }
    } catch (IOException e) {
      // The process was killed; the bytes until then are kept.
      open = false;
    }
  }

  private static boolean pass(OutputStream to, byte[] buffer, int n) {
    try {
      to.write(buffer, 0, n);
      to.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized void keep(byte[] buffer, int n) {
    for (int i = 0; i < n; i++) {
      ring[(int) (count++ % KEPT)] = buffer[i];
    }
  }

  /**
   * Waits at most two seconds for the end of the stream, because a left-behind process may keep it
   * open.
   *
   * @return the end of the stream, at most 256 KiB
   */
  String finish() throws InterruptedException {
    thread.join(2000);
    return text();
  }

  private synchronized String text() {
    int length = (int) Math.min(count, KEPT);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((count - length + i) % KEPT)];
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
