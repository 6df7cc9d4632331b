// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import com.google.errorprone.annotations.CompileTimeConstant;

/**
 * The template of a message that programs must distinguish from other messages with the same code.
 * Each one is a constant. Programs compare the constants, not their text, so the text may change.
 */
public final class Wording {

  private final String template;

  private Wording(String template) {
    this.template = template;
  }

  /**
   * {@return a wording that differs from all others}
   *
   * @param template the text, in which names of arguments are in braces
   */
  public static Wording of(@CompileTimeConstant final String template) {
    return new Wording(template);
  }

  String template() {
    return template;
  }
}
