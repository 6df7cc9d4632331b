// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.start;

import java.lang.annotation.Annotation;
import java.util.Map;

/** Placeholder for compilation. The build replaces this class with a generated table. */
final class AnnotationTable {

  private AnnotationTable() {}

  /**
   * Returns the annotations of a class (under the empty name) and of its fields; null if the table
   * does not contain the class.
   */
  static Map<String, Annotation[]> of(String name) {
    return null;
  }
}
