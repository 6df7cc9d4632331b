// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/**
 * Where a value is, and the schema that it is held against.
 *
 * @param instance steps into the value
 * @param schema steps into the schema; references are no step
 */
record Place(Path instance, Path schema) {

  static final Place START = new Place(Path.NONE, Path.NONE);

  Place keyword(String keyword) {
    return new Place(instance, schema.then(keyword));
  }

  Place member(Object step) {
    return new Place(instance.then(step), schema);
  }
}
