// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.dtb.DtbReader;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * Compares a tree with the devices that the kernel booted with it made, as {@code list-devices.sh}
 * prints them.
 */
public final class BootedTree {

  private BootedTree() {}

  /** Returns a line for each node whose predicted device differs from the device of the kernel. */
  public static List<String> differences(Path blob, String listed) throws IOException {
    Bytes bytes = Bytes.wrap(Files.readAllBytes(blob));
    DeviceTree tree = DtbReader.read(new SourceFile("booted.dtb", bytes)).value().orElseThrow();
    KernelDevices devices = KernelDevices.parse(listed);
    return new DeviceListComparison(tree, devices).differences(devices.kernel());
  }

  /**
   * Returns a line for each node whose device in the sandbox differs from the one that it becomes
   * on the board, as predicted from the board's own tree. Leaves out devices that depend on a
   * driver that nothing in the sandbox replaces.
   */
  public static List<String> differencesFromBoard(Path board, String listed) throws IOException {
    Bytes bytes = Bytes.wrap(Files.readAllBytes(board));
    DeviceTree tree = DtbReader.read(new SourceFile("board.dtb", bytes)).value().orElseThrow();
    return new BoardComparison(tree, KernelDevices.parse(listed)).differences();
  }

  /** Returns node, bus and name of each device that has a node. */
  public static List<String> devices(String listed) throws IOException {
    return KernelDevices.parse(listed).ofNodes().stream()
        .filter(device -> !device.name().startsWith("gpiochip"))
        .map(device -> device.node() + " " + device.bus() + " " + device.name())
        .toList();
  }
}
