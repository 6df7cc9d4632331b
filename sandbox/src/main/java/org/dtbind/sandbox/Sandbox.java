// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dtbind.source.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Boots a kernel, runs one command in it, and leaves nothing behind.
 *
 * @param temporary a folder that exists, in which each boot gets a folder for itself; its path has
 *     neither spaces nor quotes, since it goes through the kernel's command line
 */
public record Sandbox(Path temporary) {

  private static final int LAST_WORDS = 12;

  /**
   * Boots, runs, waits.
   *
   * @param out gets the command's standard output while it comes
   * @param err gets its standard error, and the kernel's last words, while they come
   * @throws IOException if files of the sandbox cannot be written or its processes not started
   * @throws InterruptedException if this thread was, or this program is being ended, as by a
   *     signal; everything is killed before
   */
  public SandboxResult boot(SandboxRequest request, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    return boot(request, out, err, false);
  }

  /**
   * {@return whether User-mode Linux sees this machine read-only, whatever root in there does:
   * {@code start.sh} makes a mount namespace for it where it may}
   */
  public boolean confines() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(temporary, "dtbind-sandbox-").toRealPath();
    try {
      String script = Resources.START.unpack(folder).toString();
      return Probe.succeeds(script, "confines", folder.toString());
    } finally {
      delete(folder);
    }
  }

  /**
   * {@return the devicetree that QEMU makes for {@code virt}}
   *
   * @param hardware that it has beside its usual
   * @throws IOException if it cannot be run, or fails
   */
  public Bytes treeOfVirt(Machine.Hardware hardware, int megabytes)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(temporary, "dtbind-sandbox-").toRealPath();
    try {
      Path blob = folder.resolve("virt.dtb");
      List<String> line = Invocation.virt(hardware, ",dumpdtb=" + blob, megabytes);
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(String.join(" ", line) + ": status " + status + "\n" + said.strip());
      }
      return Bytes.wrap(Files.readAllBytes(blob));
    } finally {
      delete(folder);
    }
  }

  /**
   * {@return whether a kernel boots and runs a program: like {@link #boot}, with the kernel's
   * errors among its last words, harmless ones too}
   */
  SandboxResult probe(SandboxRequest request) throws IOException, InterruptedException {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return boot(request, nowhere, nowhere, true);
  }

  private SandboxResult boot(
      SandboxRequest request, OutputStream out, OutputStream err, boolean wordy)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(temporary, "dtbind-sandbox-").toRealPath();
    try {
      new SandboxFolder(folder, request).fill();
      return run(request, folder, Invocation.of(request, folder, wordy ? 4 : 1), out, err);
    } finally {
      delete(folder);
    }
  }

  private static SandboxResult run(
      SandboxRequest request, Path folder, List<String> line, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    boolean virt = request.machine() instanceof Machine.Virt;
    // QEMU's guest has one console, for errors, and so are QEMU's own.
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(virt);
    if (request.interactive()) {
      builder.redirectInput(Redirect.INHERIT);
    }
    Process process = builder.start();
    Thread hook =
        new Thread(
            () -> {
              kill(process);
              delete(folder);
            },
            "sandbox end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      InputStream console = process.getInputStream();
      Path file = folder.resolve("output");
      boolean inFile = Files.exists(file);
      Tail output = new Tail(inFile ? new FollowedFile(file, process) : console, out);
      Tail errors = new Tail(virt ? console : process.getErrorStream(), err);
      boolean ended = process.waitFor(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
      kill(process);
      if (hook.getState() != Thread.State.NEW) {
        throw new InterruptedException("this program is being terminated");
      }
      return judge(request, folder, begin, ended, output.finish(), errors.finish());
    } finally {
      kill(process);
      removeHook(hook);
    }
  }

  private static SandboxResult judge(
      SandboxRequest request,
      Path folder,
      Instant begin,
      boolean ended,
      String output,
      String errors)
      throws IOException {
    Path started = folder.resolve("started");
    Path status = folder.resolve("status");
    boolean booted = Files.exists(started);
    // One that was killed while it wrote that leaves an empty file, or none.
    String code =
        Files.exists(status) ? Files.readString(status, StandardCharsets.US_ASCII).strip() : "";
    if (!code.isEmpty()) {
      Duration boot = Duration.between(begin, Files.getLastModifiedTime(started).toInstant());
      Duration total = Duration.between(begin, Instant.now());
      return new SandboxResult.Exited(Integer.parseInt(code), output, errors, boot, total);
    }
    String words = lastWords(errors);
    if (!ended) {
      return new SandboxResult.TimedOut(request.timeout(), booted, output, words);
    }
    return booted
        ? new SandboxResult.Died(output, words)
        : new SandboxResult.DidNotBoot(words.isEmpty() ? lastWords(output) : words);
  }

  private static String lastWords(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /**
   * Kills the kernel and every process in it. By its handle: {@code Process.destroyForcibly} closes
   * the streams as well, and what was in them would be lost.
   */
  private static void kill(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    ProcessHandle kernel = process.toHandle();
    // Asked to end, it takes its processes with it; killed, an unpatched one leaves some behind.
    if (kernel.destroy()) {
      try {
        kernel.onExit().get(500, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        all = process.descendants().toList();
      }
    }
    kernel.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown has begun: the hook does its work now.
      return;
    }
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(done);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // Left below the temporary folder, where the system cleans up.
      return;
    }
  }
}
