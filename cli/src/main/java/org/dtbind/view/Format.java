// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

/** The output formats of a report. */
public enum Format {
  /** For people: aligned columns, which may change between releases. */
  TABLE,
  /** For scripts: one JSON object that names its schema. */
  JSON
}
