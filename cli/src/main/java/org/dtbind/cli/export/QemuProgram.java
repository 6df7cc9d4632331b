// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** An installed QEMU. It is only queried for its features; no machine is started. */
public record QemuProgram(Path path) {

  /** The timeout. QEMU usually answers within a fraction of a second. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Of more output, only this many bytes are read. */
  private static final int MOST = 1 << 20;

  /**
   * Finds a program; returns empty if it is not installed.
   *
   * @param name a name or a path
   * @param directories a list of directories, as in {@code PATH}
   */
  public static Optional<QemuProgram> find(String name, String directories) {
    if (name.contains("/")) {
      return Optional.of(FileName.path(name)).filter(Files::isExecutable).map(QemuProgram::new);
    }
    for (String directory : directories.split(File.pathSeparator, -1)) {
      Path program = FileName.path(directory.isEmpty() ? "." : directory).resolve(name);
      if (Files.isRegularFile(program) && Files.isExecutable(program)) {
        return Optional.of(new QemuProgram(program));
      }
    }
    return Optional.empty();
  }

  /** Returns the name and version, such as {@code QEMU emulator version 7.2.22}. */
  public String version() throws IOException {
    return ask(LONGEST, "--version")
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" \\(.*", "")
        .strip();
  }

  /** {@return the standard output of QEMU for given arguments} */
  public String ask(String... words) throws IOException {
    return ask(LONGEST, words);
  }

  String ask(Duration limit, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    // Reading the output has no time limit; it ends with the program.
    CompletableFuture<Boolean> late =
        process
            .onExit()
            .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .handle(
                (any, failure) -> {
                  boolean unfinished = failure != null;
                  if (unfinished) {
                    kill(process);
                  }
                  return unfinished;
                });
    try {
      process.getOutputStream().close();
      String output = Bytes.wrap(process.getInputStream().readNBytes(MOST)).utf8();
      kill(process);
      if (late.join()) {
        throw new IOException(
            "%s did not exit within %d s".formatted(FileName.text(path), limit.toSeconds()));
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /** Ends a program and those that it started; what it has written can still be read. */
  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }
}
