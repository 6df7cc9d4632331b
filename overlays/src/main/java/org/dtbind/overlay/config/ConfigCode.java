// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import org.dtbind.diag.Code;

/** The kinds of problems that {@code config.txt} can have with overlays and parameters. */
public enum ConfigCode implements Code {
  /** Neither a filter nor {@code KEY=VALUE}. */
  CONFIG_BAD_LINE("A line for overlays in config.txt cannot be read."),
  /** More than the firmware reads. */
  CONFIG_LONG_LINE(
      "A line for overlays in config.txt is longer than the part that the firmware reads."),
  /** More than anybody has. */
  CONFIG_TOO_LARGE("config.txt loads more overlays and sets more parameters than any board needs."),
  /** {@code [pi9]}. */
  CONFIG_UNKNOWN_FILTER("The firmware has no filter with that name."),
  /** {@code [gpio4=1]}. */
  CONFIG_CONDITION(
      "Lines of config.txt depend on a property of the board that dtbind does not know."),
  /** {@code include}. */
  CONFIG_INCLUDE("A file that config.txt includes cannot be read."),
  /** No file of that name. */
  CONFIG_NO_OVERLAY("config.txt asks for an overlay that does not exist."),
  /** As the overlay map says. */
  CONFIG_RENAMED("config.txt asks for an overlay by a former name."),
  /** As the overlay map says. */
  CONFIG_NOT_SUPPORTED("config.txt asks for an overlay that is not for this board."),
  /** It boots without. */
  CONFIG_REFUSED("The firmware refuses an overlay that config.txt asks for."),
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
