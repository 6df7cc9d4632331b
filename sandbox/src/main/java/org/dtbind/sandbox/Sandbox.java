// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;

/**
 * Boots a kernel, runs one command in it, and removes all temporary files.
 *
 * @param temporary an existing directory, in which each boot creates a directory; its path must
 *     contain neither spaces nor quotes, because it is part of the kernel's command line
 */
public record Sandbox(Path temporary) {

  private static final int LAST_WORDS = 12;

  /** An exit status, as {@code init.sh} writes it: three digits and a newline at most. */
  private static final Pattern STATUS = Pattern.compile("[0-9]{1,3}");

  private static final int LONGEST_STATUS = 4;
  private static final int GREATEST_STATUS = 255;

  private static final String CHANGED =
      "a program in the sandbox changed the file for the exit status of the command";

  /**
   * Boots a kernel, runs the command, and waits for its end.
   *
   * @param out receives the standard output of the command immediately
   * @param err receives the standard error of the command and the kernel's messages immediately
   * @throws IOException if files of the sandbox cannot be written or its processes cannot be
   *     started
   * @throws InterruptedException if this thread is interrupted or this program is being terminated,
   *     for example by a signal; all processes of the sandbox have been killed then
   */
  public SandboxResult boot(SandboxRequest request, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    return boot(request, out, err, false);
  }

  /**
   * {@return whether User-mode Linux can only read this machine's files, even as root in the
   * sandbox: {@code start.sh} creates a mount namespace if it is allowed to}
   */
  public boolean confines() throws IOException, InterruptedException {
    try (TemporaryDirectory directory = directory()) {
      String script = Resources.START.unpack(directory.path()).toString();
      return HostProgram.succeeds(script, "confines", directory.path().toString());
    }
  }

  /**
   * {@return the devicetree that QEMU creates for {@code virt}}
   *
   * @throws IOException if QEMU cannot be started, or fails
   */
  public Bytes treeOfVirt(Machine.Hardware hardware, int megabytes)
      throws IOException, InterruptedException {
    try (TemporaryDirectory directory = directory()) {
      Path blob = directory.path().resolve("virt.dtb");
      List<String> line = Invocation.virt(hardware, ",dumpdtb=" + blob, megabytes);
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      try {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
          throw new IOException(
              String.join(" ", line) + ": status " + status + "\n" + output.strip());
        }
        return Bytes.wrap(Files.readAllBytes(blob));
      } finally {
        process.destroy();
      }
    }
  }

  /**
   * Boots like {@link #boot}, but the last words of the result also contain errors of the kernel,
   * including harmless ones.
   */
  SandboxResult probe(SandboxRequest request) throws IOException, InterruptedException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return boot(request, nowhere, nowhere, true);
  }

  private SandboxResult boot(
      SandboxRequest request, OutputStream out, OutputStream err, boolean wordy)
      throws IOException, InterruptedException {
    try (TemporaryDirectory own = directory()) {
      Path directory = own.path();
      new SandboxDirectory(directory, request).fill();
      List<String> line = Invocation.of(request, directory, wordy ? 4 : 1);
      SandboxResult result = run(request, directory, line, out, err);
      Optional<Path> kept = request.machine().system().flatMap(Machine.WholeSystem::kept);
      Path packed = directory.resolve(SandboxDirectory.KEPT);
      if (kept.isPresent() && Files.isRegularFile(packed, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(packed, kept.get(), StandardCopyOption.REPLACE_EXISTING);
      }
      return result;
    }
  }

  private TemporaryDirectory directory() throws IOException, InterruptedException {
    return TemporaryDirectory.in(temporary, "dtbind-sandbox-");
  }

  private static SandboxResult run(
      SandboxRequest request, Path directory, List<String> line, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    // The guest in QEMU has only one console, which carries errors; QEMU's errors join them.
    boolean separate = !request.machine().isEmulated();
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(!separate);
    if (request.interactive()) {
      builder.redirectInput(Redirect.INHERIT);
    }
    Process process = builder.start();
    try {
      InputStream console = process.getInputStream();
      Path file = directory.resolve("output");
      boolean inFile = Files.exists(file);
      Tail output = new Tail(inFile ? new FollowedFile(file, process) : console, out);
      Tail errors = new Tail(separate ? process.getErrorStream() : console, err);
      boolean ended = process.waitFor(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
      kill(process);
      if (Thread.interrupted()) {
        // A signal to the process group also ended the kernel.
        throw new InterruptedException("this program is being terminated");
      }
      return judge(request, directory, begin, ended, output.finish(), errors.finish());
    } finally {
      kill(process);
    }
  }

  private static SandboxResult judge(
      SandboxRequest request,
      Path directory,
      Instant begin,
      boolean ended,
      String output,
      String errors)
      throws IOException {
    Path started = directory.resolve("started");
    Path status = directory.resolve("status");
    boolean booted = Files.exists(started);
    // If the kernel was killed, the file is missing or empty.
    boolean regular = Files.isRegularFile(status, LinkOption.NOFOLLOW_LINKS);
    if (regular ? Files.size(status) > 0 : Files.exists(status, LinkOption.NOFOLLOW_LINKS)) {
      Optional<Integer> code = regular ? status(status) : Optional.empty();
      if (code.isEmpty() || !booted) {
        return new SandboxResult.Died(output, CHANGED);
      }
      Duration boot = Duration.between(begin, Files.getLastModifiedTime(started).toInstant());
      Duration total = Duration.between(begin, Instant.now());
      return new SandboxResult.Exited(code.get(), output, errors, boot, total);
    }
    String words = lastWords(errors);
    if (!ended) {
      return new SandboxResult.TimedOut(request.timeout(), booted, output, words);
    }
    return booted
        ? new SandboxResult.Died(output, words)
        : new SandboxResult.DidNotBoot(words.isEmpty() ? lastWords(output) : words);
  }

  /**
   * Returns the exit status in a file to which programs in the sandbox can write; empty if the file
   * contains something else.
   */
  private static Optional<Integer> status(Path file) throws IOException {
    if (Files.size(file) > LONGEST_STATUS) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip())
        .filter(STATUS.asMatchPredicate())
        .map(Integer::valueOf)
        .filter(code -> code <= GREATEST_STATUS);
  }

  private static String lastWords(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /**
   * Kills the kernel and all its processes. It uses the handle, because {@code
   * Process.destroyForcibly} also closes the streams, and their remaining content would be lost.
   */
  private static void kill(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    ProcessHandle kernel = process.toHandle();
    // On SIGTERM, the kernel ends its processes. If it is killed, a kernel without the exitkill
    // patch leaves some of them behind.
    if (kernel.destroy()) {
      try {
        kernel.onExit().get(500, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        all = process.descendants().toList();
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        all = process.descendants().toList();
      }
    }
    kernel.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
