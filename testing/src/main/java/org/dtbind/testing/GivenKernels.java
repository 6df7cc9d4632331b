// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernels that tests boot. The environment variable DTBIND_KERNELS names their directory;
 * {@code verify} sets it.
 */
public final class GivenKernels {

  private static final String MODULES = "-modules";
  private static final String SMALL = "-small";

  private static final Comparator<String> BY_VERSION =
      Comparator.comparing(ModuleDescriptor.Version::parse);

  private GivenKernels() {}

  /** Returns the directory of the kernels; absent if the variable is not set. */
  public static Optional<Path> directory() {
    return Optional.ofNullable(System.getenv("DTBIND_KERNELS")).map(Path::of);
  }

  /**
   * Returns the versions of the kernels in which everything is built in, sorted as text. Skips the
   * test if the variable is not set.
   */
  public static List<String> versions() throws IOException {
    return all().stream()
        .filter(version -> !version.endsWith(MODULES) && !version.endsWith(SMALL))
        .toList();
  }

  /**
   * Returns the newest of {@link #versions}; absent if there is none. Skips the test if the
   * variable is not set.
   */
  public static Optional<String> newest() throws IOException {
    return versions().stream().max(BY_VERSION);
  }

  /**
   * Returns the oldest of {@link #versions}; absent if there is none. Skips the test if the
   * variable is not set.
   */
  public static Optional<String> oldest() throws IOException {
    return versions().stream().min(BY_VERSION);
  }

  /** Returns whether a kernel version is the same as another version or newer. */
  public static boolean isAtLeast(String version, String other) {
    return BY_VERSION.compare(version, other) >= 0;
  }

  /** Returns whether to run all tests in all kernels, as {@code ./verify --all} does. */
  public static boolean isComplete() {
    return "all".equals(System.getenv("DTBIND_COMPLETE"));
  }

  /**
   * Returns those of {@link #versions} in which all tests run: only the newest, unless {@link
   * #isComplete}. In the others, tests run only if their results depend on the version of the
   * kernel. Skips the test if DTBIND_KERNELS is not set.
   */
  public static List<String> complete() throws IOException {
    return isComplete() ? versions() : newest().stream().toList();
  }

  /**
   * Returns the versions of the kernels whose generic drivers are modules, sorted as text. Skips
   * the test if the variable is not set.
   */
  public static List<String> withModules() throws IOException {
    return all().stream().filter(version -> version.endsWith(MODULES)).toList();
  }

  /**
   * Returns the versions of the kernels for QEMU's arm64 machine, sorted as text. Skips the test if
   * the variable is not set.
   */
  public static List<String> arm64() throws IOException {
    return names("arm64-").stream().map(name -> name.replace(".Image", "")).toList();
  }

  /**
   * Returns the User-mode Linux executable of a kernel version. Skips the test if it does not
   * exist.
   *
   * @param version such as 6.1
   */
  public static Path userModeLinux(String version) {
    Optional<Path> kernel =
        directory().map(directory -> directory.resolve("um-" + version)).filter(Files::exists);
    assumeTrue(kernel.isPresent(), "benchmark: there is no kernel um-" + version);
    return kernel.orElseThrow();
  }

  /** Returns dtbind's cache directory of the user, which contains root file systems. */
  public static Path cache() {
    String home = System.getenv().getOrDefault("HOME", "/tmp");
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", home + "/.cache");
    return Path.of(cache, "dtbind");
  }

  /** Returns {@link #complete} and {@link #withModules}. */
  public static List<String> ofEachKind() throws IOException {
    return Stream.concat(complete().stream(), withModules().stream()).toList();
  }

  private static List<String> all() throws IOException {
    return names("um-").stream()
        .filter(name -> !name.endsWith(".config"))
        .map(name -> name.substring(3))
        .toList();
  }

  private static List<String> names(String prefix) throws IOException {
    assumeTrue(directory().isPresent(), "kernel: DTBIND_KERNELS names no directory of kernels");
    try (Stream<Path> files = Files.list(directory().orElseThrow())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.replace(".xz", ""))
          .sorted()
          .toList();
    }
  }
}
