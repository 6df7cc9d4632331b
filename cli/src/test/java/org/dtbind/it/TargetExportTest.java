// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.Artefact;
import org.dtbind.export.DeclaredTree;
import org.dtbind.export.target.TargetExport;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots a Debian with systemd and udev, but without Java, in the kernels of DTBIND_KERNELS, with
 * the files that dtbind exports for {@code src/it/target/bindings.yaml}.
 */
@Tag("given")
@Tag("kernel")
class TargetExportTest {

  private static final Path INPUT = Path.of("src/it/target");

  /** Enables the unit here, because systemd applies presets only at the first boot. */
  private static final String ENABLED = "[Unit]\nWants=dtbind-target.service\n";

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> exportedFilesBindDevicesAtBoot() throws IOException, InterruptedException {
    Map<String, String> files = new HashMap<>();
    files.put("/etc/systemd/system/multi-user.target.d/enabled.conf", ENABLED);
    files.put("/root/test.sh", Files.readString(INPUT.resolve("test.sh")));
    DeviceTree base = base();
    for (Artefact file :
        TargetExport.of(specification("odd.yaml"), base).value().orElseThrow().files()) {
      if (file.path().endsWith(".rules")) {
        files.put("/root/odd.rules", file.content().utf8());
      }
    }
    Specification specification = specification("bindings.yaml");
    for (Artefact file : TargetExport.of(specification, base).value().orElseThrow().files()) {
      files.put("/" + file.path(), file.content().utf8());
    }
    Bytes blob = DtbWriter.write(DeclaredTree.of(specification, base).value().orElseThrow().tree());
    return WholeSystem.each(
        "exportedFilesBindDevicesAtBoot", temporary, files, system -> bound(system, blob));
  }

  private static DeviceTree base() {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    // The names in board.dts violate some conventions.
    return new Compiler(options).build(INPUT.resolve("board.dts").toString()).value().orElseThrow();
  }

  private static Specification specification(String name) throws IOException {
    Path file = INPUT.resolve(name);
    return SpecReader.read(new SourceFile(file.toString(), Bytes.wrap(Files.readAllBytes(file))))
        .value()
        .orElseThrow();
  }

  private static void bound(WholeSystem system, Bytes blob) throws Exception {
    String version = system.version();
    SandboxResult.Exited ended = system.run(blob, "sh", "/root/test.sh", version);
    String expected =
        Files.readString(INPUT.resolve("expected-" + version + ".txt"), StandardCharsets.UTF_8);
    assertThat(ended.output()).as(ended.errors()).isEqualTo(expected);
    assertThat(ended.status()).isZero();
  }
}
