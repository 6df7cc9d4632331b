// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.source.FileName;

/**
 * Finds a kernel for the sandbox, and a machine for the kernel: a given kernel, one that was built
 * before, or one that it builds.
 *
 * @param given a directory of ready kernels with names as in {@link KernelName}; the directory
 *     {@code um-VERSION.d} next to a kernel has the contents of {@code /lib/modules}
 * @param cache a persistent directory of this user for unpacked and built kernels, and for root
 *     file systems
 * @param progress receives the progress of a build
 */
public record Kernels(Optional<Path> given, Path cache, Sandbox sandbox, Redirect progress) {

  /** The version that can be built, and the default: that of Debian 12. */
  public static final String BUILT = "6.1";

  /** The same version, with the generic driver as a module. */
  public static final String BUILT_MODULES = "6.1-modules";

  /** The same version for QEMU's arm64 machine. */
  public static final String BUILT_ARM64 = "arm64-6.1";

  /** A release, of which User-mode Linux can be built if apt has its source. */
  private static final Pattern RELEASE = Pattern.compile("[0-9]{1,4}\\.[0-9]{1,4}");

  /** What a search builds if it finds no kernel that runs. */
  public enum Build {
    /** Nothing: the result explains how to build a kernel. */
    NOTHING,
    /** {@link #BUILT}, {@link #BUILT_MODULES} and {@link #BUILT_ARM64}. */
    KNOWN,
    /** Also User-mode Linux of any release, such as {@code 6.12}, whose source apt has. */
    RELEASES
  }

  /** The kernels that the script builds together. */
  private enum Kind {
    USER_MODE("um", Resources.KERNEL),
    /** Also {@link #USER_MODE}. */
    MODULES("um-modules", Resources.KERNEL),
    ARM64("arm64", Resources.ARM64_KERNEL);

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable.
    private final List<Resources> sources;

    Kind(String word, List<Resources> sources) {
      this.word = word;
      this.sources = sources;
    }

    static Kind of(String version) {
      return switch (version) {
        case BUILT_ARM64 -> ARM64;
        case BUILT_MODULES -> MODULES;
        default -> USER_MODE;
      };
    }
  }

  /**
   * The time limit for booting a kernel as a trial, for a busy machine that emulates another one.
   */
  private static final Duration PROBE = Duration.ofSeconds(60);

  private static final String NO_PROGRAM =
      " is not a User-mode Linux kernel: it is not an ELF program for this machine (%s)"
          .formatted(System.getProperty("os.arch", ""));

