// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.export.Artefact;
import org.dtbind.export.Artefacts;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.ExportCode;
import org.dtbind.linux.KnownDriver;
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
    List<Diagnostic> problems = new ArrayList<>(reading.problems());
    if (problems.isEmpty() && reading.devices().isEmpty()) {
      problems.add(
          Diagnostic.error(
                  ExportCode.NOTHING_TO_EXPORT,
                  specification.origins(),
                  Span.NONE,
                  "nothing that is declared is to be bound, or to be anybody's")
              .help("say which driver a device is to have: bind: gpio-aggregator"));
    }
    return new Diagnosed<>(
        problems.isEmpty() ? Optional.of(files(reading.devices())) : Optional.empty(), problems);
  }

  private static Artefacts files(List<TargetDevice> devices) {
    List<Artefact> files = new ArrayList<>();
    files.add(
        Artefact.text(
            "usr/lib/udev/rules.d/70-dtbind.rules",
            "binds devices, gives them to their users",
            UdevRules.text(devices)));
    List<String> modules =
        devices.stream()
            .flatMap(device -> device.driver().flatMap(KnownDriver::named).stream())
            .map(KnownDriver::module)
            .distinct()
            .toList();
    if (!modules.isEmpty()) {
      files.add(
          Artefact.text(
              "usr/lib/modules-load.d/dtbind.conf",
              "loads drivers that are modules",
              "# Made by dtbind export target. See modules-load.d(5).\n"
                  + String.join("\n", modules)
                  + "\n"));
    }
    return new Artefacts(files);
  }
}
