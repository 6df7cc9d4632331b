// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Kernels with another port, for tests. */
public final class ReplacedPort {

  private ReplacedPort() {}

  /**
   * {@return a kernel with another port}
   *
   * @param kernel the actual kernel
   * @param port implements one of its interfaces
   */
  public static WritableKernel in(WritableKernel kernel, Object port) {
    RecordComponent[] components = WritableKernel.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    if (Arrays.stream(types).noneMatch(type -> type.isInstance(port))) {
      throw new IllegalArgumentException(port.getClass() + " is not a port of a kernel");
    }
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = types[i].isInstance(port) ? port : components[i].getAccessor().invoke(kernel);
      }
      return WritableKernel.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the record WritableKernel has changed", e);
    }
  }
}
