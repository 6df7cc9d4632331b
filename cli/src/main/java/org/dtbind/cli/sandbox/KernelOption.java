// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.CacheDirectory;
import org.dtbind.cli.session.Session;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;

/** The option for the kernel of a sandbox. Picocli fills it in. */
final class KernelOption implements ArgumentGroup {

  private Optional<String> version = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--kernel")
        .label("VERSION|PATH")
        .description(
            "Kernel to boot: a version in the directory that the DTBIND_KERNELS environment "
                + "variable specifies, or the path of a User-mode Linux kernel. Default: 6.1; if it is "
                + "missing and is not needed, 6.1-small, which has everything for boards, but no "
                + "network, namespaces or modules. The default kernel is built if it is missing. "
                + "'try --setup' can also build two other kernels: "
                + "6.1-modules, in which the gpio-aggregator driver is a module, and arm64-6.1, which "
                + "runs on QEMU's 'virt' machine type, with an emulated GPIO controller (see "
                + "samples/door-arm64). 'try --setup' also builds other releases, such as "
                + "6.12, if apt has their source (linux-source-6.12).")
        .value(String.class, value -> version = Optional.of(value));
  }

  /** {@return the directories to search for kernels} */
  static Kernels kernels(Session session, Sandbox sandbox) throws IOException {
    Redirect progress = session.options().quiet() ? Redirect.DISCARD : Redirect.INHERIT;
    // The package dtbind-sandbox installs kernels in the directory of the program.
    Optional<Path> given =
        session
            .environment()
            .variable("DTBIND_KERNELS")
            .map(Path::of)
            .or(
                () ->
                    session
                        .environment()
                        .variable("DTBIND_APP")
                        .map(app -> Path.of(app, "kernels"))
                        .filter(Files::isDirectory));
    return new Kernels(given, CacheDirectory.of(session.environment()), sandbox, progress);
  }

  /** {@return a sandbox in the temporary directory} */
  static Sandbox sandbox() {
    return new Sandbox(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /** Returns whether the option names a kernel. */
  boolean isGiven() {
    return version.isPresent();
  }

  /**
   * Finds the kernel that the option names, or the default.
   *
   * @param whole whether the kernel is for a whole system, not only for a board
   * @param build what to build if the kernel is missing
   */
  KernelSearch find(Session session, Sandbox sandbox, boolean whole, Kernels.Build build)
      throws IOException, InterruptedException {
    Kernels kernels = kernels(session, sandbox);
    return whole || version.isPresent()
        ? kernels.find(version.orElse(Kernels.BUILT), build)
        : kernels.forBoards(build);
  }

  /** Returns the machine that was found; empty after a message if there is none. */
  static Optional<Machine> machine(Session session, KernelSearch search) {
    if (search instanceof KernelSearch.None none) {
      List<String> why = new ArrayList<>(none.notes());
      why.add(none.reason());
      session.fail(ExitStatus.UNAVAILABLE, String.join("\n", why));
      return Optional.empty();
    }
    search.notes().forEach(session.messages()::progress);
    return Optional.of(((KernelSearch.Found) search).machine());
  }
}
