// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

/**
 * A pattern of {@code modules.alias}, with {@code *}, {@code ?} and {@code [a-z]} as in fnmatch(3).
 * Outside brackets, {@code -} and {@code _} are equal, as for modprobe(8).
 *
 * @param text the pattern, such as {@code of:N*T*Cgpio-keys}
 */
public record AliasPattern(String text) {

  /**
   * {@return whether this pattern matches the modalias of a device}
   *
   * @param modalias the modalias, such as {@code of:NdoorT(null)Cmyvendor,mydoor}
   */
  public boolean matches(String modalias) {
    return new ShellPattern(text, true).matches(modalias);
  }
}
