// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.start;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Gives annotations as objects of classes that the build made. Java would parse them, and make a
 * class for each type of them at each start.
 */
public final class BuiltAnnotations {

  private static final Annotation[] NONE = {};

  private BuiltAnnotations() {}

  /** As {@link AnnotatedElement#getAnnotation}. */
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

  /** As {@link AnnotatedElement#isAnnotationPresent}. */
  public static boolean isAnnotationPresent(
      AnnotatedElement element, Class<? extends Annotation> type) {
    return getAnnotation(element, type) != null;
  }

  /** Returns null for what the build does not know. */
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
      // The build has seen to it that no method of a class with annotations has one of these.
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
