// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

/** The level of a check: whether it runs, and the severity of its diagnostics. */
public enum CheckLevel {
  /** The check does not run. */
  OFF,
  /** The diagnostics are warnings. */
  WARNING,
  /** The diagnostics are errors, so that there is no output. */
  ERROR
}
