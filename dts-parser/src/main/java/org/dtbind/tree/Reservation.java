// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import org.dtbind.source.Span;

/**
 * Memory that the operating system must leave alone (Devicetree Specification v0.4, section 5.3).
 *
 * @param address of the first byte, 64 bits
 * @param size in bytes, 64 bits
 * @param labels names source gives to the entry
 * @param span where it was written
 */
public record Reservation(long address, long size, List<Label> labels, Span span) {

  /** Copies the list. */
  public Reservation {
    labels = List.copyOf(labels);
  }
}
