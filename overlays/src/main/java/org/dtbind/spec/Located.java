// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.source.Span;

/**
 * A value and where it was written.
 *
 * @param value the value
 * @param span the stretch of the file, in bytes
 * @param <T> the type of value
 */
public record Located<T>(T value, Span span) {

  @Override
  public String toString() {
    return value.toString();
  }
}
