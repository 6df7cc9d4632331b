// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** The version that can be built: that of Debian 12. */
  public static final String BUILT = "6.1";

  /** The same version, with what boards need, but without what only whole systems need. */
  public static final String BUILT_SMALL = "6.1-small";

  /** The same version, with the generic driver as a module. */
  public static final String BUILT_MODULES = "6.1-modules";

  /** The same version for QEMU's arm64 machine. */
  public static final String BUILT_ARM64 = "arm64-6.1";

  /** What a search builds if it finds no kernel that runs. */
  public enum Build {
    /** Nothing: the result explains how to build a kernel. */
    NOTHING,
    /** {@link #BUILT} and the other versions that have a constant. */
    KNOWN,
    /** Also User-mode Linux of any release, such as {@code 6.12}, whose source apt has. */
    RELEASES
  }

  private static final String NO_PROGRAM =
      " is not a User-mode Linux kernel: it is not an ELF program for this machine (%s)"
          .formatted(System.getProperty("os.arch", ""));

  /**
   * Finds a kernel and boots it as a trial. Building one takes some minutes and installs missing
   * packages; creating the root file system for an arm64 kernel also installs packages.
   *
   * @param wanted a version, such as {@code 6.1} or {@code arm64-7.2}, which also matches its
   *     subversions; or the path of a kernel, which contains a slash
   */
  public KernelSearch find(String wanted, Build build) throws IOException, InterruptedException {
    return find(wanted, build, new ArrayList<>());
  }

  private KernelSearch find(String wanted, Build build, List<String> notes)
      throws IOException, InterruptedException {
    if (wanted.contains("/")) {
      return given(FileName.path(wanted), notes)
          .orElseGet(() -> new KernelSearch.None(notes.get(0), List.of()));
    }
    List<Path> candidates = KernelName.in(given, wanted);
    for (Path candidate : candidates) {
      Optional<KernelSearch> ended = given(candidate, notes);
      if (ended.isPresent()) {
        return ended.get();
      }
    }
    Optional<KernelBuild> possible = KernelBuild.of(wanted);
    if (possible.isPresent() && isUsed(possible.get(), build)) {
      return built(possible.get(), build != Build.NOTHING, notes);
    }
    return new KernelSearch.None(
        candidates.isEmpty()
            ? new MissingKernel(wanted, given).notGiven()
            : "kernel " + wanted + " does not run on this machine",
        notes);
  }

  /**
   * Finds a kernel for boards: {@link #BUILT} if there is one, which has more than they need;
   * otherwise {@link #BUILT_SMALL}.
   */
  public KernelSearch forBoards(Build build) throws IOException, InterruptedException {
    KernelSearch larger = find(BUILT, Build.NOTHING);
    if (larger instanceof KernelSearch.Found) {
      return larger;
    }
    return find(BUILT_SMALL, build, new ArrayList<>(larger.notes()));
  }

  /** Makes the next search boot a kernel again that was found but does not boot. */
  public void forget(SandboxKernel kernel) throws IOException {
    trial().forget(kernel);
  }

  /**
   * Tries a given kernel.
   *
   * @return empty if it does not run; the last of {@code notes} is then the reason
   */
  private Optional<KernelSearch> given(Path file, List<String> notes)
      throws IOException, InterruptedException {
    String text = FileName.text(file);
    if (!Files.isRegularFile(file)) {
      return Optional.of(new KernelSearch.None(text + ": no such kernel", notes));
    }
    KernelName name = KernelName.of(file);
    Optional<Path> program = new Unpacked(cache, progress).of(file, !name.arm64());
    if (program.isEmpty()) {
      notes.add(text + NO_PROGRAM);
      return Optional.empty();
    }
    Optional<Path> modules = name.modulesOf(file);
    return tried(new SandboxKernel(program.get(), name.version(), text, modules), text, notes);
  }

  private boolean isUsed(KernelBuild kernel, Build build) throws IOException {
    return kernel.known() || build == Build.RELEASES || Files.isDirectory(kernel.directory(cache));
  }

  private KernelSearch built(KernelBuild build, boolean permitted, List<String> notes)
      throws IOException, InterruptedException {
    Path directory = build.directory(cache);
    if (!Files.isDirectory(directory)) {
      if (!permitted) {
        return new KernelSearch.None(new MissingKernel(build.version(), given).notBuilt(), notes);
      }
      int status = build.run(script(), directory);
      if (status != 0) {
        return new KernelSearch.None(
            "the kernel could not be built (status " + status + "); the reason is above", notes);
      }
    }
    return tried(build.kernel(directory), "the newly built kernel", notes)
        .orElseGet(() -> new KernelSearch.None(notes.remove(notes.size() - 1), notes));
  }

  /**
   * Tries a kernel on its machine.
   *
   * @param subject what the kernel is called if it does not run
   * @return empty if it does not run; the last of {@code notes} is then the reason
   */
  private Optional<KernelSearch> tried(SandboxKernel kernel, String subject, List<String> notes)
      throws IOException, InterruptedException {
    Optional<Machine> machine = machine(kernel);
    if (machine.isEmpty()) {
      return Optional.of(
          new KernelSearch.None(
              "the root file system for QEMU could not be created; the reason is above", notes));
    }
    Optional<String> trouble = trial().trouble(machine.get());
    if (trouble.isPresent()) {
      notes.add(subject + " does not run on this machine: " + trouble.get());
      return Optional.empty();
    }
    return Optional.of(new KernelSearch.Found(machine.get(), notes));
  }

  /**
   * {@return the machine for a kernel; empty if its root file system cannot be created, which the
   * script has explained}
   */
  private Optional<Machine> machine(SandboxKernel kernel) throws IOException, InterruptedException {
    return new KernelName(kernel.version()).arm64()
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
    int status = script().run(Resources.ROOT, root.kind(), directory, List.of());
    return status == 0 ? Optional.of(directory) : Optional.empty();
  }

  /** As {@link #root}, but returns empty if the root file system does not exist. */
  public Optional<Path> madeRoot(RootFileSystem root) throws IOException, InterruptedException {
    Path directory = cache.resolve(root.cachedAs());
    return Files.isDirectory(directory) && root.startable()
        ? Optional.of(directory)
        : Optional.empty();
  }

  private KernelTrial trial() {
    return new KernelTrial(cache, sandbox);
  }

  private BuildScript script() {
    return new BuildScript(sandbox.temporary(), progress);
  }
}
