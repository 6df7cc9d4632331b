// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import picocli.CommandLine.Option;

/** The option that names the kernel of a sandbox. Filled in by picocli. */
final class KernelOption {

  @Option(
      names = "--kernel",
      paramLabel = "VERSION|PATH",
      description =
          "The kernel to boot: a version among those in the folder DTBIND_KERNELS, or the path of a"
              + " User-mode Linux. Default: 6.1, which is built where it is not there, together"
              + " with 6.1-modules, whose generic driver is a module. arm64-6.1 is one for QEMU's"
              + " machine 'virt', which has a real controller: samples/door-arm64.")
  private String version = Kernels.BUILT;

  /** {@return where it is booted} */
  static Sandbox sandbox() {
    return new Sandbox(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /**
   * {@return the kernel and what it runs on, built where need be; empty where there is none, which
   * was said}
   *
   * @param session has the environment
   * @param sandbox in which it is tried
   * @throws IOException where a kernel cannot be read, or made
   * @throws InterruptedException where this thread was
   */
  Optional<Machine> find(Session session, Sandbox sandbox)
      throws IOException, InterruptedException {
    Redirect progress = session.options().quiet() ? Redirect.DISCARD : Redirect.INHERIT;
    Optional<Path> given = session.variable("DTBIND_KERNELS").map(Path::of);
    KernelSearch search =
        new Kernels(given, CacheFolder.of(session), sandbox, progress).find(version);
    search.notes().forEach(session.messages()::progress);
    if (search instanceof KernelSearch.None none) {
      session.fail(Exit.UNSUPPORTED, none.reason());
      return Optional.empty();
    }
    return Optional.of(((KernelSearch.Found) search).machine());
  }
}
