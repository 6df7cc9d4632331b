// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import org.dtbind.source.Span;

/**
 * A memory reservation: memory that the operating system must not use (Devicetree Specification
 * v0.4, section 5.3).
 *
 * @param address the address of the first byte, 64 bits
 * @param size the size in bytes, 64 bits
 * @param labels the labels in source
 * @param span the place in source
 */
public record Reservation(long address, long size, List<Label> labels, Span span) {

  /** Copies the list. */
  public Reservation {
    labels = List.copyOf(labels);
  }
}
