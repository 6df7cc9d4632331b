// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;

/** The files by which a system binds single devices at each boot, without Java. */
public final class BindingFiles {

  /** The folder of declarations, below the root. */
  public static final String DECLARATIONS = "etc/dtbind/devices";

  /** The unit that binds late devices, a name in systemd's folder of units. */
  public static final String UNIT = "dtbind-devices.service";

  private BindingFiles() {}

  /**
   * {@return the files of one device, below the root}
   *
   * @param device to bind
   * @param modules to load first, which contain its driver
   * @throws IllegalArgumentException if the device's name is not a valid file name
   */
  public static List<Artefact> of(TargetDevice device, List<String> modules) {
    Target target = new Target(List.of(device), List.of());
    String name = device.bus() + ":" + device.name().orElseThrow();
    Artefact rules =
        Artefact.text(
            rules(device.bus(), device.name().orElseThrow()),
            device.isKeptFree()
                ? "keeps other drivers away when it appears"
                : "binds it when it appears",
            UdevRules.text(target));
    Artefact declaration =
        TargetExport.settings(DECLARATIONS + "/" + name + AggregatorFiles.SUFFIX, target);
    if (modules.isEmpty()) {
      return List.of(rules, declaration);
    }
    Artefact load =
        Artefact.text(
            "etc/modules-load.d/dtbind-" + name + ".conf",
            "loads its driver",
            new TextFile().ours("# Made by dtbind. See modules-load.d(5).\n").lines(modules));
    return List.of(rules, declaration, load);
  }

  /**
   * {@return the rules that set the owner of a device's nodes until the system stops. Their path is
   * below {@code /run}; they precede and replace those of {@link #of}}
   *
   * @param device with its access
   */
  public static Artefact access(TargetDevice device) {
    return Artefact.text(
        access(device.bus(), device.name().orElseThrow()),
        "gives its device nodes to their users",
        UdevRules.access(device));
  }

  /**
   * {@return the path of the rules that only set the owner of a device's nodes, below {@code /run}}
   *
   * @param bus of the device
   * @param name of the device
   */
  public static String access(String bus, String name) {
    return "udev/rules.d/70-dtbind-access-" + bus + ":" + name + ".rules";
  }

  /**
   * {@return the path of a device's udev rules, below the root}
   *
   * @param bus of the device
   * @param name of the device
   */
  public static String rules(String bus, String name) {
    return "etc/udev/rules.d/70-dtbind-" + bus + ":" + name + ".rules";
  }

  /** {@return the files that bind late devices at boot, below the root; without Java} */
  public static List<Artefact> boot() {
    return List.of(AggregatorFiles.script(), AggregatorFiles.unit(UNIT));
  }
}
