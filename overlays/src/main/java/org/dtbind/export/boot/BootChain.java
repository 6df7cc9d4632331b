// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.boot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who applies overlays before Linux starts, and by which file it is told to. */
public enum BootChain {
  /** U-Boot's extlinux.conf (doc/develop/distro.rst). */
  EXTLINUX(
      "boot/overlays/%s.dtbo",
      "boot/extlinux/extlinux.conf.add",
      "add this to the label that is booted",
      "    fdtoverlays /boot/overlays/%s.dtbo\n"),
  /** The Raspberry Pi's firmware; an empty {@code dtoverlay=} ends the overlay's parameters. */
  RASPBERRYPI(
      "boot/firmware/overlays/%s.dtbo",
      "boot/firmware/config.txt.add", "add this to config.txt", ""),
  /** Armbian's boot script, which has its own folder for users' overlays. */
  ARMBIAN(
      "boot/overlay-user/%s.dtbo",
      "boot/armbianEnv.txt.add",
      "add this to armbianEnv.txt; if it has a line user_overlays, append the name to that line",
      "user_overlays=%s\n"),
  /** BeagleBoard.org's boot script: 0 to 3 are for capes, 4 to 7 for others. */
  BEAGLEBOARD(
      "lib/firmware/%s.dtbo",
      "boot/uEnv.txt.add",
      "add this to uEnv.txt, with the first free number from 4 to 7",
      "enable_uboot_overlays=1\nuboot_overlay_addr4=/lib/firmware/%s.dtbo\n"),
  /**
   * A flattened image tree of U-Boot, with the overlay in it (doc/usage/fit/overlay-fdt-boot.rst).
   */
  FIT(
      "%s.dtbo",
      "%s.its", "use it with mkimage -f, or add its two nodes to the source of an image", "");

  private final String overlay;
  private final String configuration;
  private final String purpose;
  private final String text;

  BootChain(String overlay, String configuration, String purpose, String text) {
    this.overlay = overlay;
    this.configuration = configuration;
    this.purpose = purpose;
    this.text = text;
  }

  /**
   * {@return the chain that a board is known to boot by; empty if its devicetree does not tell}
   *
   * @param compatible of the root of its devicetree
   */
  public static Optional<BootChain> of(List<String> compatible) {
    for (String board : compatible) {
      if (board.startsWith("raspberrypi,")) {
        return Optional.of(RASPBERRYPI);
      }
      // Later boards of the same makers have extlinux.conf.
      if (board.startsWith("ti,am335x-bone") || board.equals("beagle,am5729-beagleboneai")) {
        return Optional.of(BEAGLEBOARD);
      }
    }
    return Optional.empty();
  }

  /** {@return the name it has on the command line, and as a folder} */
  public String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns where the overlay stands, below the folder of this chain. */
  String overlay(String name) {
    return typed() + "/" + overlay.formatted(name);
  }

  /** Returns the folder of the overlay, below the folder of this chain. */
  String overlays() {
    return typed() + "/" + overlay.substring(0, overlay.lastIndexOf('/') + 1);
  }

  /** Returns where its configuration stands, below the folder of this chain. */
  String configuration(String name) {
    return typed() + "/" + configuration.formatted(name);
  }

  /** Returns what is to be done with the configuration. */
  String purpose() {
    return purpose;
  }

  /** Returns the lines of the configuration; none if they are not only the name. */
  String text(String name) {
    return text.replace("%s", name);
  }
}
