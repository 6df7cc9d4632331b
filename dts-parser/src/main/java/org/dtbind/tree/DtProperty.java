// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import org.dtbind.source.Span;

/**
 * A property of a node.
 *
 * @param name such as {@code gpio-line-names}
 * @param value its value
 * @param labels names source gives to it, in the order dtc keeps
 * @param written every place that wrote it, the one that counts last
 */
public record DtProperty(String name, PropertyValue value, List<Label> labels, List<Span> written) {

  /** Copies the lists. */
  public DtProperty {
    labels = List.copyOf(labels);
    written = List.copyOf(written);
  }

  /**
   * {@return a property that no source wrote}
   *
   * @param name of the property
   * @param value of the property
   */
  public static DtProperty made(String name, PropertyValue value) {
    return new DtProperty(name, value, List.of(), List.of());
  }

  /** {@return the place that gave the value; {@link Span#NONE} for one that no source wrote} */
  public Span span() {
    return written.isEmpty() ? Span.NONE : written.get(written.size() - 1);
  }
}
