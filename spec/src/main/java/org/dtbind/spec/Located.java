// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.source.Span;

/**
 * A value and its position in the file.
 *
 * @param value the value
 * @param span the position of the value, in bytes
 * @param <T> the type of the value
 */
public record Located<T>(T value, Span span) {

  @Override
  public String toString() {
    return value.toString();
  }
}
