// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A kernel that a script builds, and its directory in the cache.
 *
 * @param release the release of Linux, such as {@code 6.12}
 */
record KernelBuild(Kind kind, String version, String release) {

  /** A release, of which User-mode Linux can be built if apt has its source. */
  private static final Pattern RELEASE = Pattern.compile("[0-9]{1,4}\\.[0-9]{1,4}");

  /** The kernels that the script builds together. */
  enum Kind {
    SMALL("um-small", Resources.KERNEL),
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

    /** {@return the directory of a release, which changes with the script and what it uses} */
    private Path directory(Path cache, String release) throws IOException {
      return cache.resolve(word + "-" + release + "-" + Resources.key(sources));
    }
  }

  /** {@return how to build a version; empty if the script builds no such version} */
  static Optional<KernelBuild> of(String version) {
    return switch (version) {
      case Kernels.BUILT_ARM64 -> Optional.of(new KernelBuild(Kind.ARM64, version, Kernels.BUILT));
      case Kernels.BUILT_SMALL -> Optional.of(new KernelBuild(Kind.SMALL, version, Kernels.BUILT));
      case Kernels.BUILT_MODULES ->
          Optional.of(new KernelBuild(Kind.MODULES, version, Kernels.BUILT));
      default ->
          RELEASE.matcher(version).matches()
              ? Optional.of(new KernelBuild(Kind.USER_MODE, version, version))
              : Optional.empty();
    };
  }

  /** {@return whether the script builds it on every system, not only if apt has its source} */
  boolean known() {
    return release.equals(Kernels.BUILT);
  }

  /** {@return the directory of the built kernel, which exists if it is built} */
  Path directory(Path cache) throws IOException {
    Path withModules = Kind.MODULES.directory(cache, release);
    return kind == Kind.USER_MODE && Files.isDirectory(withModules)
        ? withModules
        : kind.directory(cache, release);
  }

  /**
   * Builds the kernel, which takes some minutes and installs missing packages.
   *
   * @return the exit status of the script
   */
  int run(BuildScript script, Path directory) throws IOException, InterruptedException {
    List<String> more = known() ? List.of() : List.of(release);
    return script.run(kind.sources, kind.word, directory, more);
  }

  SandboxKernel kernel(Path directory) {
    Path program = directory.resolve(KernelName.fileFor(version));
    return new SandboxKernel(
        program,
        version,
        "built from Debian's linux-source-" + release,
        KernelName.of(program).modulesOf(program));
  }
}
