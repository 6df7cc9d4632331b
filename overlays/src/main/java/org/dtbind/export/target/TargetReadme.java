// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;

/** Prints what goes with the files, for people. */
final class TargetReadme {

  private static final String TEXT =
      """
      Made by dtbind export target from a bindings.yaml. Nothing here needs Java.

      Below the root of the target, at the same paths:

      """;

  private static final String USE =
      """

      udev binds the devices while the system comes up, and gives what appears in /dev to its
      users. dtbind-target waits for what is late, and says what is not as declared:

          systemctl enable --now dtbind-target    at each boot, and now
          systemctl enable dtbind-target-verify   no boot counts as good unless all is as declared
          /usr/lib/dtbind/dtbind-target status    how things are
          /usr/lib/dtbind/dtbind-target verify    exit code 5 if anything is not as declared
          /usr/lib/dtbind/dtbind-target stop      gives everything back

      Without systemd, dtbind-target is an init script too. On a running system, before all that:

          systemd-sysusers; udevadm control --reload; udevadm trigger --action=add

      """;

  private TargetReadme() {}

  /**
   * {@return the file}
   *
   * @param target what is done
   * @param files the others, and what they are for
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
          "Links that stay the same, and their units, for After= and BindsTo= in your units:\n\n");
      links.forEach(link -> text.fill("    /%s  %s\n", link, UnitName.ofDevice(link)));
    }
    return text;
  }
}
