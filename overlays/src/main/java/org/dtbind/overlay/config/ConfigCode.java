// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import org.dtbind.diag.Code;

/** The codes of diagnostics about overlays and parameters in {@code config.txt}. */
public enum ConfigCode implements Code {
  /** The line is neither a filter in brackets nor {@code KEY=VALUE}. */
  CONFIG_BAD_LINE("A line in config.txt that affects overlays is malformed."),
  /** For example, {@code dtoverly}. */
  CONFIG_UNKNOWN_KEY(
      "A line in config.txt is ignored, because its key only resembles one that affects overlays."),
  /** For example, {@code dtparam=i2c_arm=ondtoverlay=w1-gpio}. */
  CONFIG_JOINED("A line in config.txt contains a second setting, because a line break is missing."),
  /** A filter such as {@code [pi4]} is still in force at the end of the file. */
  CONFIG_SKIPPED(
      "A line at the end of config.txt does not apply to the board, because of a filter."),
  /** The overlay of the last {@code dtoverlay=} gets the parameters that follow it. */
  CONFIG_SCOPE("An overlay gets a parameter of config.txt that the base has, too."),
  CONFIG_LONG_LINE(
      "A line in config.txt that affects overlays is too long for the firmware to read"
          + " completely."),
  CONFIG_TOO_LARGE("config.txt contains more overlays and parameters than dtbind allows."),
  /** For example, {@code [pi9]}. */
  CONFIG_UNKNOWN_FILTER("config.txt contains a filter that the firmware does not recognize."),
  /** For example, {@code [gpio4=1]}. */
  CONFIG_CONDITION(
      "Some lines in config.txt apply only under a condition that dtbind cannot evaluate, so dtbind"
          + " skips these lines."),
  CONFIG_INCLUDE(
      "A file that config.txt includes cannot be read, or the includes exceed one of dtbind's"
          + " limits."),
  /** The parameters of both lines are the same, too. */
  CONFIG_TWICE("config.txt requests the same overlay twice."),
  CONFIG_NO_OVERLAY("config.txt requests an overlay that does not exist."),
  /** {@code overlay_map.dtb} has a new name for it. */
  CONFIG_RENAMED("config.txt requests an overlay by a former name."),
  /** {@code overlay_map.dtb} marks it as deprecated, or has no entry for the board's platform. */
  CONFIG_NOT_SUPPORTED("config.txt requests an overlay that was removed or is not for this board."),
  /** The board boots without it. */
  CONFIG_REFUSED(
      "The firmware cannot apply an overlay that config.txt requests, and boots without the"
          + " overlay."),
  /** The parameter is unknown, or its value is invalid. */
  CONFIG_PARAMETER("The firmware ignores a parameter that config.txt sets."),
  /** For example, {@code gpio=14=op} and an enabled UART on pin 14. */
  CONFIG_PIN("config.txt makes a GPIO of a pin that an enabled device uses for something else.");

  private final String meaning;

  ConfigCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return this == CONFIG_TOO_LARGE ? Adjustable.NEVER : Adjustable.ALWAYS;
  }
}
