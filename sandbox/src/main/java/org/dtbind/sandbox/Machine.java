// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a kernel runs on, and which root file system it gets. */
public sealed interface Machine {

  Kernel kernel();

  /**
   * User-mode Linux: the kernel is a process of this machine, and gets this machine's own root.
   *
   * @param kernel a program of this machine's architecture
   */
  record UserMode(Kernel kernel) implements Machine {}

  /**
   * User-mode Linux with a whole Debian, which is booted with systemd and udev before the command
   * runs, after {@code multi-user.target}. What is written to its root is in memory. Folders that a
   * request shows are there at the same path.
   *
   * @param kernel a program of this machine's architecture
   * @param root its folder, which is not changed
   * @param files what is added to it before it boots: content by absolute path; one that begins
   *     with {@code #!} is a program
   */
  record WholeSystem(Kernel kernel, Path root, Map<String, String> files) implements Machine {

    public WholeSystem {
      files = Map.copyOf(files);
    }
  }

  /**
   * QEMU's arm64 machine {@code virt}, emulated: 8 GPIO lines on a PL061, of which line 3 is taken.
   * What a request shows of this machine is there at the same path, but for what lies in the
   * folders that a system's programs are in ({@code /usr}, {@code /etc}, …): those are the root's.
   *
   * @param kernel an {@code Image}
   * @param root a folder with a Debian for arm64, which is not changed
   * @param hardware that it has beside its usual
   */
  record Virt(Kernel kernel, Path root, Hardware hardware) implements Machine {

    /** The Java of the root, to be {@code JAVA_HOME}. */
    public static final String JAVA_HOME = "/usr/lib/jvm/java-17-openjdk-arm64";

    /**
     * {@return the same with other hardware}
     *
     * @param other instead
     */
    public Virt with(Hardware other) {
      return new Virt(kernel, root, other);
    }
  }

  /**
   * What can be added to QEMU's machine; it shows in the tree that QEMU makes of it.
   *
   * @param options of the machine, such as {@code iommu=smmuv3}
   * @param devices such as {@code virtio-rng-pci}, with their options
   * @param words of QEMU's command line, which the devicetree that QEMU makes says nothing of
   */
  record Hardware(List<String> options, List<String> devices, List<String> words) {

    /** Nothing beside the usual. */
    public static final Hardware USUAL = new Hardware(List.of(), List.of(), List.of());

    public Hardware {
      options = List.copyOf(options);
      devices = List.copyOf(devices);
      words = List.copyOf(words);
    }

    /**
     * Without other words.
     *
     * @param options as of this record
     * @param devices as of this record
     */
    public Hardware(List<String> options, List<String> devices) {
      this(options, devices, List.of());
    }
  }
}
