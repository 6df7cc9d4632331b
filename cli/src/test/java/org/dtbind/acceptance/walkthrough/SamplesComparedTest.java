// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compares the blobs of the samples with those of cpp and dtc, byte for byte. */
@Tag("acceptance")
class SamplesComparedTest {

  @TempDir private static Path work;

  /** door-arm64 includes the source of the QEMU machine's tree. */
  @BeforeAll
  static void printQemuTree() throws IOException {
    Checkout.build();
    Checkout.bash(
            """
            set -e
            command -v qemu-system-aarch64 > /dev/null || exit 0
            qemu-system-aarch64 -M virt,dumpdtb=virt.dtb -cpu cortex-a53 -display none -nic none
            dtbind compile -q -o virt.dts virt.dtb
            """)
        .in(work)
        .run()
        .succeeded();
  }

  @Test
  void qemuTreeSurvivesPrintingAndRecompiling() throws IOException {
    if (Files.exists(work.resolve("virt.dtb"))) {
      Checkout.dtbind("compile", "-q", "-o", "again.dtb", "virt.dts").in(work).run().succeeded();
      assertThat(decompiled("again.dtb")).isEqualTo(decompiled("virt.dtb"));
    }
  }

  private static String decompiled(String blob) throws IOException {
    return Program.of("dtc", "-q", "-s", "-I", "dtb", "-O", "dts", blob).in(work).output();
  }

  @TestFactory
  Stream<DynamicTest> blobMatchesDtc() throws IOException {
    List<DynamicTest> compared = new ArrayList<>();
    for (Path source : sources()) {
      Path expected = work.resolve(source.toString().replace('/', '_') + ".dtb");
      if (compiledByDtc(source, expected)) {
        compared.add(dynamicTest(source.toString(), () -> compare(source, expected)));
      }
    }
    assertThat(compared).isNotEmpty();
    return compared.stream();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Checkout.ROOT.resolve("samples"))) {
      return files
          .map(Checkout.ROOT::relativize)
          .filter(file -> file.toString().matches("samples/(?!target/).*\\.dts"))
          .sorted()
          .toList();
    }
  }

  /**
   * Compiles a source with cpp and dtc. Returns false if they refuse it: some samples need dtbind,
   * or include files that are missing here.
   */
  private static boolean compiledByDtc(Path source, Path blob) throws IOException {
    return Program.bash(
                """
                set -o pipefail
                cpp -nostdinc -undef -D__DTS__ -x assembler-with-cpp -I "${1%/*}" \
                    -I samples/include -I "$3" "$1" | dtc -q -@ -I dts -O dtb -o "$2" -
                """,
                source.toString(), blob.toString(), work.toString())
            .in(Checkout.ROOT)
            .run()
            .status()
        == 0;
  }

  private static void compare(Path source, Path expected) throws IOException {
    Path actual = work.resolve("actual.dtb");
    Checkout.dtbind("compile", "-q", "-@", "-I", "samples/include", "-I", work.toString())
        .and("-o", actual.toString(), source.toString())
        .in(Checkout.ROOT)
        .run()
        .succeeded();
    assertThat(actual).hasSameBinaryContentAs(expected);
  }
}
