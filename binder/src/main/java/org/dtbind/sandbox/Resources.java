// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The scripts, the kernel's configuration and its patches, which are in the jar. */
enum Resources {
  /** Process 1 of the sandbox. */
  INIT("init.sh"),
  /** Starts the kernel. */
  START("start.sh"),
  /** Builds a kernel. */
  BUILD("build-kernel.sh"),
  /** What is configured in it. */
  CONFIG("um.config"),
  /** What is a module instead in the one with modules. */
  MODULES("um-modules.config"),
  /** A patch to it. */
  EXITKILL("um-exitkill.patch"),
  /** A patch to it. */
  MEMFD("um-memfd.patch"),
  /** A patch to it. */
  XSTATE("um-xstate.patch");

  /** All that the built kernels depend on. */
  static final List<Resources> KERNEL = List.of(BUILD, CONFIG, MODULES, EXITKILL, MEMFD, XSTATE);

  private final String file;

  Resources(String file) {
    this.file = file;
  }

  private byte[] content() throws IOException {
    try (InputStream stream = Resources.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from the jar");
      }
      return stream.readAllBytes();
    }
  }

  /**
   * Writes it into a folder, executable where it is a script.
   *
   * @param folder of this user's
   * @return where it is
   * @throws IOException where it cannot be written
   */
  Path unpack(Path folder) throws IOException {
    Path target = in(folder);
    Files.write(target, content());
    String mode = file.endsWith(".sh") ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
    return target;
  }

  /**
   * {@return where it is once unpacked}
   *
   * @param folder into which
   */
  Path in(Path folder) {
    return folder.resolve(file);
  }

  /**
   * Removes it again.
   *
   * @param folder into which it was unpacked
   * @throws IOException where it cannot be removed
   */
  void remove(Path folder) throws IOException {
    Files.deleteIfExists(in(folder));
  }

  /** {@return what names a kernel made from these: 16 hexadecimal digits of a SHA-256} */
  static String kernelKey() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Resources resource : KERNEL) {
        digest.update((resource.file + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(resource.content());
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
