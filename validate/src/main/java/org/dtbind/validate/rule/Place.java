// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/**
 * A position in a validated value and the corresponding position in the schema.
 *
 * @param instance the path into the value
 * @param schema the path into the schema, without steps for references
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
