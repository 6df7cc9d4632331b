// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportOptions.Base;
import org.dtbind.cli.option.SysrootOption;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefacts;
import org.dtbind.export.qemu.GroupMembers;
import org.dtbind.export.qemu.GroupMembers.HostDevice;
import org.dtbind.export.qemu.GuestExport;
import org.dtbind.export.qemu.GuestMachine;
import org.dtbind.export.qemu.GuestRequest;
import org.dtbind.export.qemu.QemuExport;
import org.dtbind.export.qemu.QemuHelp;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.Specification;

/**
 * The command {@code dtbind export qemu}, which exports files for QEMU guests that use declared
 * devices and lines.
 */
final class ExportQemuCommand implements Command {

  private final Session session;
  private final ExportOptions options = new ExportOptions("qemu", Base.OPTIONAL);
  private String name = "guest";
  private GuestMachine machine = GuestMachine.AARCH64;
  private String memory = "1G";
  private boolean iommufd;
  private Optional<String> qemu = Optional.empty();
  private List<Integer> groups = new ArrayList<>();
  private final SysrootOption sysroot =
      new SysrootOption(
          "Read IOMMU groups from the copy of a system in DIR, instead of from this system.");

  ExportQemuCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Export what a QEMU guest needs in order to use the host's devices and GPIO lines: "
            + "options for QEMU, an overlay for the guest's devicetree, and systemd units that "
            + "bind the devices before the guest starts and release them after the guest stops.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(options);
    arguments
        .option("--name")
        .label("NAME")
        .description("Name of the guest. The NAME.service unit runs the guest. Default: guest.")
        .value(String.class, value -> name = value);
    arguments
        .option("--arch")
        .label("aarch64|x86_64")
        .description(
            "Architecture of the guest. The QEMU machine type is virt for aarch64 and q35 for "
                + "x86_64. Default: aarch64.")
        .value(GuestMachine.class, value -> machine = value);
    arguments
        .option("--memory")
        .label("SIZE")
        .description(
            "Size of the guest's memory. QEMU shares this memory with the host programs that serve "
                + "the guest's GPIO chips. Default: 1G.")
        .value(String.class, value -> memory = value);
    arguments
        .option("--iommufd")
        .description("Open devices through iommufd. Requires QEMU 9.0 or later.")
        .flag(value -> iommufd = value);
    arguments
        .option("--qemu")
        .label("PROGRAM")
        .description(
            "QEMU program against which dtbind checks the exported options. Default: "
                + "qemu-system-ARCH.")
        .value(String.class, value -> qemu = Optional.of(value));
    arguments
        .option("--group")
        .label("N")
        .description(
            "Export IOMMU group N with its current devices, instead of a declaration. May be "
                + "repeated.")
        .list(Integer.class, value -> groups = value);
    arguments.add(sysroot);
  }

  @Override
  public Optional<String> problem() {
    if (!name.matches(GuestRequest.NAME)) {
      String message = "--name accepts up to 32 letters, digits, '.', '-' and '_', not '%s'";
      return Optional.of(message.formatted(name));
    }
    if (!memory.matches(GuestRequest.MEMORY)) {
      return Optional.of("--memory requires a size such as 512M or 2G, not " + memory);
    }
    return options.hasSpec() && !groups.isEmpty()
        ? Optional.of("--group replaces the declaration: omit --spec, or omit --group")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    if (groups.isEmpty()) {
      return options.run(session, this::files);
    }
    IommuGroups live = IommuGroups.read(sysroot.open(session));
    StringBuilder declared = new StringBuilder("apiVersion: dtbind/v1\niommuGroups:\n");
    for (int number : groups) {
      Optional<HostDevice> first =
          live.group(number).map(ExportQemuCommand::members).stream()
              .flatMap(List::stream)
              .findFirst();
      if (first.isEmpty()) {
        return session.fail(
            ExitStatus.NOT_FOUND,
            "there is no IOMMU group %d with a device for a guest".formatted(number),
            Optional.of("run 'dtbind group list'"));
      }
      declared.append(
          "  - { member: '%s', bind: vfio-%s }\n"
              .formatted(first.get().name().replace("'", "''"), first.get().bus()));
    }
    SourceFile file = new SourceFile("--group", Bytes.utf8(declared.toString()));
    return options.run(session, Optional.of(file), this::files, files -> files);
  }

  private Diagnosed<Artefacts> files(ExportOptions.Inputs inputs) throws IOException {
    Specification specification = inputs.specification();
    GroupMembers members = GroupMembers.UNKNOWN;
    if (!specification.iommuGroups().isEmpty()) {
      IommuGroups live = IommuGroups.read(sysroot.open(session));
      members = member -> members(live, member);
    }
    GuestRequest request = new GuestRequest(name, machine, memory, iommufd);
    Diagnosed<GuestExport> made =
        QemuExport.of(specification, inputs.text(), inputs.base(), members, request);
    List<Diagnostic> problems = new ArrayList<>(made.diagnostics());
    if (made.value().isPresent()) {
      problems.addAll(lacking(made.value().get(), specification));
    }
    return new Diagnosed<>(made.value().map(GuestExport::files), problems);
  }

  private static Optional<List<HostDevice>> members(IommuGroups live, String member) {
    return live.groups().stream()
        .filter(
            group ->
                group.members().stream()
                    .anyMatch(groupMember -> groupMember.device().name().equals(member)))
        .map(ExportQemuCommand::members)
        .findFirst();
  }

  /**
   * Returns the devices for the guest. Bridges stay with the host, because VFIO does not support
   * them.
   */
  private static List<HostDevice> members(IommuGroup group) {
    return group.members().stream()
        .filter(member -> member.bridge().isEmpty())
        .map(member -> new HostDevice(member.device().bus(), member.device().name()))
        .toList();
  }

  private List<Diagnostic> lacking(GuestExport made, Specification specification)
      throws IOException {
    String wanted = qemu.orElse(machine.program());
    Optional<QemuProgram> program =
        QemuProgram.find(wanted, session.environment().variable("PATH").orElse("/usr/bin:/bin"));
    if (program.isEmpty()) {
      session.messages().progress("QEMU's options were not checked: there is no " + wanted);
      return List.of();
    }
    String version = program.get().version();
    try {
      List<Diagnostic> lacking =
          QemuHelp.lacking(
              made.options(),
              machine,
              version,
              words -> ask(program.get(), words),
              specification.origins());
      session
          .messages()
          .progress(
              "checked QEMU's options against %s, %s: %s"
                  .formatted(
                      program.get().path(),
                      version,
                      lacking.isEmpty() ? "all are supported" : "some are not supported"));
      return lacking;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String ask(QemuProgram program, String words) {
    try {
      return program.ask(words.split(" ", 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
