// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Root;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
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
 * Boots a Debian with systemd and udev and without Java in the kernels of DTBIND_KERNELS, with the
 * files that are exported of {@code src/it/target/bindings.yaml}.
 */
@Tag("kernel")
class TargetExportTest {

  private static final Path INPUT = Path.of("src/it/target");

  /** Presets are applied to a system that boots for the first time; this one does not. */
  private static final String ENABLED = "[Unit]\nWants=dtbind-target.service\n";

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> whatIsExportedBindsAtBoot() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels =
        new Kernels(GivenKernels.folder(), GivenKernels.cache(), sandbox, Redirect.INHERIT);
    Path root = kernels.root(Root.SYSTEM).orElseThrow();
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
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      KernelSearch search = kernels.find(version);
      assertThat(search).isInstanceOf(KernelSearch.Found.class);
      Machine machine =
          new Machine.WholeSystem(((KernelSearch.Found) search).kernel(), root, files);
      tests.add(
          DynamicTest.dynamicTest(
              "whatIsExportedBindsAtBoot on " + version,
              () -> bound(sandbox, machine, blob, version)));
    }
    return tests.stream();
  }

  private static DeviceTree base() {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    // Not all names in it are as they should be.
    return new Compiler(options).build(INPUT.resolve("board.dts").toString()).value().orElseThrow();
  }

  private static Specification specification(String name) throws IOException {
    Path file = INPUT.resolve(name);
    return SpecReader.read(new SourceFile(file.toString(), Bytes.wrap(Files.readAllBytes(file))))
        .value()
        .orElseThrow();
  }

  private static void bound(Sandbox sandbox, Machine machine, Bytes blob, String version)
      throws Exception {
    SandboxResult result =
        sandbox.boot(
            SandboxRequest.of(machine, List.of("sh", "/root/test.sh", version))
                .with(blob)
                .within(Duration.ofMinutes(5)),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Ended.class);
    SandboxResult.Ended ended = (SandboxResult.Ended) result;
    String expected =
        Files.readString(INPUT.resolve("expected-" + version + ".txt"), StandardCharsets.UTF_8);
    assertThat(ended.output()).as(ended.errors()).isEqualTo(expected);
    assertThat(ended.status()).isZero();
  }
}
