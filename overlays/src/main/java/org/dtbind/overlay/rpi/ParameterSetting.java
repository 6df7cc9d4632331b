// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

/**
 * A value that a parameter is given.
 *
 * @param name the parameter's
 * @param value as it is written
 */
public record ParameterSetting(String name, String value) {

  /**
   * {@return what a text gives}
   *
   * @param text {@code NAME=VALUE}, or {@code NAME}, which is {@code NAME=true}
   */
  public static ParameterSetting of(String text) {
    int at = text.indexOf('=');
    return at < 0
        ? new ParameterSetting(text, "true")
        : new ParameterSetting(text.substring(0, at), text.substring(at + 1));
  }

  /** {@return as it may be written} */
  public String text() {
    return name + "=" + value;
  }
}
