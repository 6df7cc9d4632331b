// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The version in the file name of a kernel. {@code um-VERSION} is a User-mode Linux, and {@code
 * arm64-VERSION.Image} a kernel for QEMU's arm64 machine; with {@code .xz} at the end, either is
 * compressed. Any other name is taken as the version of a User-mode Linux.
 *
 * @param version such as {@code 6.1}, {@code 6.1-modules} or {@code arm64-6.1}
 */
record KernelName(String version) {

  private static final String USER_MODE = "um-";
  private static final String ARM64 = "arm64-";
  private static final String IMAGE = ".Image";

  static KernelName of(Path file) {
    String name = without(String.valueOf(file.getFileName()), ".xz");
    if (name.startsWith(ARM64)) {
      return new KernelName(without(name, IMAGE));
    }
    return new KernelName(name.startsWith(USER_MODE) ? name.substring(USER_MODE.length()) : name);
  }

  private static String without(String name, String end) {
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }

  /** {@return the name of the uncompressed kernel file of a version} */
  static String fileFor(String version) {
    return version.startsWith(ARM64) ? version + IMAGE : USER_MODE + version;
  }

  boolean arm64() {
    return version.startsWith(ARM64);
  }

  /**
   * {@return the directory with the modules of a kernel, which is next to the kernel; empty if
   * there is none}
   */
  Optional<Path> modulesOf(Path kernel) {
    Path directory = kernel.resolveSibling(USER_MODE + version + ".d").toAbsolutePath();
    return Optional.of(directory).filter(Files::isDirectory);
  }

  /**
   * {@return the kernels of a version in a directory, newest first}
   *
   * @param directory the directory, which need not exist
   * @param wanted the version, or the part of a version before a dot
   */
  static List<Path> in(Optional<Path> directory, String wanted) throws IOException {
    if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory.get())) {
      return files
          .filter(KernelName::isKernel)
          .filter(file -> of(file).fits(wanted))
          .sorted(Comparator.comparing(KernelName::versionOf, KernelName::compare).reversed())
          .toList();
    }
  }

  private static boolean isKernel(Path file) {
    String name = file.getFileName().toString();
    return (name.startsWith(USER_MODE) && !name.endsWith(".config")
            || name.startsWith(ARM64) && without(name, ".xz").endsWith(IMAGE))
        && !Files.isDirectory(file);
  }

  private boolean fits(String wanted) {
    return version.equals(wanted) || version.startsWith(wanted + ".");
  }

  private static String versionOf(Path file) {
    return of(file).version();
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
}