  /**
   * Finds a kernel and boots it as a trial. Building one takes some minutes and installs missing
   * packages; creating the root file system for an arm64 kernel also installs packages.
   *
   * @param wanted a version, such as {@code 6.1} or {@code arm64-7.2}, which also matches its
   *     subversions; or the path of a kernel, which contains a slash
   * @param build what to build if no kernel runs
   */
  public KernelSearch find(String wanted, Build build) throws IOException, InterruptedException {
    List<String> notes = new ArrayList<>();
    List<Path> candidates =
        wanted.contains("/") ? List.of(FileName.path(wanted)) : KernelName.in(given, wanted);
    for (Path candidate : candidates) {
      if (!Files.isRegularFile(candidate)) {
        return new KernelSearch.None(FileName.text(candidate) + ": no such kernel", notes);
      }
      KernelName name = KernelName.of(candidate);
      String text = FileName.text(candidate);
      Optional<Path> program = new Unpacked(cache, progress).of(candidate, !name.arm64());
      if (program.isEmpty()) {
        notes.add(text + NO_PROGRAM);
        continue;
      }
      Optional<Path> modules = name.modulesOf(candidate);
      SandboxKernel kernel = new SandboxKernel(program.get(), name.version(), text, modules);
      Optional<KernelSearch> ended = tried(kernel, name, text, notes);
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    if (wanted.contains("/")) {
      return new KernelSearch.None(notes.get(0), List.of());
    }
    boolean other =
        RELEASE.matcher(wanted).matches()
            && (build == Build.RELEASES || Files.isDirectory(cached(Kind.USER_MODE, wanted)));
    if (!other && !List.of(BUILT, BUILT_MODULES, BUILT_ARM64).contains(wanted)) {
      return new KernelSearch.None(
          candidates.isEmpty()
              ? absent(wanted)
              : "kernel " + wanted + " does not run on this machine",
          notes);
    }
    return built(wanted, notes, build != Build.NOTHING);
  }

  /** {@return the directory of the kernels of a kind that are built, which need not exist} */
  private Path cached(Kind kind, String release) throws IOException {
    return cache.resolve(kind.word + "-" + release + "-" + Resources.key(kind.sources));
  }

  /** Makes the next search boot a kernel again that was found but does not boot. */
  public void forget(SandboxKernel kernel) throws IOException {
    new Trials(cache).forget(kernel);
  }

  /**
   * Tries a kernel on its machine.
   *
   * @param subject what the kernel is called if it does not run
   * @return empty if it does not run; the last of {@code notes} is then the reason
   */
  private Optional<KernelSearch> tried(
      SandboxKernel kernel, KernelName name, String subject, List<String> notes)
      throws IOException, InterruptedException {
    Optional<Machine> machine = machine(kernel, name);
    if (machine.isEmpty()) {
      return Optional.of(
          new KernelSearch.None(
              "the root file system for QEMU could not be created; the reason is above", notes));
    }
    Optional<String> trouble = trouble(machine.get());
    if (trouble.isPresent()) {
      notes.add(subject + " does not run on this machine: " + trouble.get());
      return Optional.empty();
    }
    return Optional.of(new KernelSearch.Found(machine.get(), notes));
  }

  private String absent(String wanted) {
    String file = KernelName.fileFor(wanted);
    String help =
        RELEASE.matcher(wanted).matches()
            ? "%n  help: 'dtbind demo kernel --kernel %s' builds it, if apt has linux-source-%s"
                .formatted(wanted, wanted)
            : "";
    String reason =
        given
            .map(directory -> "there is no kernel " + file + " in " + directory)
            .orElse(
                "there is no kernel %s: set DTBIND_KERNELS to a directory that contains %s, or specify the path of a kernel (./%s)"
                    .formatted(wanted, file, file));
    return reason + help;
  }

  /**
   * {@return the machine for a kernel; empty if its root file system cannot be created, which the
   * script has explained}
   */
  private Optional<Machine> machine(SandboxKernel kernel, KernelName name)
      throws IOException, InterruptedException {
    return name.arm64()
        ? root(RootFileSystem.ARM64)
            .map(root -> new Machine.Virt(kernel, root, Machine.Hardware.USUAL))
        : Optional.of(new Machine.UserMode(kernel));
  }

  /**
   * Returns a root file system, and creates it if it does not exist, which takes up to a minute and
   * installs missing packages.
   *
   * @return the directory, which must not be changed; empty if it could not be created, which the
   *     script has explained to {@link #progress}
   */
  public Optional<Path> root(RootFileSystem root) throws IOException, InterruptedException {
    Optional<Path> made = madeRoot(root);
    if (made.isPresent()) {
      return made;
    }
    Path directory = cache.resolve(root.cachedAs());
    int status = run(Resources.ROOT, root.kind(), directory, List.of());
    return status == 0 ? Optional.of(directory) : Optional.empty();
  }

  /** As {@link #root}, but returns empty if the root file system does not exist. */
  public Optional<Path> madeRoot(RootFileSystem root) throws IOException, InterruptedException {
    Path directory = cache.resolve(root.cachedAs());
    return Files.isDirectory(directory) && root.startable()
        ? Optional.of(directory)
        : Optional.empty();
  }

  private KernelSearch built(String wanted, List<String> notes, boolean build)
      throws IOException, InterruptedException {
    String file = KernelName.fileFor(wanted);
    Kind kind = Kind.of(wanted);
    String release = RELEASE.matcher(wanted).matches() ? wanted : BUILT;
    Path both = cached(Kind.MODULES, release);
    Path directory =
        kind == Kind.USER_MODE && Files.isDirectory(both) ? both : cached(kind, release);
    if (!Files.isDirectory(directory)) {
      if (!build) {
        return new KernelSearch.None(
            "%s%n  help: run 'dtbind demo kernel%s' to build it, which takes a few minutes%s"
                .formatted(
                    given
                        .map(searched -> "there is no kernel " + file + " in " + searched)
                        .orElse("there is no kernel " + wanted + " yet"),
                    wanted.equals(BUILT) ? "" : " --kernel " + wanted,
                    wanted.equals(BUILT) ? ", or install the dtbind-sandbox package" : ""),
            notes);
      }
      int status =
          run(
              kind.sources,
              kind.word,
              directory,
              release.equals(BUILT) ? List.of() : List.of(release));
      if (status != 0) {
        return new KernelSearch.None(
            "the kernel could not be built (status " + status + "); the reason is above", notes);
      }
    }
    Path program = directory.resolve(file);
    String source = "built from Debian's linux-source-" + release;
    KernelName name = KernelName.of(program);
    Optional<Path> modules = name.modulesOf(program);
    SandboxKernel kernel = new SandboxKernel(program, wanted, source, modules);
    return tried(kernel, name, "the newly built kernel", notes)
        .orElseGet(() -> new KernelSearch.None(notes.remove(notes.size() - 1), notes));
  }

  /**
   * Runs the first of several resources, which is a script, with the others in the same directory.
   */
  private int run(List<Resources> resources, String kind, Path directory, List<String> more)
      throws IOException, InterruptedException {
    try (TemporaryDirectory own = TemporaryDirectory.in(sandbox.temporary(), "dtbind-build-")) {
      Path scripts = own.path();
      for (Resources resource : resources) {
        resource.unpack(scripts);
      }
      Files.createDirectories(cache);
      List<String> words = new ArrayList<>();
      words.add(resources.get(0).in(scripts).toString());
      words.add(kind);
      words.add(directory.toAbsolutePath().toString());
      words.addAll(more);
      Process process =
          new ProcessBuilder(words)
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
  }

  /**
   * {@return why a kernel does not boot and run a program on this machine; empty if it does, or has
   * done so since this machine was started}
   */
  private Optional<String> trouble(Machine machine) throws IOException, InterruptedException {
    Trials trials = new Trials(cache);
    if (trials.passed(machine)) {
      return Optional.empty();
    }
    SandboxRequest probe = SandboxRequest.of(machine, List.of("true")).within(PROBE);
    SandboxResult result = sandbox.probe(probe);
    if (result instanceof SandboxResult.Exited) {
      trials.pass(machine);
      return Optional.empty();
    }
    List<String> lines = words(result).lines().toList();
    return Optional.of(lines.isEmpty() ? "it exited without any output" : likelyCause(lines));
  }

  private static String words(SandboxResult result) {
    if (result instanceof SandboxResult.DidNotBoot dead) {
      return dead.lastWords();
    }
    return result instanceof SandboxResult.Died died
        ? died.lastWords()
        : "no answer within " + PROBE.toSeconds() + " s";
  }

  /** Returns the line of a kernel's output that most likely says why it stopped. */
  static String likelyCause(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("failed") || line.contains("panic"))
        .findFirst()
        .orElse(lines.get(lines.size() - 1))
        .strip();
  }
}
