// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.List;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.tree.NodePath;

/**
 * A declared device, and what a tree has of it.
 *
 * @param node where it stands, or would stand
 * @param isMissing whether the tree has no such node
 * @param differing the properties that are declared and that the node has not, or not so
 */
public record Declared(
    DeviceSpec device, NodePath node, boolean isMissing, List<String> differing) {

  public Declared {
    differing = List.copyOf(differing);
  }
}
