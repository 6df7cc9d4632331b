// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The documentation of a record component as a key of {@code bindings.yaml}. The key has the name
 * of the component. The JSON Schema and the reference page are generated from these annotations.
 * Components without this annotation are not keys.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** {@return a sentence that describes the key to the author of the file} */
  String value();

  /**
   * {@return an example of a value as written in the file, such as {@code "0660"} with its quotes}
   */
  String example();

  /** {@return a regular expression that the text must match; empty if any text is allowed} */
  String pattern() default "";

  /** {@return whether the key is required} */
  boolean required() default false;
}
