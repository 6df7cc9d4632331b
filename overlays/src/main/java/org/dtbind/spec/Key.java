// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The documentation of a record's component as a key of {@code bindings.yaml}: the key has the
 * component's name. The JSON Schema and the reference page are generated from these; components
 * without it are not keys.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** {@return one sentence for the author of the file} */
  String value();

  /** {@return a value as it is written in the file, such as {@code "0660"} with its quotes} */
  String example();

  /** {@return a regular expression that text must match; empty for any} */
  String pattern() default "";

  /** {@return whether the key is required} */
  boolean required() default false;
}
