// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.FormatOption;
import org.dtbind.cli.option.SecondsOption;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.TargetKernel;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.RootFileSystem;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.TemporaryDirectory;
import org.dtbind.source.Bytes;
import org.dtbind.source.Shown;

/** The command {@code dtbind try}, which boots a kernel with a board's tree, without the board. */
public final class TryCommand implements Command {

  private final Session session;
  private final TryInput input = new TryInput();
  private final KernelOption kernel = new KernelOption();
  private final SystemOptions whole = new SystemOptions();
  private boolean keep;
  private Optional<Path> out = Optional.empty();
  private boolean strict;
  private boolean setup;
  private final SecondsOption timeout =
      new SecondsOption(
          "--timeout",
          1,
          "Stop the kernel after S seconds (1 to 86400). Default: 60, or 600 for each boot with "
              + "--system. The shell that --keep opens has no time limit.");
  private final FormatOption format = new FormatOption("Output format. Default: table.");
  private List<String> command = new ArrayList<>();

  public TryCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Boot a real Linux kernel with any board's devicetree on this machine, without root "
            + "access. Then apply the declaration, if you specify one, and print the resulting "
            + "devices, drivers, chips and lines.",
        "The kernel is User-mode Linux. dtbind replaces the tree's GPIO controllers with simulated "
            + "controllers that have the same lines. It removes or changes nodes and properties that "
            + "describe the board's memory, its processors and how it boots (such as properties of "
            + "/chosen). It also removes properties that refer to hardware that no driver in this "
            + "kernel handles. With -v, dtbind lists each of these changes.",
        "If you specify COMMAND, dtbind runs it as root in the sandbox, which is the system that "
            + "runs on this kernel. Standard output then contains only the output of COMMAND. If "
            + "COMMAND runs to completion, dtbind exits with the exit code of COMMAND; otherwise, "
            + "it exits with a code of its own, such as 1 if the declaration cannot be applied, 69 "
            + "if there is no kernel, or 75 if the time limit is reached. Programs in the sandbox "
            + "can read everything that you can read: the sandbox is not a security boundary.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments.add(kernel);
    arguments.add(whole);
    arguments
        .option("--setup")
        .description(
            "Only build the kernel, and print its path; with --system, also create the root file "
                + "system, and print that path. Later runs then need not.")
        .flag(value -> setup = value);
    arguments
        .option("--keep")
        .description("After the report, open a shell in the sandbox.")
        .flag(value -> keep = value);
    arguments
        .option("-o")
        .label("OUT")
        .description("Also write the tree that the kernel boots with to OUT, as a blob.")
        .value(Path.class, value -> out = Optional.of(value));
    arguments
        .option("--strict")
        .description(
            "Exit with code 1 before booting if dtbind cannot simulate everything that is declared, "
                + "and after booting if the probe of a device failed or still waits. Without this "
                + "option, dtbind reports which parts of the declaration it cannot simulate, applies "
                + "the other parts, and only shows failed probes.")
        .flag(value -> strict = value);
    arguments.add(timeout);
    arguments.add(format);
    arguments
        .parameter("COMMAND")
        .index("1..*")
        .arity("0..1")
        .description(
            "Command to run in the sandbox. Write it after --, for example: -- gpioinfo door")
        .list(String.class, value -> command = value);
  }

  @Override
  public Optional<String> problem() {
    if (setup == input.isGiven()) {
      return Optional.of(
          setup ? "--setup boots nothing: omit FILE" : "FILE is missing: the devicetree to boot");
    }
    if (setup && (keep || strict || out.isPresent() || !format.isTable())) {
      return Optional.of("--setup boots nothing: omit --keep, --strict, -o and --format");
    }
    if (keep && !command.isEmpty()) {
      return Optional.of("--keep opens a shell: omit COMMAND");
    }
    if (keep && whole.system()) {
      return Optional.of("--keep opens a shell in a sandbox without systemd: omit --system");
    }
    if (keep && !format.isTable()) {
      return Optional.of("--keep opens a shell after the table: omit --format");
    }
    if (!command.isEmpty() && !format.isTable()) {
      return Optional.of("standard output is for COMMAND: omit --format");
    }
    if (out.filter(InputFiles::isStandard).isPresent()) {
      return Optional.of("standard output is for the report: specify a file for the tree with -o");
    }
    return Optional.empty();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (setup) {
      return setUp(KernelOption.sandbox());
    }
    // The console of User-mode Linux closes at the end of its input, and cannot read from a regular
    // file.
    if (keep && SavedTerminal.saved().equals(SavedTerminal.NONE)) {
      return session.fail(
          ExitStatus.USAGE,
          "--keep opens a shell on a terminal, but standard input is not a terminal",
          Optional.of("to run commands from a file, use -- sh FILE"));
    }
    Optional<TryInput.Inputs> inputs = input.read(session);
    if (inputs.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Sandbox sandbox = KernelOption.sandbox();
    KernelSearch search = kernel.find(session, sandbox, whole.system(), build(sandbox));
    TryInput.Board board = inputs.get().on(target(search), !whole.system());
    List<String> missing =
        board.without().parts().stream().map(TryReport::text).map(Shown::escaped).toList();
    if (strict && !missing.isEmpty()) {
      return session.fail(
          ExitStatus.FAILED,
          String.join("\n", missing),
          Optional.of("omit --strict to try the rest"));
    }
    Diagnosed<Map<String, String>> exported =
        whole.system() ? SystemOptions.exported(board) : Diagnosed.of(Map.of(), List.of());
    if (session.diagnostics().show(exported) || exported.value().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    if (strict && SystemOptions.isIncomplete(exported)) {
      return session.fail(
          ExitStatus.FAILED,
          "the exported files do not contain everything that is declared",
          Optional.of("omit --strict to try the rest"));
    }
    Bytes blob = DtbWriter.write(board.simulated().tree());
    if (out.isPresent()) {
      session.output().write(out.get(), blob);
    }
    Duration limit = timeout.orElse(Duration.ofSeconds(whole.system() ? 600 : 60));
    Trial trial = new Trial(board, blob, command, keep, strict, limit);
    return boot(trial, exported.value().get(), sandbox, search);
  }

  private int setUp(Sandbox sandbox) throws IOException, InterruptedException {
    Optional<Machine> machine =
        KernelOption.machine(
            session,
            kernel.find(
                session,
                sandbox,
                true,
                whole.system() ? Kernels.Build.KNOWN : Kernels.Build.RELEASES));
    if (machine.isEmpty()) {
      return ExitStatus.UNAVAILABLE.code();
    }
    if (!whole.system()) {
      session.output().stream().println(machine.get().kernel().program());
      return ExitStatus.DONE.code();
    }
    Optional<Path> root = KernelOption.kernels(session, sandbox).root(RootFileSystem.SYSTEM);
    root.ifPresent(session.output().stream()::println);
    return root.isPresent()
        ? ExitStatus.DONE.code()
        : session.fail(
            ExitStatus.UNAVAILABLE,
            "the root file system could not be created; the reason is above");
  }

  /** Returns what to build: nothing for a system without a root file system, which cannot boot. */
  private Kernels.Build build(Sandbox sandbox) throws IOException, InterruptedException {
    boolean builds =
        !kernel.isGiven()
            && (!whole.system() || SystemOptions.madeRoot(session, sandbox).isPresent());
    return builds ? Kernels.Build.KNOWN : Kernels.Build.NOTHING;
  }

  /** Returns what is known about the kernel; nothing if none was found. */
  private static TargetKernel target(KernelSearch search) throws IOException {
    return search instanceof KernelSearch.Found found
        ? found.kernel().configuration().map(TargetKernel::of).orElse(TargetKernel.ANY)
        : TargetKernel.ANY;
  }

  private int boot(Trial trial, Map<String, String> exported, Sandbox sandbox, KernelSearch search)
      throws IOException, InterruptedException {
    Optional<Path> system =
        whole.system() ? SystemOptions.root(session, sandbox) : Optional.of(Path.of("/"));
    Optional<Machine> machine =
        system.isPresent() ? KernelOption.machine(session, search) : Optional.empty();
    if (machine.isEmpty()) {
      return ExitStatus.UNAVAILABLE.code();
    }
    if (machine.get().hasOwnRoot()) {
      return session.fail(
          ExitStatus.USAGE,
          "'try' boots User-mode Linux kernels, but %s is a kernel for another machine"
              .formatted(machine.get().kernel().version()));
    }
    Optional<Path> app = session.environment().variable("DTBIND_APP").map(Path::of);
    if (!whole.system() && app.isEmpty() && input.spec().isPresent()) {
      return session.fail(
          ExitStatus.UNAVAILABLE,
          "'try --spec' must be started through bin/dtbind, which it also runs in the sandbox");
    }
    noteLimits(sandbox, trial.board());
    try (TemporaryDirectory own = TemporaryDirectory.in(sandbox.temporary(), "dtbind-try-")) {
      List<SandboxRequest> boots;
      if (whole.system()) {
        Machine.WholeSystem booted =
            whole.machine(machine.get().kernel(), system.get(), exported, own.path());
        if (!booted.added().problems().isEmpty()) {
          return session.fail(ExitStatus.INPUT, String.join("\n", booted.added().problems()));
        }
        for (String file : booted.added().notUnits()) {
          note(file + " is not enabled, because its name is not that of a unit");
        }
        boots = trial.ofSystem(booted);
      } else {
        Optional<Path> spec = input.specFile(session.inputs(), own.path());
        boots = List.of(trial.applying(session, machine.get(), app, spec));
      }
      return new TrialBoot(session, sandbox, trial, format.value()).run(boots);
    }
  }

  private void noteLimits(Sandbox sandbox, TryInput.Board board)
      throws IOException, InterruptedException {
    if ((keep || !command.isEmpty()) && !sandbox.confines()) {
      note(
          "a command that remounts the root file system of the sandbox can write everything that "
              + "you can write, because this machine does not allow you to create the "
              + "user namespace that would prevent it");
    }
    if (!command.isEmpty()) {
      board.without().parts().forEach(part -> note(TryReport.text(part)));
    }
  }

  private void note(String text) {
    session.messages().note(text);
  }
}
