// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.start;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Supplies annotations as objects of classes that the build generated, so that Java neither parses
 * annotations nor generates a proxy class for each annotation type at start.
 */
public final class BuiltAnnotations {

  private static final Annotation[] NONE = {};

  private BuiltAnnotations() {}

  /** Replaces {@link AnnotatedElement#getAnnotation}. */
  public static Annotation getAnnotation(
      AnnotatedElement element, Class<? extends Annotation> type) {
    Annotation[] built = of(element);
    if (built == null) {
      return element.getAnnotation(type);
    }
    for (Annotation each : built) {
      if (type.isInstance(each)) {
        return each;
      }
    }
    return null;
  }

  /** Replaces {@link AnnotatedElement#isAnnotationPresent}. */
  public static boolean isAnnotationPresent(
      AnnotatedElement element, Class<? extends Annotation> type) {
    return getAnnotation(element, type) != null;
  }

  /** Returns the annotations of an element; null if the build did not process its class. */
  private static Annotation[] of(AnnotatedElement element) {
    Class<?> in;
    String name;
    if (element instanceof Class<?>) {
      in = (Class<?>) element;
      name = "";
    } else if (element instanceof Field) {
      in = ((Field) element).getDeclaringClass();
      name = ((Field) element).getName();
    } else if (element instanceof Method) {
      // The build ensures that methods of annotated classes have no such annotations.
      in = ((Method) element).getDeclaringClass();
      name = "()";
    } else {
      return null;
    }
    if (in == Object.class) {
      return NONE;
    }
    Map<String, Annotation[]> built = AnnotationTable.of(in.getName());
    return built == null ? null : built.getOrDefault(name, NONE);
  }
}
