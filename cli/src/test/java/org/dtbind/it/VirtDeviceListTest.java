// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.TargetKernel;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Machine.Hardware;
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
 * Runs {@link DeviceListTest} on QEMU's arm64 machine, whose kernels have AMBA, interrupt
 * controllers, clocks, I²C and SPI. The trees are samples/door-arm64, which includes the machine's
 * own tree, and {@code src/it/virt}.
 */
@Tag("kernel")
class VirtDeviceListTest {

  /** Some of the trees have devices behind an IOMMU. */
  private static final Hardware IOMMU = new Hardware(List.of("iommu=smmuv3"), List.of());

  /** A tree, and the hardware that it describes. */
  private record Booted(DeviceTree tree, Hardware hardware) {}

  @TempDir Path temporary;

  /** A test, because JUnit does not count a skipped factory. */
  @Test
  void arm64KernelsAreGiven() throws IOException {
    assertThat(GivenKernels.arm64()).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> predictedDevicesMatchTheKernel() throws IOException, InterruptedException {
    if (GivenKernels.directory().isEmpty()) {
      return Stream.empty();
    }
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels = FoundKernels.in(sandbox);
    Map<String, Booted> trees = trees(sandbox);
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.arm64()) {
      Machine.Virt machine = (Machine.Virt) FoundKernels.found(kernels, version).machine();
      trees.forEach(
          (name, booted) ->
              tests.add(
                  DynamicTest.dynamicTest(
                      name + " on " + version,
                      () -> compare(sandbox, machine.with(booted.hardware()), booted.tree()))));
    }
    return tests.stream();
  }

  private Map<String, Booted> trees(Sandbox sandbox) throws IOException, InterruptedException {
    VirtTrees usual = VirtTrees.dumped(sandbox, Hardware.USUAL, temporary);
    Map<String, Booted> trees = new LinkedHashMap<>();
    trees.put(
        "door-arm64", new Booted(usual.compile("../samples/door-arm64/door.dts"), Hardware.USUAL));
    VirtTrees isolated = dumped(sandbox, IOMMU, "iommu");
    VirtTrees grouped = dumped(sandbox, GroupCases.MACHINE, "groups");
    try (Stream<Path> files = Files.list(Path.of("src/it/virt"))) {
      for (Path file : files.sorted().toList()) {
        boolean groups = file.endsWith("groups.dts");
        VirtTrees of = groups ? grouped : isolated;
        Hardware hardware = groups ? GroupCases.MACHINE : IOMMU;
        trees.put(file.toString(), new Booted(of.compile(file.toString()), hardware));
      }
    }
    return trees;
  }

  private VirtTrees dumped(Sandbox sandbox, Hardware hardware, String name)
      throws IOException, InterruptedException {
    return VirtTrees.dumped(sandbox, hardware, Files.createDirectory(temporary.resolve(name)));
  }

  private static void compare(Sandbox sandbox, Machine machine, DeviceTree tree)
      throws IOException, InterruptedException {
    String script = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    SandboxResult result =
        Boots.counted(sandbox)
            .boot(
                SandboxRequest.of(machine, List.of("sh", "-c", script))
                    .with(DtbWriter.write(tree))
                    .within(Duration.ofMinutes(2)),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    KernelDevices devices = KernelDevices.parse(((SandboxResult.Exited) result).output());
    assertThat(devices.kernel().config()).as("/proc/config.gz").isPresent();
    DeviceListComparison comparison = new DeviceListComparison(tree, devices);
    assertThat(comparison.differences(TargetKernel.ANY)).as("on any kernel").isEmpty();
    assertThat(comparison.differences(devices.kernel())).as("on this kernel").isEmpty();
  }
}
