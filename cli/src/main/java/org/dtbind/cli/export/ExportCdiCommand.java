// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Exit;
import org.dtbind.cli.session.Session;
import org.dtbind.container.CdiDevice;
import org.dtbind.container.live.ContainerDevices;
import org.dtbind.diag.Diagnosed;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Specification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code dtbind export cdi}, which exports files for container runtimes. */
@Command(
    name = "cdi",
    description =
        "For each declared device that exists, export a Container Device Interface (CDI) file, "
            + "which Podman, Docker, containerd and CRI-O can read.",
    sortOptions = false)
final class ExportCdiCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private SpecOption spec = new SpecOption();

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description =
          "Output directory. dtbind writes nothing outside this directory, and does not follow symbolic "
              + "links. Default: print the contents of the files instead.")
  private Optional<Path> directory = Optional.empty();

  @Option(names = "--dry-run", description = "With -o: list the files, but do not write them.")
  private boolean dryRun;

  @Mixin private TargetOptions target = new TargetOptions();

  ExportCdiCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Diagnosed<Specification> declared = spec.read(session.inputs());
    if (session.show(declared) || declared.value().isEmpty()) {
      return Exit.INPUT.code();
    }
    Kernel kernel = target.open(session);
    ContainerDevices devices = ContainerDevices.read(kernel, declared.value().get());
    devices.notes().forEach(note -> session.messages().progress("note: " + note));
    devices
        .problems()
        .forEach(problem -> session.messages().problem(problem, List.of(), List.of()));
    if (!devices.problems().isEmpty()) {
      return Exit.INPUT.code();
    }
    List<Artefact> files = CdiDevice.artefacts(devices.devices());
    if (directory.isPresent()) {
      List<ExportDirectory.Planned> planned =
          ExportDirectory.plan(directory.get(), new Artefacts(files));
      if (!dryRun) {
        ExportDirectory.write(directory.get(), planned);
      }
      session.write(
          ExportOptions.VIEW,
          new ExportOptions.Exported("cdi", directory.get(), dryRun, planned),
          target.format());
    } else {
      files.forEach(file -> session.out().print(file.content().utf8()));
      session.out().flush();
    }
    return devices.missing().isEmpty() ? Exit.OK.code() : Exit.NOT_FOUND.code();
  }
}
