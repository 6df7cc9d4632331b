// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import java.util.Optional;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;

/**
 * A declared device as the target will have it.
 *
 * @param node its path
 * @param bus it is on
 * @param name it has there; empty where only a driver knows, and then it is found by its node
 * @param driver it is to have; empty where it is not to be bound
 * @param suppliers the GPIO controllers whose lines it takes, each once
 * @param access who may use what comes up
 */
record TargetDevice(
    NodePath node,
    String bus,
    Optional<String> name,
    Optional<String> driver,
    List<NodePath> suppliers,
    Access access) {

  TargetDevice {
    suppliers = List.copyOf(suppliers);
  }
}
