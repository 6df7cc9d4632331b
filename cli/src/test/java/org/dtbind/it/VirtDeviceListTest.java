// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * controllers, clocks, I²C and SPI. {@link VirtTest} does the same with the trees that it boots.
 */
@Tag("given")
@Tag("kernel")
class VirtDeviceListTest {

  /** Some of the devices are behind an IOMMU. */
  private static final Hardware IOMMU = new Hardware(List.of("iommu=smmuv3"), List.of());

  /** The last line of the list. */
  private static final String END = "\nend\n";

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
    VirtTrees trees = VirtTrees.dumped(sandbox, IOMMU, temporary);
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.arm64()) {
      Machine.Virt machine = (Machine.Virt) FoundKernels.found(kernels, version).machine();
      for (String source : sources()) {
        DeviceTree tree = trees.compile(source);
        tests.add(
            DynamicTest.dynamicTest(
                source + " on " + version, () -> compare(sandbox, machine.with(IOMMU), tree)));
      }
    }
    return tests.stream();
  }

  /** Returns the trees for this machine that {@link VirtTest} does not boot. */
  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/it/virt"))) {
      return files.map(Path::toString).filter(file -> !VirtTest.SOURCES.contains(file)).toList();
    }
  }

  private static void compare(Sandbox sandbox, Machine machine, DeviceTree tree)
      throws IOException, InterruptedException {
    SandboxResult result =
        Boots.counted(sandbox)
            .boot(
                SandboxRequest.of(machine, before(List.of("true")))
                    .with(DtbWriter.write(tree))
                    .within(Boots.LONGEST),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Exited.class);
    check(tree, ((SandboxResult.Exited) result).output());
  }

  /** Returns a command that lists the devices and then runs another command. */
  static List<String> before(List<String> command) throws IOException {
    String script = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    List<String> both = new ArrayList<>(List.of("sh", "-c", script + "exec \"$@\"", "sh"));
    both.addAll(command);
    return both;
  }

  /** Returns the list of devices, with which the output of {@link #before} starts. */
  static String list(String output) {
    int end = output.indexOf(END);
    return end < 0 ? "" : output.substring(0, end + END.length());
  }

  /** Checks that the devices on a list are those that dtbind predicts for a tree. */
  static void check(DeviceTree tree, String list) throws IOException {
    KernelDevices devices = KernelDevices.parse(list);
    assertThat(devices.kernel().config()).as("/proc/config.gz").isPresent();
    DeviceListComparison comparison = new DeviceListComparison(tree, devices);
    assertThat(comparison.differences(TargetKernel.ANY)).as("on any kernel").isEmpty();
    assertThat(comparison.differences(devices.kernel())).as("on this kernel").isEmpty();
  }
}
