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
  public static Kernel in(Kernel kernel, Object port) {
    RecordComponent[] components = Kernel.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = types[i].isInstance(port) ? port : components[i].getAccessor().invoke(kernel);
      }
      return Kernel.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the record Kernel has changed", e);
    }
  }
}
