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
import org.dtbind.sandbox.Sandbox;
import org.dtbind.source.Shown;

/** The command {@code dtbind demo}, which shows dtbind at work in a real kernel. */
public final class DemoCommand implements Command {

  private static final String SAMPLES = "samples";

  private final Session session;
  private String demo = "";
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
        "The first run builds a kernel, and shows how long that will take.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .parameter("door")
        .index("0")
        .arity("1")
        .description("The demo.")
        .value(String.class, value -> demo = value);
    arguments.add(kernel);
  }

  @Override
  public Optional<String> problem() {
    return demo.equals("door")
        ? Optional.empty()
        : Optional.of("there is no demo '%s', only door".formatted(Shown.escaped(demo)));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Path> home = session.environment().variable("DTBIND_HOME").map(Path::of);
    // Check this before spending minutes on building a kernel.
    if (home.filter(at -> !Files.isDirectory(at.resolve(SAMPLES))).isPresent()) {
      return session.fail(
          ExitStatus.UNAVAILABLE,
          "'demo door' needs %s, which is part of dtbind's sources, but not of packages"
              .formatted(home.get().resolve(SAMPLES)),
          Optional.of("to boot any other tree, run 'dtbind try FILE'"));
    }
    Sandbox sandbox = KernelOption.sandbox();
    Optional<Machine> machine =
        KernelOption.machine(session, kernel.find(session, sandbox, false, Kernels.Build.KNOWN));
    return machine.isPresent() ? door(sandbox, machine.get(), home) : ExitStatus.UNAVAILABLE.code();
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
