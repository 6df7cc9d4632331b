// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.ByteArrayOutputStream;
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
  /** Comes before it in QEMU. */
  VIRT("virt.sh"),
  /** Process 1 of a whole system at first. */
  SYSTEM("system.sh"),
  /** Runs the command in a whole system. */
  SYSTEM_COMMAND("system-command.sh"),
  /** Starts the kernel. */
  START("start.sh"),
  /** Prints what the kernel made of its tree. */
  LOOK("look.sh"),
  /** Builds a kernel. */
  BUILD("build-kernel.sh"),
  /** Makes a root file system. */
  BUILD_ROOT("build-root.sh"),
  /** What both have in common. */
  COMMON("build-common.sh"),
  /** What is configured in it. */
  CONFIG("um.config"),
  /** What is a module instead in the one with modules. */
  MODULES("um-modules.config"),
  /** What is configured in the one for arm64. */
  ARM64("arm64.config"),
  /** A patch to it. */
  EXITKILL("um-exitkill.patch"),
  /** A patch to it. */
  MEMFD("um-memfd.patch"),
  /** A patch to it. */
  XSTATE("um-xstate.patch");

  /** What a sandbox's folder needs, whatever the machine. */
  static final List<Resources> SANDBOX = List.of(INIT, VIRT, SYSTEM, SYSTEM_COMMAND, START, LOOK);

  /** All that the built User-mode Linux kernels depend on; the script that makes them is first. */
  static final List<Resources> KERNEL =
      List.of(BUILD, COMMON, CONFIG, MODULES, EXITKILL, MEMFD, XSTATE);

  /** The same for arm64. */
  static final List<Resources> ARM64_KERNEL = List.of(BUILD, COMMON, ARM64);

  /** The same for root file systems. */
  static final List<Resources> ROOT = List.of(BUILD_ROOT, COMMON);

  private final String file;

  Resources(String file) {
    this.file = file;
  }

  /** {@return the name of its file} */
  @Override
  public String toString() {
    return file;
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
   */
  Path unpack(Path folder) throws IOException {
    Path target = in(folder);
    Files.write(target, content());
    setMode(target, file.endsWith(".sh"));
    return target;
  }

  /**
   * Has everybody read a file, and nobody else write it, whatever this user's umask.
   *
   * @param program whether it is one; or a folder
   */
  static void setMode(Path path, boolean program) throws IOException {
    String mode = program ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** {@return where it is once unpacked} */
  Path in(Path folder) {
    return folder.resolve(file);
  }

  void remove(Path folder) throws IOException {
    Files.deleteIfExists(in(folder));
  }

  /**
   * {@return what names something made from these: 16 hexadecimal digits of a SHA-256}
   *
   * @param resources all that it depends on
   */
  static String key(List<Resources> resources) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Resources resource : resources) {
      all.write((resource.file + "\0").getBytes(StandardCharsets.UTF_8));
      all.write(resource.content());
    }
    return key(all.toByteArray());
  }

  /** {@return what names some bytes: 16 hexadecimal digits of their SHA-256} */
  static String key(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
