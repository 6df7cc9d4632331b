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
 * Trees for QEMU's machine {@code virt}, whose sources include its own tree as {@code virt.dts}.
 *
 * @param directory the directory of {@code virt.dts}, which QEMU generated for the sandbox
 */
record VirtTrees(Path directory) {

  /**
   * Dumps QEMU's tree to {@code virt.dts} in a directory.
   *
   * @param hardware additional hardware of the machine
   */
  static VirtTrees dumped(Sandbox sandbox, Hardware hardware, Path directory)
      throws IOException, InterruptedException {
    SourceFile blob =
        new SourceFile("virt.dtb", sandbox.treeOfVirt(hardware, SandboxRequest.MEGABYTES));
    Files.writeString(
        directory.resolve("virt.dts"),
        DtsPrinter.print(DtbReader.read(blob).value().orElseThrow()));
    return new VirtTrees(directory);
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
