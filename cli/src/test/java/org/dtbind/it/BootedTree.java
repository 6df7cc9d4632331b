// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.dtb.DtbReader;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/** Compares trees with the devices that a kernel made of the tree that it booted with. */
public final class BootedTree {

  private final KernelDevices made;

  private BootedTree(KernelDevices made) {
    this.made = made;
  }

  /** Returns the devices that {@code list-devices.sh} printed. */
  public static BootedTree listed(String output) throws IOException {
    return new BootedTree(KernelDevices.parse(output));
  }

  /**
   * Returns the devices in a report of {@code try}.
   *
   * @param json the report
   * @param kernel what is known about the kernel
   */
  public static BootedTree reported(String json, TargetKernel kernel) {
    return new BootedTree(KernelDevices.reported(json, kernel));
  }

  /** Returns a line for each node whose predicted device differs from the device of the kernel. */
  public List<String> differences(Path blob) throws IOException {
    return new DeviceListComparison(tree(blob), made).differences(made.kernel());
  }

  /**
   * Returns a line for each node whose device in the sandbox differs from the one that it becomes
   * on the board, as predicted from the board's own tree. Leaves out devices that depend on a
   * driver that nothing in the sandbox replaces.
   */
  public List<String> differencesFromBoard(Path board) throws IOException {
    return new BoardComparison(tree(board), made).differences();
  }

  private static DeviceTree tree(Path blob) throws IOException {
    Bytes bytes = Bytes.wrap(Files.readAllBytes(blob));
    return DtbReader.read(new SourceFile(blob.toString(), bytes)).value().orElseThrow();
  }

  /** Returns node, bus and name of each device that has a node. */
  public List<String> devices() {
    return made.ofNodes().stream()
        .filter(device -> !device.name().startsWith("gpiochip"))
        .map(device -> device.node() + " " + device.bus() + " " + device.name())
        .toList();
  }
}
