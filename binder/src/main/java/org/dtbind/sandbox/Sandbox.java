// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
   * @param request what
   * @param out gets the command's standard output while it comes
   * @param err gets its standard error, and the kernel's last words, while they come
   * @return what came of it
   * @throws IOException where files of the sandbox cannot be written or its processes not started
   * @throws InterruptedException where this thread was; everything is killed before
   */
  public SandboxResult boot(SandboxRequest request, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    return boot(request, out, err, false);
  }

  /**
   * {@return whether a kernel boots and runs a program: like {@link #boot}, with the kernel's
   * errors among its last words, harmless ones too}
   *
   * @param request what
   * @throws IOException where files cannot be written
   * @throws InterruptedException where this thread was
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
      Path start = prepare(request, folder);
      List<String> line = new ArrayList<>(commandLine(request, folder, start));
      // Panics come through in any case.
      line.add(wordy ? "loglevel=4" : "loglevel=1");
      return run(request, folder, line, out, err);
    } finally {
      delete(folder);
    }
  }

  private static SandboxResult run(
      SandboxRequest request, Path folder, List<String> line, OutputStream out, OutputStream err)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    Process process = new ProcessBuilder(line).start();
    Thread hook =
        new Thread(
            () -> {
              kill(process);
              delete(folder);
            },
            "sandbox end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Tail output = new Tail(process.getInputStream(), out);
      Tail errors = new Tail(process.getErrorStream(), err);
      boolean ended = process.waitFor(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
      kill(process);
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
    if (Files.exists(status)) {
      int code = Integer.parseInt(Files.readString(status, StandardCharsets.US_ASCII).strip());
      Path log = folder.resolve("kernel.log");
      String kernelLog =
          Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
      Duration boot = Duration.between(begin, Files.getLastModifiedTime(started).toInstant());
      Duration total = Duration.between(begin, Instant.now());
      return new SandboxResult.Ended(code, output, errors, kernelLog, boot, total);
    }
    String words = lastWords(errors);
    if (!ended) {
      return new SandboxResult.TimedOut(request.timeout(), booted, output, words);
    }
    return booted
        ? new SandboxResult.Died(output, words)
        : new SandboxResult.DidNotBoot(words.isEmpty() ? lastWords(output) : words);
  }

  /** Writes what init.sh asks for; see there. */
  private static Path prepare(SandboxRequest request, Path folder) throws IOException {
    Resources.INIT.unpack(folder);
    List<String> words = new ArrayList<>();
    for (String word : request.command()) {
      words.add(quoted(word));
    }
    write(folder, "command", ": > \"$DTBIND_SANDBOX/started\"\nexec " + String.join(" ", words));
    StringBuilder variables = new StringBuilder();
    for (Map.Entry<String, String> variable : request.environment().entrySet()) {
      if (variable.getValue().indexOf('\n') >= 0) {
        throw new IllegalArgumentException(variable.getKey() + " has a newline in it");
      }
      variables.append(variable.getKey()).append('=').append(variable.getValue()).append('\n');
    }
    write(folder, "environment", variables.toString());
    StringBuilder mounts = new StringBuilder();
    for (Path path : request.shown()) {
      Path real = path.toRealPath();
      if (real.startsWith("/tmp") || real.startsWith("/run") || real.startsWith("/dev/shm")) {
        mounts.append("ro ").append(real).append('\n');
      }
    }
    if (request.kernel().modules().isPresent()) {
      mounts.append("modules ").append(request.kernel().modules().get().toRealPath()).append('\n');
    }
    write(folder, "mounts", mounts.toString());
    if (request.blob().isPresent()) {
      Files.write(folder.resolve("tree.dtb"), request.blob().get().toArray());
    }
    return Resources.START.unpack(folder);
  }

  private static List<String> commandLine(SandboxRequest request, Path folder, Path start) {
    List<String> line = new ArrayList<>();
    line.add(start.toString());
    line.add(folder.toString());
    line.add(Integer.toString(request.megabytes()));
    line.add(request.kernel().program().toString());
    line.add("mem=" + request.megabytes() + "M");
    if (request.blob().isPresent()) {
      line.add("dtb=" + folder.resolve("tree.dtb"));
    }
    line.add("uml_dir=" + folder + "/");
    line.addAll(List.of("root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro"));
    line.add("init=" + folder.resolve("init.sh"));
    line.addAll(List.of("console=tty1", "con=null", "con0=null,fd:1", "con1=null,fd:2"));
    line.addAll(List.of("ssl=null", "quiet", "panic=-1"));
    line.add("dtbind.dir=" + folder);
    return line;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
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
