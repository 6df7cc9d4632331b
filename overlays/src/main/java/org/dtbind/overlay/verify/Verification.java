// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.List;
import java.util.OptionalLong;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * What was checked, beside the problems that were found.
 *
 * @param overlays how much each of them is, in order
 * @param devices nodes that are to be devices, in the order of the tree
 * @param lines that are asked for because of overlays, in the order of the tree
 * @param unreadPins pin controllers whose groups are asked for because of overlays and cannot be
 *     read: claims on their pins are not checked
 * @param size bytes of the merged blob
 * @param maxSize bytes that it may have
 * @param tree the base with all overlays on it
 */
public record Verification(
    List<OverlayPart> overlays,
    List<CheckedDevice> devices,
    List<CheckedLine> lines,
    List<NodePath> unreadPins,
    long size,
    OptionalLong maxSize,
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
   * @param name of the file
   * @param fragments how many it has
   * @param labels of the base, or of overlays before it, that it refers to
   */
  public record OverlayPart(String name, int fragments, List<String> labels) {

    public OverlayPart {
      labels = List.copyOf(labels);
    }
  }
}
