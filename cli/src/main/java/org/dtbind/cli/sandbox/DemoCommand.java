// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.session.Session;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.RootFileSystem;
import org.dtbind.sandbox.Sandbox;

/** The command {@code dtbind demo}, which shows dtbind at work in a real kernel. */
public final class DemoCommand implements Command {

  private static final String SAMPLES = "samples";

  /** What to show, named as users type it. */
  enum Demo {
    /** The example from the kernel's GPIO aggregator documentation. */
    door,
    /** Only builds the kernel, so that later runs need not. */
    kernel,
    /** Only creates the root file system for {@code try --system}. */
    system
  }

  private final Session session;
  private Demo demo = Demo.door;
  private final KernelOption kernel = new KernelOption();

  public DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show every step from devicetree source to GPIO lines, in a real kernel on this machine, "
            + "without a board.",
        "'demo door' compiles samples/door/door.dts from dtbind's sources, boots User-mode Linux "
            + "with the result, binds the 'door' device in this kernel, reads the device's lines by "
            + "name, and releases the device.",
        "'demo kernel' only builds the kernel, and prints its path.",
        "'demo system' builds the kernel and creates the root file system for 'dtbind try "
            + "--system', a small Debian with systemd and udev, and prints its path.",
        "The first run builds a kernel, and shows how long that will take. 'demo kernel' and 'demo "
            + "system' build a larger kernel than 'demo door' needs.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .parameter("door|kernel|system")
        .index("0")
        .arity("1")
        .description(
            "Demo to run: door for all steps, kernel to build only the kernel, or system to also "
                + "create the root file system for 'try --system'.")
        .value(Demo.class, value -> demo = value);
    arguments.add(kernel);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Path> home = session.environment().variable("DTBIND_HOME").map(Path::of);
    // Check this before spending minutes on building a kernel.
    if (demo == Demo.door
        && home.filter(at -> !Files.isDirectory(at.resolve(SAMPLES))).isPresent()) {
      return session.fail(
          ExitStatus.UNAVAILABLE,
          "'demo door' needs %s, which is part of dtbind's sources, but not of packages"
              .formatted(home.get().resolve(SAMPLES)),
          Optional.of("to boot any other tree, run 'dtbind try FILE'"));
    }
    Sandbox sandbox = KernelOption.sandbox();
    Optional<Machine> search =
        KernelOption.machine(
            session,
            kernel.find(
                session,
                sandbox,
                demo != Demo.door,
                demo == Demo.kernel ? Kernels.Build.RELEASES : Kernels.Build.KNOWN));
    if (search.isEmpty()) {
      return ExitStatus.UNAVAILABLE.code();
    }
    Machine machine = search.get();
    return switch (demo) {
      case door -> door(sandbox, machine, home);
      case kernel -> {
        session.output().stream().println(machine.kernel().program());
        yield ExitStatus.DONE.code();
      }
      case system -> {
        Optional<Path> root = KernelOption.kernels(session, sandbox).root(RootFileSystem.SYSTEM);
        root.ifPresent(session.output().stream()::println);
        yield root.isPresent()
            ? ExitStatus.DONE.code()
            : session.fail(
                ExitStatus.UNAVAILABLE,
                "the root file system could not be created; the reason is above");
      }
    };
  }

  private int door(Sandbox sandbox, Machine machine, Optional<Path> home)
      throws IOException, InterruptedException {
    Optional<Path> app = session.environment().variable("DTBIND_APP").map(Path::of);
    if (home.isEmpty() || app.isEmpty()) {
      return session.fail(
          ExitStatus.UNAVAILABLE,
          "'demo door' must be started through bin/dtbind, which it also runs in the sandbox");
    }
    return new DoorDemo(session, sandbox, machine, home.get(), app.get()).run().code();
  }
}
