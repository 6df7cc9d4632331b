// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import org.dtbind.overlay.verify.devices.CheckedDevice;
import org.dtbind.overlay.verify.lines.CheckedLine;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * The checked objects of a stack.
 *
 * @param overlays the overlays, in order
 * @param devices the nodes that should become devices, in the order of the tree
 * @param lines the lines that nodes request because of overlays, in the order of the tree
 * @param unreadPins pin controllers whose groups have an unknown format, so that conflicts of their
 *     pins are not checked
 * @param size the size of the merged blob in bytes; 0 for a board, in which nothing is merged
 * @param tree the base with all overlays merged into it
 */
public record Verification(
    List<OverlayPart> overlays,
    List<CheckedDevice> devices,
    List<CheckedLine> lines,
    List<NodePath> unreadPins,
    long size,
    DeviceTree tree) {

  public Verification {
    overlays = List.copyOf(overlays);
    devices = List.copyOf(devices);
    lines = List.copyOf(lines);
    unreadPins = List.copyOf(unreadPins);
  }

  /**
   * An overlay of the stack.
   *
   * @param name the file name
   * @param labels labels of the base or of earlier overlays that the overlay refers to
   */
  public record OverlayPart(String name, int fragments, List<String> labels) {

    public OverlayPart {
      labels = List.copyOf(labels);
    }
  }
}
