// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import org.dtbind.diag.Code;

/** The kinds of problems that {@code config.txt} can have with overlays and parameters. */
public enum ConfigCode implements Code {
  /** Neither a filter nor {@code KEY=VALUE}. */
  CONFIG_BAD_LINE("A line in config.txt that affects overlays is malformed."),
  /** More than the firmware reads. */
  CONFIG_LONG_LINE(
      "A line in config.txt that affects overlays is too long for the firmware to read all of it."),
  /** More than anybody has. */
  CONFIG_TOO_LARGE("config.txt contains more overlays and parameters than any board needs."),
  /** {@code [pi9]}. */
  CONFIG_UNKNOWN_FILTER("config.txt contains a filter that the firmware does not know."),
  /** {@code [gpio4=1]}. */
  CONFIG_CONDITION(
      "Some lines in config.txt depend on a property of the board that dtbind does not know, so"
          + " dtbind skips them."),
  /** {@code include}. */
  CONFIG_INCLUDE("A file that config.txt includes cannot be read."),
  /** No file of that name. */
  CONFIG_NO_OVERLAY("config.txt requests an overlay that does not exist."),
  /** As the overlay map says. */
  CONFIG_RENAMED("config.txt requests an overlay by a former name."),
  /** As the overlay map says. */
  CONFIG_NOT_SUPPORTED("config.txt requests an overlay that was removed or is not for this board."),
  /** It boots without. */
  CONFIG_REFUSED("The firmware refuses an overlay that config.txt requests."),
  /** Unknown, or of a bad value. */
  CONFIG_PARAMETER("The firmware ignores a parameter that config.txt sets.");

  private final String meaning;

  ConfigCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
