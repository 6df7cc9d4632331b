// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Machine.Hardware;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link VirtCases} in every arm64 kernel of DTBIND_KERNELS, in QEMU, with the tree of
 * samples/door-arm64, {@link BusCases} and {@link VanishCases} with one that has a device on each
 * bus, and {@link GroupCases} with one behind an IOMMU. Nothing counts as covered: the agent takes
 * minutes there.
 */
@Tag("kernel")
class VirtTest {

  private static final String BUSES = "src/it/virt/buses.dts";

  /** An IOMMU, a device with a driver of its own, two of a kind that have none, one of another. */
  private static final Hardware MORE =
      new Hardware(List.of("iommu=smmuv3"), List.of("virtio-rng-pci", "edu", "edu", "pci-testdev"));

  /** There is no driver that resets the devices there. */
  private static final List<String> ARGUMENTS = List.of("vfio-platform.reset_required=0");

  /** For all cases of a program: three times what a busy machine was seen to take. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @TempDir Path temporary;

  /** A factory that is skipped is not counted; this is. */
  @Test
  void arm64KernelsAreGiven() throws IOException {
    assertThat(GivenKernels.arm64())
        .as("a kernel arm64-VERSION.Image; ./verify makes it")
        .isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> casesInQemu() throws IOException, InterruptedException {
    return tests(
        GivenKernels.arm64(),
        "../samples/door-arm64/door.dts",
        Hardware.USUAL,
        command(VirtCases.class),
        (version, said) -> Optional.empty());
  }

  @TestFactory
  Stream<DynamicTest> busesInQemu() throws IOException, InterruptedException {
    return tests(GivenKernels.arm64(), BUSES, MORE, command(BusCases.class), BusTable::test);
  }

  @TestFactory
  Stream<DynamicTest> groupsInQemu() throws IOException, InterruptedException {
    Path program = Path.of("../samples/vfio-open/VfioOpen.java");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            InputStream.nullInputStream(),
            System.out,
            System.err,
            "-d",
            temporary.resolve("vfio").toString(),
            "-cp",
            System.getProperty("java.class.path", ""),
            program.toString());
    assertThat(status).isZero();
    return tests(
        GivenKernels.arm64(),
        "src/it/virt/groups.dts",
        GroupCases.MACHINE,
        command(GroupCases.class, temporary.resolve("vfio").toString()),
        (version, said) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> whatIsOpenKeepsNobodyWaiting() throws IOException, InterruptedException {
    return tests(
        GivenKernels.arm64(),
        "src/it/virt/groups.dts",
        GroupCases.MACHINE,
        command(HeldGroupCases.class),
        (version, said) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> groupsBelongToWhomTheyWereGiven() throws IOException, InterruptedException {
    return tests(
        GivenKernels.arm64(),
        "src/it/virt/groups.dts",
        GroupOwnerCases.MACHINE,
        command(GroupOwnerCases.class),
        (version, said) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> groupsBelongToThemAfterBootsAndLossesOfPower()
      throws IOException, InterruptedException {
    return tests(
        oneOrAll(),
        "src/it/virt/groups.dts",
        GroupOwnerCases.MACHINE,
        command(GroupOwnerCases.class, "boots"),
        (version, said) -> Optional.empty());
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> groupsThatAreKilledAreAsBefore() throws IOException, InterruptedException {
    return tests(
        oneOrAll(),
        "src/it/virt/groups.dts",
        GroupCases.MACHINE,
        command(GroupKillCases.class),
        (version, said) -> counts(said));
  }

  @Tag("long")
  @TestFactory
  Stream<DynamicTest> vanishingAnywhereNothingIsLost() throws IOException, InterruptedException {
    return tests(
        oneOrAll(),
        BUSES,
        MORE,
        command(VanishCases.class, "virt"),
        (version, said) -> counts(said));
  }

  /** All kernels take ten minutes: only one of them, unless it is faults that are asked for. */
  private static List<String> oneOrAll() throws IOException {
    List<String> all = GivenKernels.arm64();
    return System.getenv().containsKey("DTBIND_FAULTS")
        ? all
        : all.subList(Math.max(0, all.size() - 1), all.size());
  }

  private static Optional<DynamicTest> counts(String said) {
    said.lines().filter(line -> line.startsWith("# cases=")).forEach(System.out::println);
    return Optional.empty();
  }

  /** What else is made of what a kernel's cases printed. */
  private interface Said {
    Optional<DynamicTest> add(String version, String said);
  }

  private Stream<DynamicTest> tests(
      List<String> versions, String source, Hardware hardware, List<String> command, Said then)
      throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels = FoundKernels.in(sandbox);
    VirtTrees trees = VirtTrees.dumped(sandbox, hardware, temporary);
    Bytes blob = DtbWriter.write(trees.compile(source));
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : versions) {
      Machine.Virt machine = (Machine.Virt) FoundKernels.found(kernels, version).machine();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SandboxResult result =
          Boots.counted(sandbox)
              .boot(
                  SandboxRequest.of(machine.with(hardware), command)
                      .with(blob)
                      .saying(ARGUMENTS)
                      .showing(shown())
                      .within(LONGEST),
                  out,
                  OutputStream.nullOutputStream());
      String said = out.toString(StandardCharsets.UTF_8);
      tests.addAll(TapOutput.tests(said, version, result.toString(), data -> {}));
      then.add(version, said).ifPresent(tests::add);
    }
    return tests.stream();
  }

  private static List<String> command(Class<?> cases, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Machine.Virt.JAVA_HOME + "/bin/java");
    command.addAll(JavaStarts.OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), cases.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The class path, and what was compiled for the cases. */
  private List<Path> shown() {
    return Stream.concat(
            Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .map(Path::of),
            Stream.of(temporary.resolve("vfio")))
        .filter(Files::exists)
        .toList();
  }
}
