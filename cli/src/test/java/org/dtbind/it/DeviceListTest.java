// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.TargetKernel;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.testing.GivenKernels;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots every tree of {@code src/it} and every sample on each kernel of {@link
 * GivenKernels#complete}, and compares the devices that a shell lists there with the predicted
 * ones: without any knowledge of the kernel, and with its release and configuration.
 */
@Tag("given")
@Tag("kernel")
class DeviceListTest {

  @TempDir Path temporary;

  @Test
  void atLeastTwentyTreesAreCompared() throws IOException {
    assertThat(GivenKernels.versions()).isNotEmpty();
    assertThat(trees().stream().filter(path -> path.startsWith("src/it/trees")))
        .hasSizeGreaterThanOrEqualTo(20);
  }

  @TestFactory
  Stream<DynamicTest> predictedDevicesMatchTheKernel() throws IOException {
    Optional<Path> given = GivenKernels.directory();
    if (given.isEmpty()) {
      return Stream.empty();
    }
    Kernels kernels =
        new Kernels(given, temporary.resolve("cache"), new Sandbox(temporary), Redirect.DISCARD);
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.complete()) {
      for (Path source : trees()) {
        tests.add(
            DynamicTest.dynamicTest(
                source + " on " + version,
                () -> compare(source, FoundKernels.found(kernels, version).machine())));
      }
    }
    return tests.stream();
  }

  private static List<Path> trees() throws IOException {
    List<Path> trees = new ArrayList<>();
    for (Path directory : List.of(Path.of("src/it"), Path.of("../samples"))) {
      try (Stream<Path> files = Files.walk(directory)) {
        files
            .filter(file -> file.toString().endsWith(".dts"))
            // These include the tree of another machine; VirtTest and VirtDeviceListTest boot it.
            .filter(file -> !file.startsWith("../samples/door-arm64"))
            .filter(file -> !file.startsWith("src/it/virt"))
            // This has a name that checks reject; TargetExportTest boots it.
            .filter(file -> !file.startsWith("src/it/target"))
            // These declare memory at which this kernel crashes; "try" removes it.
            .filter(file -> !file.startsWith("src/it/try"))
            .sorted()
            .forEach(trees::add);
      }
    }
    return trees;
  }

  private void compare(Path source, Machine machine) throws IOException, InterruptedException {
    CompileOptions options =
        new CompileOptions(List.of("../samples/include"), List.of(), true, true);
    DeviceTree tree = new Compiler(options).compile(source.toString()).value().orElseThrow();
    String script = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    SandboxResult result =
        Boots.counted(new Sandbox(temporary))
            .boot(
                SandboxRequest.of(machine, List.of("sh", "-c", script))
                    .with(DtbWriter.write(tree))
                    .within(Boots.LONGEST),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    KernelDevices devices = KernelDevices.parse(((SandboxResult.Exited) result).output());
    assertThat(devices.kernel().config()).as("/proc/config.gz").isPresent();
    DeviceListComparison comparison = new DeviceListComparison(tree, devices);
    assertThat(comparison.differences(TargetKernel.ANY)).as("on any kernel").isEmpty();
    assertThat(comparison.differences(devices.kernel())).as("on this kernel").isEmpty();
    assertThat(comparison.chips()).as("chips").isEmpty();
  }
}
