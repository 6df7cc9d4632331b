// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.sandbox.Machine.Hardware;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;

/**
 * Trees for QEMU's machine {@code virt}: its own tree, and sources that include it as {@code
 * virt.dts}.
 *
 * @param own the tree that QEMU generates for the sandbox
 * @param directory the directory of {@code virt.dts}
 */
record VirtTrees(DeviceTree own, Path directory) {

  /**
   * Dumps QEMU's tree to {@code virt.dts} in a directory.
   *
   * @param hardware additional hardware of the machine
   */
  static VirtTrees dumped(Sandbox sandbox, Hardware hardware, Path directory)
      throws IOException, InterruptedException {
    SourceFile blob =
        new SourceFile("virt.dtb", sandbox.treeOfVirt(hardware, SandboxRequest.MEGABYTES));
    DeviceTree own = DtbReader.read(blob).value().orElseThrow();
    Files.writeString(directory.resolve("virt.dts"), DtsPrinter.print(own));
    return new VirtTrees(own, directory);
  }

  /** Compiles a source that includes {@code virt.dts}. */
  DeviceTree compile(String source) throws IOException {
    List<String> include = List.of(directory.toString(), "../samples/include");
    return new Compiler(new CompileOptions(include, List.of(), true, true))
        .compile(source)
        .value()
        .orElseThrow();
  }
}
