// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

/** Tests the boot CPU, which {@code CasesTest} cannot cover because sources cannot set it. */
class DtsPrinterTest {

  private static DeviceTree compile(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, false);
    return new Compiler(options, name -> Optional.of(Bytes.latin1(source)))
        .compile("x.dts")
        .value()
        .orElseThrow();
  }

  @Test
  void bootCpuOtherThanTheFirstIsPrintedAsAComment() {
    DeviceTree tree =
        compile(
            """
            /dts-v1/;
            / { cpus { /omit-if-no-ref/ cpu@5 { reg = <5>; }; cpu@6 { reg = <6>; }; }; };
            """);
    assertThat(tree.bootCpu()).isEqualTo(5);
    assertThat(DtsPrinter.print(tree))
        .startsWith("/dts-v1/;\n// boot_cpuid_phys is 5: dtc -b 5\n\n/ {");
  }

  @Test
  void defaultBootCpuIsNotPrinted() {
    DeviceTree tree = compile("/dts-v1/; / { cpus { cpu@5 { reg = <5>; }; }; };");
    assertThat(DtsPrinter.print(tree)).startsWith("/dts-v1/;\n\n/ {");
  }
}
