// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.boot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bootloaders and boot scripts that apply overlays before Linux starts, with the files that
 * configure them.
 */
public enum Bootloader {
  /** U-Boot with extlinux.conf (doc/develop/distro.rst). */
  EXTLINUX(
      "boot/overlays/%s.dtbo",
      "boot/extlinux/extlinux.conf.add",
      "add this to the label that is booted",
      "    fdtoverlays /boot/overlays/%s.dtbo\n"),
  /**
   * The firmware of the Raspberry Pi. In config.txt, an empty {@code dtoverlay=} ends the
   * parameters of an overlay.
   */
  RASPBERRYPI(
      "boot/firmware/overlays/%s.dtbo",
      "boot/firmware/config.txt.add", "add this to config.txt", ""),
  /** Armbian's boot script, which reads overlays of users from a separate directory. */
  ARMBIAN(
      "boot/overlay-user/%s.dtbo",
      "boot/armbianEnv.txt.add",
      "add this to armbianEnv.txt; if it has a user_overlays line, append the name to that line",
      "user_overlays=%s\n"),
  /**
   * BeagleBoard.org's boot script. Overlay addresses 0 to 3 are for capes, 4 to 7 for other
   * overlays.
   */
  BEAGLEBOARD(
      "lib/firmware/%s.dtbo",
      "boot/uEnv.txt.add",
      "add this to uEnv.txt, with the first free number from 4 to 7",
      "enable_uboot_overlays=1\nuboot_overlay_addr4=/lib/firmware/%s.dtbo\n"),
  /**
   * U-Boot with a flattened image tree (FIT) that contains the overlay
   * (doc/usage/fit/overlay-fdt-boot.rst).
   */
  FIT(
      "%s.dtbo",
      "%s.its", "use it with mkimage -f, or add its two nodes to the source of an image", "");

  private final String overlay;
  private final String configuration;
  private final String purpose;
  private final String text;

  Bootloader(String overlay, String configuration, String purpose, String text) {
    this.overlay = overlay;
    this.configuration = configuration;
    this.purpose = purpose;
    this.text = text;
  }

  /**
   * Returns the bootloader of a board; empty if the devicetree does not determine it.
   *
   * @param compatible compatibles of the root node
   */
  public static Optional<Bootloader> of(List<String> compatible) {
    for (String board : compatible) {
      if (board.startsWith("raspberrypi,")) {
        return Optional.of(RASPBERRYPI);
      }
      // Later boards of these manufacturers boot with extlinux.conf.
      if (board.startsWith("ti,am335x-bone") || board.equals("beagle,am5729-beagleboneai")) {
        return Optional.of(BEAGLEBOARD);
      }
    }
    return Optional.empty();
  }

  /** Returns the name on the command line, which is also the name of the directory. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the path of the overlay below the directory of the export. */
  String overlay(String name) {
    return word() + "/" + overlay.formatted(name);
  }

  /**
   * Returns the path of the overlay's directory, with a slash at the end, below the directory of
   * the export.
   */
  String overlays() {
    return word() + "/" + overlay.substring(0, overlay.lastIndexOf('/') + 1);
  }

  /** Returns the path of the configuration file below the directory of the export. */
  String configuration(String name) {
    return word() + "/" + configuration.formatted(name);
  }

  /** Returns an instruction for the user: what to do with the configuration file. */
  String purpose() {
    return purpose;
  }

  /** Returns the lines of the configuration; empty if they depend on more than the name. */
  String text(String name) {
    return text.replace("%s", name);
  }
}
