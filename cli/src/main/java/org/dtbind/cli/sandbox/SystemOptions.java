// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.ExportCode;
import org.dtbind.export.target.TargetExport;
import org.dtbind.sandbox.AddedFiles;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.RootFileSystem;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.source.FileName;

/** The options of {@code dtbind try} for a whole system. Picocli fills them in. */
final class SystemOptions implements ArgumentGroup {

  private static final String MODULES = "/usr/lib/modules-load.d/";

  private boolean system;
  private Optional<Path> files = Optional.empty();
  private boolean reboot;

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--system")
        .description(
            "Boot a Debian system with systemd and udev instead of applying the declaration. The "
                + "system contains the files that 'export target' writes for the declaration. "
                + "'dtbind try --setup --system' creates the system's root file system. COMMAND runs after "
                + "the boot.")
        .flag(value -> system = value);
    arguments
        .option("--files")
        .label("DIR")
        .description(
            "With --system: add the files in DIR to the root file system, for example "
                + "DIR/etc/systemd/system/relay.service. All of them belong to root. Units with "
                + "an [Install] section are enabled.")
        .value(Path.class, value -> files = Optional.of(value));
    arguments
        .option("--reboot")
        .description(
            "With --system: boot a second time, with all files that the first boot and COMMAND "
                + "wrote, and run COMMAND again. The variable DTBIND_BOOT is 1 in the first boot "
                + "and 2 in the second.")
        .flag(value -> reboot = value);
  }

  boolean system() {
    return system;
  }

  @Override
  public Optional<String> problem() {
    if (!system) {
      return files
          .map(directory -> "--files adds files to a whole system: add --system")
          .or(
              () ->
                  Optional.of("--reboot boots a whole system: add --system")
                      .filter(text -> reboot));
    }
    return files
        .filter(directory -> !Files.isDirectory(directory))
        .map(
            directory ->
                "%s: not a directory; --files needs a directory whose contents are added to /"
                    .formatted(FileName.text(directory)));
  }

  /** Returns the files that {@code export target} writes for a declaration, by absolute path. */
  static Diagnosed<Map<String, String>> exported(TryInput.Board board) {
    if (board.applied().isEmpty() || board.appliesNothing()) {
      return Diagnosed.of(Map.of(), List.of());
    }
    return TargetExport.of(board.applied().get(), board.simulated().board().tree())
        .then(artefacts -> Diagnosed.of(byPath(artefacts), List.of()));
  }

  private static Map<String, String> byPath(Artefacts artefacts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (Artefact file : artefacts.files()) {
      files.put("/" + file.path(), file.content().utf8());
    }
    return files;
  }

  /** {@return whether the exported files lack a part of the declaration} */
  static boolean isIncomplete(Diagnosed<?> exported) {
    return exported.diagnostics().stream()
        .anyMatch(diagnostic -> diagnostic.code() == ExportCode.NOT_EXPORTED);
  }

  /** Returns the root file system; empty if it has not been created. */
  static Optional<Path> madeRoot(Session session, Sandbox sandbox)
      throws IOException, InterruptedException {
    return KernelOption.kernels(session, sandbox).madeRoot(RootFileSystem.SYSTEM);
  }

  /** Returns the root file system; empty after a message if there is none. */
  static Optional<Path> root(Session session, Sandbox sandbox)
      throws IOException, InterruptedException {
    Optional<Path> root = madeRoot(session, sandbox);
    if (root.isEmpty()) {
      session.fail(
          ExitStatus.UNAVAILABLE,
          "there is no root file system for --system yet",
          Optional.of("run 'dtbind try --setup --system' to create it"));
    }
    return root;
  }

  /**
   * Returns the machine with the whole system.
   *
   * @param kernel the kernel; if it has no modules, the exported files that load modules are
   *     omitted, because the drivers are built in, but no {@code modules.builtin} says so
   * @param temporary a directory for what the system writes, which the next boot reads
   */
  Machine.WholeSystem machine(
      SandboxKernel kernel, Path root, Map<String, String> exported, Path temporary)
      throws IOException {
    Optional<Path> kept =
        reboot ? Optional.of(Files.createFile(temporary.resolve("kept.tar"))) : Optional.empty();
    Map<String, String> all = new LinkedHashMap<>(exported);
    if (kernel.modules().isEmpty()) {
      all.keySet().removeIf(path -> path.startsWith(MODULES));
    }
    AddedFiles added = AddedFiles.of(files, root, all.keySet());
    return new Machine.WholeSystem(kernel, root, all, added, kept);
  }
}
