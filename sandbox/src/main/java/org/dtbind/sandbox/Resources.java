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

/** The scripts, kernel configurations and kernel patches in the jar. */
enum Resources {
  /** Runs as process 1 of the sandbox. */
  INIT("init.sh"),
  /** Runs before {@code init.sh} in QEMU. */
  VIRT("virt.sh"),
  /** Runs first as process 1 of a whole system, before systemd. */
  SYSTEM("system.sh"),
  /** Runs the command in a whole system. */
  SYSTEM_COMMAND("system-command.sh"),
  /** Starts the kernel. */
  START("start.sh"),
  /** Prints the devices and chips that the kernel made of its devicetree. */
  LOOK("look.sh"),
  /** Prints the state of a whole system. */
  LOOK_SYSTEM("look-system.sh"),
  /** Changes and prints levels of simulated lines. */
  LINE("line.sh"),
  /** Builds a kernel. */
  BUILD("build-kernel.sh"),
  /** Creates a root file system. */
  BUILD_ROOT("build-root.sh"),
  /** Functions that both build scripts use. */
  COMMON("build-common.sh"),
  /** The configuration of the User-mode Linux kernel for boards. */
  CONFIG("um.config"),
  /** The options that the kernel for whole systems has in addition. */
  SYSTEM_CONFIG("um-system.config"),
  /** The options that are modules in the kernel with modules. */
  MODULES("um-modules.config"),
  /** The configuration of the kernel for arm64. */
  ARM64("arm64.config"),
  /** Makes the host kill the processes of a User-mode Linux kernel that is killed. */
  EXITKILL("um-exitkill.patch"),
  /** Maps all pages of a file that a page fault has found. */
  FAULT_AROUND("um-faultaround.patch"),
  /** Writes a process's floating point state only if it has changed. */
  FLOATING_POINT("um-fp.patch"),
  /** Gives simulated lines interrupts. */
  INTERRUPTS("um-irqs.patch"),
  /**
   * Takes the memory of User-mode Linux from memfd_create(), because /dev/shm is too small in
   * containers.
   */
  MEMFD("um-memfd.patch"),
  /** Copies only the characters of a path. */
  STRNCPY("um-strncpy.patch"),
  /** Saves the complete floating point state, which is larger on processors with AMX. */
  XSTATE("um-xstate.patch");

  /** The files that the directory of a sandbox needs, whatever the machine. */
  static final List<Resources> SANDBOX =
      List.of(INIT, VIRT, SYSTEM, SYSTEM_COMMAND, START, LOOK, LOOK_SYSTEM, LINE);

  /**
   * All files on which the built User-mode Linux kernels depend; the first is the script that
   * builds them.
   */
  static final List<Resources> KERNEL =
      List.of(
          BUILD,
          COMMON,
          CONFIG,
          SYSTEM_CONFIG,
          MODULES,
          EXITKILL,
          FAULT_AROUND,
          FLOATING_POINT,
          INTERRUPTS,
          MEMFD,
          STRNCPY,
          XSTATE);

  /** All files on which the built arm64 kernel depends. */
  static final List<Resources> ARM64_KERNEL = List.of(BUILD, COMMON, ARM64);

  /** All files on which the root file systems depend. */
  static final List<Resources> ROOT = List.of(BUILD_ROOT, COMMON);

  private final String file;

  Resources(String file) {
    this.file = file;
  }

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

  /** Writes this resource into a directory; scripts are executable. */
  Path unpack(Path directory) throws IOException {
    Path target = in(directory);
    Files.write(target, content());
    setMode(target, file.endsWith(".sh"));
    return target;
  }

  /**
   * Makes a file readable by all and writable only by its owner, whatever this user's umask.
   *
   * @param program whether the file is executable, or a directory
   */
  static void setMode(Path path, boolean program) throws IOException {
    String mode = program ? "rwxr-xr-x" : "rw-r--r--";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  Path in(Path directory) {
    return directory.resolve(file);
  }

  /**
   * {@return the key of a file or directory that is built from resources: 16 hexadecimal digits of
   * their SHA-256}
   */
  static String key(List<Resources> resources) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Resources resource : resources) {
      all.write((resource.file + "\0").getBytes(StandardCharsets.UTF_8));
      all.write(resource.content());
    }
    return key(all.toByteArray());
  }

  /** {@return 16 hexadecimal digits of the SHA-256 of some bytes} */
  static String key(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
