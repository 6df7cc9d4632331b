// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.SpecOption;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.container.CdiDevice;
import org.dtbind.container.live.ContainerDevices;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Specification;
import org.dtbind.view.Format;

/** The command {@code dtbind export cdi}, which exports files for container runtimes. */
final class ExportCdiCommand implements Command {

  private final Session session;
  private final SpecOption spec = new SpecOption();
  private Optional<Path> directory = Optional.empty();
  private boolean dryRun;
  private final TargetOptions target = new TargetOptions();

  ExportCdiCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "For each declared device that exists, export a Container Device Interface (CDI) file, "
            + "which Podman, Docker, containerd and CRI-O can read.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(spec);
    arguments
        .option("-o")
        .label("DIR")
        .description(
            "Output directory. dtbind writes nothing outside this directory, and does not follow symbolic "
                + "links. Default: print the contents of the files instead.")
        .value(Path.class, value -> directory = Optional.of(value));
    arguments
        .option("--dry-run")
        .description("With -o: list the files, but do not write them.")
        .flag(value -> dryRun = value);
    arguments.add(target);
  }

  @Override
  public Optional<String> problem() {
    return directory.isEmpty() && (dryRun || target.format() != Format.TABLE)
        ? Optional.of("--dry-run and --format require -o DIR")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    Optional<Specification> declared = session.diagnostics().shown(spec.read(session.inputs()));
    if (declared.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    Kernel kernel = target.open(session);
    ContainerDevices devices = ContainerDevices.read(kernel, declared.get());
    devices.notes().forEach(session.messages()::note);
    devices.missing().forEach(device -> session.messages().error(device.why(false)));
    devices.problems().forEach(problem -> session.messages().problem(problem, List.of()));
    if (!devices.problems().isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    List<Artefact> files = CdiDevice.artefacts(devices.devices());
    if (directory.isPresent()) {
      List<ExportDirectory.Planned> planned =
          ExportDirectory.plan(directory.get(), new Artefacts(files));
      if (!dryRun) {
        ExportDirectory.write(directory.get(), planned);
      }
      session
          .output()
          .write(
              ExportOptions.VIEW,
              new ExportOptions.Exported("cdi", directory.get(), dryRun, planned),
              target.format());
    } else {
      files.forEach(file -> session.output().stream().print(file.content().utf8()));
      session.output().stream().flush();
    }
    return devices.missing().isEmpty() ? ExitStatus.DONE.code() : ExitStatus.NOT_FOUND.code();
  }
}
