// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import org.dtbind.source.Span;

/**
 * A property of a node.
 *
 * @param name the name, such as {@code gpio-line-names}
 * @param value the value
 * @param labels the labels in source, in dtc's order: the last one given comes first
 * @param written all places that wrote the property, in order; the last one wrote the value
 */
public record DtProperty(String name, PropertyValue value, List<Label> labels, List<Span> written) {

  /** Copies the lists. */
  public DtProperty {
    labels = List.copyOf(labels);
    written = List.copyOf(written);
  }

  /**
   * {@return a property that is not from source}
   *
   * @param name the name of the property
   * @param value the value of the property
   */
  public static DtProperty made(String name, PropertyValue value) {
    return new DtProperty(name, value, List.of(), List.of());
  }

  /**
   * {@return the place that wrote the value; {@link Span#NONE} if the property is not from source}
   */
  public Span span() {
    return written.isEmpty() ? Span.NONE : written.get(written.size() - 1);
  }
}
