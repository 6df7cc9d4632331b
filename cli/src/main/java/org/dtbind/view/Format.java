// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

/** The forms a report can take. */
public enum Format {
  /** For people: aligned columns. May change between releases. */
  TABLE,
  /** For scripts: one JSON object, with the number of its shape. */
  JSON,
  /** The same content as JSON, as a YAML document. */
  YAML
}
