// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.tree.NodePath;

/**
 * A declared device compared with a tree.
 *
 * @param node the path of the device's node, even if the tree has no such node
 * @param differing the declared properties that are missing or different in the tree
 */
public record Declared(
    DeviceSpec device, NodePath node, boolean isMissing, List<String> differing) {

  public Declared {
    differing = List.copyOf(differing);
  }
}
