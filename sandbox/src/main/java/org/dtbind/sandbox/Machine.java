// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine on which a kernel runs, with its root file system. */
public sealed interface Machine {

  SandboxKernel kernel();

  /** {@return the directory of its root file system} */
  default Path root() {
    return Path.of("/");
  }

  /** {@return whether its root file system is not that of this machine} */
  default boolean hasOwnRoot() {
    return !root().equals(Path.of("/"));
  }

  /**
   * {@return the additional hardware that QEMU emulates; empty under User-mode Linux, whose kernel
   * is a process of this machine: it runs this machine's programs, reads its files itself, and has
   * a second console, for errors}
   */
  default Optional<Hardware> emulated() {
    return Optional.empty();
  }

  /** {@return whether QEMU emulates it} */
  default boolean isEmulated() {
    return emulated().isPresent();
  }

  /**
   * {@return the system whose own init is process 1; otherwise that is {@code init.sh}, which only
   * runs the command}
   */
  default Optional<WholeSystem> system() {
    return Optional.empty();
  }

  /**
   * User-mode Linux: the kernel is a process of this machine, and its root file system is that of
   * this machine.
   *
   * @param kernel a program for the architecture of this machine
   */
  record UserMode(SandboxKernel kernel) implements Machine {}

  /**
   * User-mode Linux with a complete Debian, which boots with systemd and udev. The command runs
   * after {@code multi-user.target}. Writes to the root file system stay in memory. The directories
   * that a request shows have the same path as on this machine.
   *
   * @param kernel a program for the architecture of this machine
   * @param root the directory of the root file system, which is not changed
   * @param files files that are added before the system boots: content by absolute path; content
   *     that begins with {@code #!} is executable
   * @param added files that are added after {@code files}, as files of root; their units are
   *     enabled, unless a preset disables them (systemd.preset(5))
   * @param kept a file for what the system writes to its root file system; if the file is not
   *     empty, the boot continues from the content, and adds no files
   */
  record WholeSystem(
      SandboxKernel kernel,
      Path root,
      Map<String, String> files,
      AddedFiles added,
      Optional<Path> kept)
      implements Machine {

    public WholeSystem {
      files = Map.copyOf(files);
    }

    public WholeSystem(SandboxKernel kernel, Path root, Map<String, String> files) {
      this(kernel, root, files, AddedFiles.NONE, Optional.empty());
    }

    @Override
    public Optional<WholeSystem> system() {
      return Optional.of(this);
    }
  }

  /**
   * QEMU's emulated arm64 machine {@code virt}, with 8 GPIO lines on a PL061, of which line 3 is in
   * use. The directories that a request shows have the same path as on this machine; the rest of
   * the system directories ({@code /usr}, {@code /etc}, …) is that of the root file system.
   *
   * @param kernel an {@code Image}
   * @param root a directory with a Debian for arm64, which is not changed
   */
  record Virt(SandboxKernel kernel, Path root, Hardware hardware) implements Machine {

    /** The value for {@code JAVA_HOME} in this root file system. */
    public static final String JAVA_HOME = "/usr/lib/jvm/java-17-openjdk-arm64";

    public Virt with(Hardware other) {
      return new Virt(kernel, root, other);
    }

    @Override
    public Optional<Hardware> emulated() {
      return Optional.of(hardware);
    }
  }

  /**
   * Additional hardware of QEMU's machine. Except for {@code words}, it is part of the devicetree
   * that QEMU creates.
   *
   * @param options options of the machine, such as {@code iommu=smmuv3}
   * @param devices devices with their options, such as {@code virtio-rng-pci}
   * @param words other words of QEMU's command line, which do not change the devicetree
   */
  record Hardware(List<String> options, List<String> devices, List<String> words) {

    public static final Hardware USUAL = new Hardware(List.of(), List.of(), List.of());

    public Hardware {
      options = List.copyOf(options);
      devices = List.copyOf(devices);
      words = List.copyOf(words);
    }

    public Hardware(List<String> options, List<String> devices) {
      this(options, devices, List.of());
    }
  }
}
