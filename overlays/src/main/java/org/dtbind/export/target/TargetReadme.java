// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;

/** Prints the README of the exported files. */
final class TargetReadme {

  private static final String TEXT =
      """
      Made by dtbind export target from a bindings.yaml. Nothing here needs Java.

      Below the root of the target, at the same paths:

      """;

  private static final String USE =
      """

      udev binds the devices during boot, and sets the owners of their device nodes. dtbind-target
      waits for late devices, and reports differences from the declaration:

          systemctl enable --now dtbind-target    run at each boot, and now
          systemctl enable dtbind-target-verify   mark a boot as good only if everything is as declared
          /usr/lib/dtbind/dtbind-target status    show the current state
          /usr/lib/dtbind/dtbind-target verify    exit with 5 if anything differs from the declaration
          /usr/lib/dtbind/dtbind-target stop      release all devices and delete the aggregators

      Without systemd, use dtbind-target as an init script. On a running system, first run:

          systemd-sysusers; udevadm control --reload; udevadm trigger --action=add

      """;

  private TargetReadme() {}

  /**
   * Returns the README.
   *
   * @param files the other exported files
   */
  static TextFile text(Target target, List<Artefact> files) {
    TextFile text = new TextFile().ours(TEXT);
    files.forEach(file -> text.fill("    /%s\n        %s\n", file.path(), file.purpose()));
    text.ours(USE);
    List<String> links =
        target.accesses().stream()
            .flatMap(access -> access.link().stream())
            .map(link -> "dev/gpio/" + link)
            .toList();
    if (!links.isEmpty()) {
      text.ours(
          "Links with fixed names, and their units, for After= and BindsTo= in your units:\n\n");
      links.forEach(link -> text.fill("    /%s  %s\n", link, UnitName.ofDevice(link)));
    }
    return text;
  }
}
