// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

/** Whether a check runs by default, and the severity of its findings. */
public enum CheckLevel {
  /** It does not run. */
  OFF,
  /** Its findings are warnings. */
  WARNING,
  /** Its findings are errors: there is no output. */
  ERROR
}
