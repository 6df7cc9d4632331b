// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
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

  @Override
  public Attempt<Loading> load(String loader, String module, Duration longest) {
    if (!root.isLive()) {
      return failed(Operation.LOAD, module, Errno.EROFS);
    }
    ProcessBuilder builder = new ProcessBuilder(List.of(loader, "-b", "--", module));
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    try {
      Path output = Files.createTempFile("dtbind-modprobe-", ".txt");
      try {
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
        int status = status(builder.start(), longest);
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        return Attempt.done(new Loading(status, text.strip()));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      Errno errno = Files.isExecutable(Path.of(loader)) ? Errno.EIO : Errno.ENOENT;
      return failed(Operation.OPEN, loader, errno);
    }
  }

  private static int status(Process process, Duration longest) throws IOException {
    try {
      if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while loading a module");
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
