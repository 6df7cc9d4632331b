// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;

/** The files with which a system binds single devices at each boot, without Java. */
public final class BindingFiles {

  /** The directory of declarations, relative to the root of the file system. */
  public static final String DECLARATIONS = "etc/dtbind/devices";

  /** The name of the systemd unit that binds late devices. */
  public static final String UNIT = "dtbind-devices.service";

  private BindingFiles() {}

  /**
   * {@return the files for one device, with paths relative to the root of the file system}
   *
   * @param device device to bind, with a name
   * @param modules modules to load first, which contain the driver
   * @throws IllegalArgumentException if the name of the device is not a valid file name
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
   * {@return udev rules that set the owner of a device's device nodes until the system stops. Their
   * path is relative to {@code /run}; they are read before, and take precedence over, those of
   * {@link #of}}
   *
   * @param device device with a name and its access
   */
  public static Artefact access(TargetDevice device) {
    return Artefact.text(
        access(device.bus(), device.name().orElseThrow()),
        "gives its device nodes to their users",
        UdevRules.access(device));
  }

  /**
   * {@return the path of the rules of {@link #access(TargetDevice)}, relative to {@code /run}}
   *
   * @param bus bus of the device
   * @param name name of the device
   */
  public static String access(String bus, String name) {
    return "udev/rules.d/70-dtbind-access-" + bus + ":" + name + ".rules";
  }

  /**
   * {@return the path of the udev rules of {@link #of}, relative to the root of the file system}
   *
   * @param bus bus of the device
   * @param name name of the device
   */
  public static String rules(String bus, String name) {
    return "etc/udev/rules.d/70-dtbind-" + bus + ":" + name + ".rules";
  }

  /**
   * {@return the files that bind late devices at boot without Java, with paths relative to the root
   * of the file system}
   */
  public static List<Artefact> boot() {
    return List.of(AggregatorFiles.script(), AggregatorFiles.unit(UNIT));
  }
}
