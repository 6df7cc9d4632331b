// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

/** Whether a check runs where nothing else is said, and what it makes of what it finds. */
public enum CheckLevel {
  /** It does not run. */
  OFF,
  /** What it finds is a warning. */
  WARNING,
  /** What it finds is an error: there is no output. */
  ERROR
}
