// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Modules;
import org.dtbind.kernel.Operation;

/**
 * Loads modules with modprobe and unloads them with delete_module(2), on the running system only.
 *
 * @param root the root directory of the system
 */
record LinuxModules(Root root) implements Modules {

  /**
   * The environment that kernel/module/kmod.c sets, so that no variable of the user affects
   * modprobe.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", "/", "TERM", "linux", "PATH", "/sbin:/usr/sbin:/bin:/usr/bin");

  /** How long to wait for output after the program has ended. */
  private static final Duration REST = Duration.ofSeconds(1);

  @Override
  public Attempt<Loading> load(String loader, String module, Duration longest) {
    if (!root.isLive()) {
      return failed(Operation.LOAD, module, Errno.EROFS);
    }
    ProcessBuilder builder = new ProcessBuilder(List.of(loader, "-b", "--", module));
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.redirectInput(new File("/dev/null")).redirectErrorStream(true);
    try {
      Process process = builder.start();
      try {
        return Attempt.done(ended(process, longest));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      Errno errno = Files.isExecutable(Path.of(loader)) ? Errno.EIO : Errno.ENOENT;
      return failed(Operation.OPEN, loader, errno);
    }
  }

  private static Loading ended(Process process, Duration longest) throws InterruptedIOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Thread reader = new Thread(() -> copy(process.getInputStream(), output), "output of modprobe");
    reader.setDaemon(true);
    reader.start();
    try {
      boolean ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      // A program that modprobe has started may keep the pipe open.
      reader.join(REST.toMillis());
      String text = output.toString(StandardCharsets.ISO_8859_1).strip();
      return new Loading(ended ? process.exitValue() : -1, text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while loading a module");
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException e) {
      // The text only informs users.
    }
  }

  @Override
  public Attempt<Nothing> unload(String module) {
    if (!root.isLive()) {
      return failed(Operation.UNLOAD, module, Errno.EROFS);
    }
    return Libc.delete_module(Libc.path(module), Libc.O_NONBLOCK) < 0
        ? failed(Operation.UNLOAD, module, Libc.errno())
        : Attempt.done();
  }

  private static <T> Attempt<T> failed(Operation operation, String path, Errno errno) {
    return Attempt.failed(Failure.of(operation, path, errno));
  }
}
