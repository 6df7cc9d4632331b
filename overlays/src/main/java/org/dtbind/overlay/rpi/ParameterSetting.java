// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

/**
 * A value that a user gives to a parameter.
 *
 * @param value the text after the equals sign
 */
public record ParameterSetting(String name, String value) {

  /**
   * {@return the setting in a text}
   *
   * @param text {@code NAME=VALUE}; {@code NAME} alone means {@code NAME=true}
   */
  public static ParameterSetting of(String text) {
    int at = text.indexOf('=');
    return at < 0
        ? new ParameterSetting(text, "true")
        : new ParameterSetting(text.substring(0, at), text.substring(at + 1));
  }

  /** {@return {@code NAME=VALUE}} */
  public String text() {
    return name + "=" + value;
  }
}
