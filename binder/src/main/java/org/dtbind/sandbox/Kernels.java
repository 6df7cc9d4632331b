// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a kernel for the sandbox: a given one, one built before, or one to be built.
 *
 * @param given a folder of ready ones, {@code um-VERSION} or {@code um-VERSION.xz}; {@code
 *     um-VERSION.d} beside one is what it has in {@code /lib/modules}
 * @param cache a folder of this user's that lasts: kernels unpacked and built
 * @param sandbox to try them in
 * @param progress where building one says how far it is
 */
public record Kernels(Optional<Path> given, Path cache, Sandbox sandbox, Redirect progress) {

  /** The version that is built, and taken where none is asked for: Debian 12's. */
  public static final String BUILT = "6.1";

  /** The same, with the generic driver as a module to be loaded; built together with it. */
  public static final String BUILT_MODULES = "6.1-modules";

  private static final String PREFIX = "um-";
  private static final Duration PROBE = Duration.ofSeconds(20);

  /**
   * Looks for a kernel and tries it; builds one where {@link #BUILT} or {@link #BUILT_MODULES} is
   * wanted and none runs. That takes some minutes, and installs packages where they are missing.
   *
   * @param wanted a version, such as {@code 6.1} or {@code 7.2}, which also stands for those below
   *     it; or the path of a kernel, which has a slash
   * @return the kernel, or why there is none
   * @throws IOException where the cache cannot be written
   * @throws InterruptedException where this thread was
   */
  public KernelSearch find(String wanted) throws IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    List<Path> candidates = wanted.contains("/") ? List.of(Path.of(wanted)) : given(wanted);
    for (Path candidate : candidates) {
      if (!Files.isRegularFile(candidate)) {
        return new KernelSearch.None(candidate + ": no such kernel", notes);
      }
      Kernel kernel =
          new Kernel(
              unpacked(candidate), version(candidate), candidate.toString(), modules(candidate));
      Optional<String> trouble = trouble(kernel);
      if (trouble.isEmpty()) {
        return new KernelSearch.Found(kernel, notes);
      }
      notes.add(candidate + " does not run on this machine: " + trouble.get());
    }
    if (!wanted.equals(BUILT) && !wanted.equals(BUILT_MODULES)) {
      return new KernelSearch.None(
          candidates.isEmpty() ? absent(wanted) : "kernel " + wanted + " does not run here", notes);
    }
    return built(wanted, notes);
  }

  private String absent(String wanted) {
    return given
        .map(folder -> "there is no kernel um-" + wanted + " in " + folder)
        .orElse(
            "there is no kernel "
                + wanted
                + ": set DTBIND_KERNELS to a folder with um-"
                + wanted
                + " in it, or give a kernel's path (./um-"
                + wanted
                + ")");
  }

  /** What the modules of a kernel are in, beside it. */
  private static Optional<Path> modules(Path kernel) {
    Path folder = kernel.resolveSibling(PREFIX + version(kernel) + ".d").toAbsolutePath();
    return Optional.of(folder).filter(Files::isDirectory);
  }

  private KernelSearch built(String wanted, List<String> notes)
      throws IOException, InterruptedException {
    Path folder = cache.resolve(PREFIX + BUILT + "-" + Resources.kernelKey());
    if (!Files.isDirectory(folder)) {
      Path scripts = Files.createTempDirectory(sandbox.temporary(), "dtbind-kernel-");
      int status;
      try {
        status = build(scripts, folder);
      } finally {
        for (Resources resource : Resources.KERNEL) {
          resource.remove(scripts);
        }
        Files.deleteIfExists(scripts);
      }
      if (status != 0) {
        return new KernelSearch.None(
            "no kernel could be built (status " + status + ", reason above)", notes);
      }
    }
    Path program = folder.resolve(PREFIX + wanted);
    String source = "built from Debian's linux-source-" + BUILT;
    Kernel kernel = new Kernel(program, wanted, source, modules(program));
    Optional<String> trouble = trouble(kernel);
    return trouble
        .<KernelSearch>map(
            words ->
                new KernelSearch.None(
                    "the kernel built for it does not run on this machine: " + words, notes))
        .orElseGet(() -> new KernelSearch.Found(kernel, notes));
  }

  private int build(Path scripts, Path folder) throws IOException, InterruptedException {
    for (Resources resource : Resources.KERNEL) {
      resource.unpack(scripts);
    }
    Files.createDirectories(cache);
    Process process =
        new ProcessBuilder(Resources.BUILD.in(scripts).toString(), "um", folder.toString())
            .redirectInput(Redirect.INHERIT)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(progress)
            .start();
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }

  /** The given ones of a version, the newest first. */
  private List<Path> given(String wanted) throws IOException {
    if (given.isEmpty() || !Files.isDirectory(given.get())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(given.get())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .filter(file -> !file.getFileName().toString().endsWith(".config"))
          .filter(file -> !Files.isDirectory(file))
          .filter(file -> version(file).equals(wanted) || version(file).startsWith(wanted + "."))
          .sorted(Comparator.comparing(Kernels::version, Kernels::compare).reversed())
          .toList();
    }
  }

  private static int compare(String a, String b) {
    String[] left = a.split("[.-]", -1);
    String[] right = b.split("[.-]", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean numbers = left[i].matches("[0-9]{1,9}") && right[i].matches("[0-9]{1,9}");
      int order =
          numbers
              ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
              : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static String version(Path file) {
    String name = String.valueOf(file.getFileName());
    String bare = name.endsWith(".xz") ? name.substring(0, name.length() - 3) : name;
    return bare.startsWith(PREFIX) ? bare.substring(PREFIX.length()) : bare;
  }

  /** An executable of it: itself, or a copy in the cache that its size and time name. */
  private Path unpacked(Path file) throws IOException, InterruptedException {
    Path real = file.toRealPath();
    boolean packed = real.toString().endsWith(".xz");
    if (!packed && Files.isExecutable(real)) {
      return real;
    }
    long time = Files.getLastModifiedTime(real).toMillis();
    String name = "given-%s-%d-%d".formatted(version(real), Files.size(real), time);
    Path copy = cache.resolve(name);
    if (Files.isExecutable(copy)) {
      return copy;
    }
    Files.createDirectories(cache);
    Path beside = Files.createTempFile(cache, "." + name, "");
    try {
      if (packed) {
        int status =
            new ProcessBuilder("xz", "-dc", real.toString())
                .redirectOutput(beside.toFile())
                .redirectError(progress)
                .start()
                .waitFor();
        if (status != 0) {
          throw new IOException(real + ": xz could not unpack it (status " + status + ")");
        }
      } else {
        Files.copy(real, beside, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!beside.toFile().setExecutable(true)) {
        throw new IOException(beside + ": cannot be made executable");
      }
      return Files.move(beside, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Why a kernel does not run on this machine; empty where it does: it boots, and runs a program.
   */
  private Optional<String> trouble(Kernel kernel) throws IOException, InterruptedException {
    SandboxRequest probe = SandboxRequest.of(kernel, List.of("true")).within(PROBE);
    SandboxResult result = sandbox.probe(probe);
    if (result instanceof SandboxResult.Ended) {
      return Optional.empty();
    }
    String words =
        result instanceof SandboxResult.DidNotBoot dead
            ? dead.lastWords()
            : "no answer within " + PROBE.toSeconds() + " s";
    List<String> lines = words.lines().toList();
    return Optional.of(lines.isEmpty() ? "it ends without a word" : telling(lines));
  }

  private static String telling(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("failed") || line.contains("panic"))
        .findFirst()
        .orElse(lines.get(lines.size() - 1))
        .strip();
  }
}
