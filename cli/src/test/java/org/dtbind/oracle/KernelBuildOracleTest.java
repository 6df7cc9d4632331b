// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds the arm64 blobs of one vendor with the Makefiles of Debian's linux-source-6.1, once with
 * the kernel's own dtc and once with {@code DTC=bin/dtc}. All blobs must be equal, byte for byte.
 * {@code -Doracle.vendor=ROCKCHIP} selects CONFIG_ARCH_ROCKCHIP. Needs the tools to build a kernel:
 * make, gcc, flex, bison, bc.
 */
@Tag("oracle")
@Tag("long")
class KernelBuildOracleTest {

  @TempDir private Path work = Path.of("");

  @Test
  void kernelBuildProducesTheSameBlobs() throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("kernel-build");
    Checkout.build();
    // These files are enough for Kconfig and for the rules for blobs.
    Checkout.unpackLinux(
        work.resolve("linux"),
        "*/Kconfig*",
        "*/Makefile*",
        "*/Kbuild*",
        "*/scripts",
        "*/arch/arm64",
        "*/arch/arm/boot/dts",
        "*/include");
    Path out = Files.createDirectory(work.resolve("out"));
    Files.writeString(
        out.resolve(".config"),
        "CONFIG_ARCH_%s=y\n".formatted(System.getProperty("oracle.vendor", "ROCKCHIP")));
    make("olddefconfig").run().succeeded();
    Path expected = blobs("expected");
    Path actual = blobs("actual", "DTC=" + Checkout.ROOT.resolve("bin/dtc"));
    List<Path> all;
    try (Stream<Path> files = Files.walk(expected)) {
      all =
          files
              .filter(file -> file.getFileName().toString().matches("[^.].*\\.dtb.*"))
              .map(expected::relativize)
              .sorted()
              .toList();
    }
    int same = 0;
    for (Path blob : all) {
      if (CompileOracleTest.isSame(expected.resolve(blob), actual.resolve(blob))) {
        same++;
      } else {
        comparison.say("differs: %s", blob);
      }
    }
    comparison.say(
        "%d of %d blobs of a kernel build with dtbind in place of dtc are the same",
        same, all.size());
    assertThat(all).isNotEmpty();
    comparison.passes(same == all.size());
  }

  private Program make(String... arguments) {
    return Program.of("make", "-s", "-j2", "-C", work.resolve("linux").toString())
        .and("O=" + work.resolve("out"), "ARCH=arm64")
        .and(arguments)
        .within(Duration.ofHours(1));
  }

  /** Builds the blobs, and moves them to a directory. */
  private Path blobs(String name, String... arguments) throws IOException {
    make(arguments).and("dtbs").run().succeeded();
    return Files.move(work.resolve("out/arch/arm64/boot/dts"), work.resolve(name));
  }
}
