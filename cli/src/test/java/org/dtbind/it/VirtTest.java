// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Machine.Hardware;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.SamplePrograms;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs cases in QEMU with every arm64 kernel of DTBIND_KERNELS: {@link VirtCases}, {@link BusCases}
 * and {@link VanishCases} with samples/door-arm64 and a device on each bus, and {@link GroupCases}
 * and others with devices behind an IOMMU. Each boot first compares the devices with those that
 * dtbind predicts. There is no coverage, because the JaCoCo agent takes minutes there.
 */
@Tag("given")
@Tag("kernel")
class VirtTest {

  private static final String BUSES = "src/it/virt/buses.dts";
  private static final String GROUPS = "src/it/virt/groups.dts";

  /** The trees whose devices are compared in boots of the default tests. */
  static final List<String> SOURCES = List.of(BUSES, GROUPS);

  /** An IOMMU, a device with a driver, two equal devices without one, and another device. */
  private static final Hardware BUS_HARDWARE =
      new Hardware(List.of("iommu=smmuv3"), List.of("virtio-rng-pci", "edu", "edu", "pci-testdev"));

  /** Lets vfio-platform bind, because no driver can reset these devices. */
  private static final List<String> ARGUMENTS = List.of("vfio-platform.reset_required=0");

  @TempDir Path temporary;

  /** A test, because JUnit does not count a skipped factory. */
  @Test
  void arm64KernelsAreGiven() throws IOException {
    assertThat(GivenKernels.arm64())
        .as("a kernel arm64-VERSION.Image; ./verify makes it")
        .isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> busesInQemu() throws IOException, InterruptedException {
    return tests(
        GivenKernels.arm64(), BUSES, BUS_HARDWARE, command(BusCases.class), BusTable::test);
  }

  @TestFactory
  Stream<DynamicTest> groupsInQemu() throws IOException, InterruptedException {
    Path program = Path.of("../samples/vfio-open/VfioOpen.java");
    SamplePrograms.compile(temporary.resolve("vfio"), program);
    List<String> arguments = new ArrayList<>(List.of(temporary.resolve("vfio").toString()));
    if (GivenKernels.isComplete()) {
      arguments.add("all");
    }
    return tests(
        GivenKernels.arm64(),
        GROUPS,
        GroupCases.MACHINE,
        command(GroupCases.class, arguments.toArray(String[]::new)),
        (version, output) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> openGroupsDoNotBlockCommands() throws IOException, InterruptedException {
    return tests(
        GivenKernels.arm64(),
        GROUPS,
        GroupCases.MACHINE,
        command(HeldGroupCases.class),
        (version, output) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> groupsHaveTheRequestedOwner() throws IOException, InterruptedException {
    return tests(
        GivenKernels.arm64(),
        GROUPS,
        GroupOwnerCases.MACHINE,
        command(GroupOwnerCases.class),
        (version, output) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> groupOwnersSurviveRebootsAndPowerLoss()
      throws IOException, InterruptedException {
    return tests(
        oneOrAll(),
        GROUPS,
        GroupOwnerCases.MACHINE,
        command(GroupOwnerCases.class, "boots"),
        (version, output) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> killedGroupChangesAreRolledBack() throws IOException, InterruptedException {
    return tests(
        oneOrAll(),
        GROUPS,
        GroupCases.MACHINE,
        command(GroupKillCases.class),
        (version, output) -> printCounts(output));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> noStateIsLostWhenADeviceVanishes() throws IOException, InterruptedException {
    return tests(
        oneOrAll(),
        BUSES,
        BUS_HARDWARE,
        command(VanishCases.class, "virt"),
        (version, output) -> printCounts(output));
  }

  /** Returns only the newest kernel unless DTBIND_FAULTS is set; all take ten minutes. */
  private static List<String> oneOrAll() throws IOException {
    List<String> all = GivenKernels.arm64();
    return System.getenv().containsKey("DTBIND_FAULTS")
        ? all
        : all.subList(Math.max(0, all.size() - 1), all.size());
  }

  private static Optional<DynamicTest> printCounts(String output) {
    output.lines().filter(line -> line.startsWith("# cases=")).forEach(System.out::println);
    return Optional.empty();
  }

  /** Creates another test from the output of the cases in a kernel. */
  private interface OutputTest {
    Optional<DynamicTest> add(String version, String output);
  }

  private Stream<DynamicTest> tests(
      List<String> versions, String source, Hardware hardware, Command command, OutputTest more)
      throws IOException, InterruptedException {
    if (GivenKernels.directory().isEmpty()) {
      return Stream.empty();
    }
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels = FoundKernels.in(sandbox);
    VirtTrees trees = VirtTrees.dumped(sandbox, hardware, temporary);
    DeviceTree tree = trees.compile(source);
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : versions) {
      Machine.Virt machine = (Machine.Virt) FoundKernels.found(kernels, version).machine();
      StringBuilder first = new StringBuilder();
      List<DynamicTest> cases =
          TapOutput.tests(
              version,
              done -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                SandboxResult result =
                    Boots.counted(sandbox)
                        .boot(
                            SandboxRequest.of(
                                    machine.with(hardware),
                                    VirtDeviceListTest.before(command.of(done)))
                                .with(DtbWriter.write(tree))
                                .saying(ARGUMENTS)
                                .showing(sharedFiles())
                                .within(Boots.LONGEST),
                            out,
                            OutputStream.nullOutputStream());
                String printed = out.toString(StandardCharsets.UTF_8);
                first.append(done == 0 ? printed : "");
                String output = printed.substring(VirtDeviceListTest.list(printed).length());
                return new TapOutput.Booted(output, result.toString());
              });
      String list = VirtDeviceListTest.list(first.toString());
      tests.add(
          DynamicTest.dynamicTest(
              "predictedDevicesMatchTheKernel " + source + " on " + version,
              () -> VirtDeviceListTest.check(tree, list)));
      tests.addAll(cases);
      more.add(version, first.substring(list.length())).ifPresent(tests::add);
    }
    return tests.stream();
  }

  /** A command that runs all cases but the first ones. */
  private interface Command {
    List<String> of(int done);
  }

  private static Command command(Class<?> cases, String... arguments) {
    return done -> {
      List<String> command = new ArrayList<>();
      command.add(Machine.Virt.JAVA_HOME + "/bin/java");
      command.addAll(JavaStarts.OPTIONS);
      command.addAll(List.of("-Dcases.first=" + done, "-cp", classPath(), cases.getName()));
      command.addAll(List.of(arguments));
      return command;
    };
  }

  private static String classPath() {
    return System.getProperty("java.class.path", "");
  }

  /** Returns the class path, and the directory with the compiled sample. */
  private List<Path> sharedFiles() {
    return Stream.concat(
            Stream.of(classPath().split(File.pathSeparator, -1)).map(Path::of),
            Stream.of(temporary.resolve("vfio")))
        .filter(Files::exists)
        .toList();
  }
}
