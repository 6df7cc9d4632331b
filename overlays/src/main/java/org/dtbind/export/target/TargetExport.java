// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.export.TextFile;
import org.dtbind.linux.KnownDriver;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;

/** Makes the files by which a system without Java binds what is declared. */
public final class TargetExport {

  private TargetExport() {}

  /**
   * {@return the files, at the paths that they have below the target's root; present only if there
   * are no errors}
   *
   * @param specification what is declared
   * @param base the devicetree that the overlay of the declaration goes on, or that has it already
   */
  public static Diagnosed<Artefacts> of(Specification specification, DeviceTree base) {
    return DeclaredTree.of(specification, base).then(declared -> of(specification, declared));
  }

  private static Diagnosed<Artefacts> of(Specification specification, DeclaredTree declared) {
    TargetReading reading = new TargetReading(specification, declared);
    Target target = reading.target();
    List<Diagnostic> problems = new ArrayList<>(reading.problems());
    SystemUsers users = SystemUsers.of(target);
    for (String name : users.others()) {
      problems.add(
          Diagnostic.warning(
                  ExportCode.NOT_EXPORTED,
                  specification.origins(),
                  Span.NONE,
                  "not exported: sysusers.d does not take the name '%s'".formatted(name))
              .help("see to it that the target has that user or group"));
    }
    boolean failed = Diagnostic.anyError(problems);
    if (!failed && target.devices().isEmpty() && target.aggregators().isEmpty()) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NOTHING_TO_EXPORT,
                  specification.origins(),
                  Span.NONE,
                  "nothing that is declared is to be bound, or to be anybody's")
              .help("say which driver a device is to have: bind: gpio-aggregator"));
      failed = true;
    }
    return new Diagnosed<>(failed ? Optional.empty() : Optional.of(files(target, users)), problems);
  }

  private static Artefacts files(Target target, SystemUsers users) {
    List<Artefact> files = new ArrayList<>();
    files.add(
        Artefact.text(
            "usr/lib/udev/rules.d/70-dtbind.rules",
            "binds devices, and gives what appears in /dev to its users",
            UdevRules.text(target)));
    files.add(
        Artefact.text(
            "usr/lib/dtbind/target.conf", "what dtbind-target goes by", TargetConf.text(target)));
    files.add(
        new Artefact(
            "usr/lib/dtbind/dtbind-target",
            "binds what is late, makes aggregators, verifies, undoes",
            true,
            resource("dtbind-target.sh")));
    files.add(
        new Artefact(
            "usr/lib/systemd/system/dtbind-target.service",
            "runs dtbind-target at boot",
            false,
            resource("dtbind-target.service")));
    files.add(
        Artefact.text(
            "usr/lib/systemd/system-preset/70-dtbind.preset",
            "enables that, where presets are applied",
            new TextFile().line("enable dtbind-target.service")));
    modules(target).ifPresent(files::add);
    if (!users.isEmpty()) {
      files.add(
          Artefact.text(
              "usr/lib/sysusers.d/dtbind.conf",
              "makes users and groups that are not there",
              users.text()));
    }
    List<Artefact> others = new Artefacts(files).files();
    files.add(
        Artefact.text(
            "usr/share/doc/dtbind-target/README",
            "says what these files are",
            TargetReadme.text(target, others)));
    return new Artefacts(files);
  }

  private static Optional<Artefact> modules(Target target) {
    Stream<String> ofAggregators =
        target.aggregators().stream().map(any -> KnownDriver.GPIO_AGGREGATOR.module());
    List<String> modules =
        Stream.concat(
                target.devices().stream().flatMap(device -> device.module().stream()),
                ofAggregators)
            .distinct()
            .sorted()
            .toList();
    return modules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Artefact.text(
                "usr/lib/modules-load.d/dtbind.conf",
                "loads drivers that are modules",
                new TextFile()
                    .ours("# Made by dtbind export target. See modules-load.d(5).\n")
                    .lines(modules)));
  }

  static Bytes resource(String name) {
    return Bytes.ofResource(TargetExport.class, name);
  }
}
