// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.SamplePrograms;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs of samples/library as its README says. */
@Tag("acceptance")
class LibrarySampleTest {

  private static final Path PROGRAM = Path.of("library/Compile.java").toAbsolutePath();
  private static final Path APPLY = Path.of("library/Apply.java").toAbsolutePath();
  private static final Path BINDINGS = Path.of("library/bindings.yaml").toAbsolutePath();
  private static final Path DOOR = Path.of("door/door.dts").toAbsolutePath();
  private static final Path HEADERS = Path.of("include").toAbsolutePath();

  @TempDir Path temporary;

  private static List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path", ""), program.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private List<String> compile(Path source) {
    return command(PROGRAM, source.toString(), HEADERS.toString(), blob().toString());
  }

  private Path blob() {
    return temporary.resolve("door.dtb");
  }

  /** Returns standard output and standard error. */
  private static String run(int exit, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exit);
    return output;
  }

  @Test
  void sourceBecomesABlob() throws IOException, InterruptedException {
    assertThat(run(0, compile(DOOR)))
        .contains("/door " + DOOR + ":25.")
        .endsWith(blob() + " has " + Files.size(blob()) + " bytes\n");
    assertThat(Bytes.wrap(Files.readAllBytes(blob()))).isEqualTo(doorBlob());
  }

  @Test
  void sourceErrorIsReportedWithItsPlace() throws IOException, InterruptedException {
    Path broken = temporary.resolve("broken.dts");
    Files.writeString(broken, "/dts-v1/;\n/ { a = <&nowhere>; };\n");
    assertThat(run(2, compile(broken))).contains(broken + ":2.10-18: ERROR", "^~~~~~~~");
  }

  @Test
  void applyPrintsItsUsage() throws IOException, InterruptedException {
    assertThat(run(64, command(APPLY))).isEqualTo("usage: Apply BINDINGS DEVICE LINE\n");
  }

  @Test
  @Tag("kernel")
  void aKernelsDevicesAreBound() throws IOException, InterruptedException {
    List<String> versions = GivenKernels.ofEachKind();
    assertThat(versions).isNotEmpty();
    // Compiling takes longer in a kernel.
    SamplePrograms.compile(classes(), APPLY);
    Path cache = temporary.resolve("cache");
    Kernels kernels =
        new Kernels(GivenKernels.directory(), cache, new Sandbox(temporary), Redirect.DISCARD);
    for (String version : versions) {
      KernelSearch search = kernels.find(version, Kernels.Build.KNOWN);
      assertThat(search).isInstanceOf(KernelSearch.Found.class);
      SandboxKernel kernel = ((KernelSearch.Found) search).kernel();
      // If the driver is a module, the program loads it first.
      assertThat(
              inKernel(kernel)
                  .replaceFirst("(?m)^  run \\S*modprobe -b -- gpio_aggregator .*\\R", ""))
          .as(version)
          .isEqualTo(
              """
              platform device door (/door): PLANNED
                write /sys/devices/platform/door/driver_override "gpio-aggregator"  # allow only gpio-aggregator
                write /sys/bus/platform/drivers/gpio-aggregator/bind "door"  # bind to gpio-aggregator
                # if that fails with EAGAIN: write /sys/bus/platform/drivers_probe "door"  # keep trying as suppliers appear
              platform device door (/door): DONE
              lock is line 1 of door
              door: DONE
              platform device door (/door): DONE
              """);
    }
  }

  private static Bytes doorBlob() {
    CompileOptions options = new CompileOptions(List.of(HEADERS.toString()), List.of(), true, true);
    return DtbWriter.write(new Compiler(options).compile(DOOR.toString()).value().orElseThrow());
  }

  private Path classes() {
    return temporary.resolve("classes");
  }

  /** Returns the output of the compiled program in a kernel. */
  private String inKernel(SandboxKernel kernel) throws IOException, InterruptedException {
    String run =
        """
        java=$1 classes=$2
        exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn2m -cp "$classes" \
            Apply "$3" door lock
        """;
    List<String> command =
        List.of(
            "sh",
            "-c",
            run,
            "sh",
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            classes() + File.pathSeparator + System.getProperty("java.class.path", ""),
            BINDINGS.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    SandboxResult result =
        new Sandbox(temporary)
            .boot(
                SandboxRequest.of(new Machine.UserMode(kernel), command)
                    .with(doorBlob())
                    .showing(hidden())
                    .within(Duration.ofMinutes(20)),
                out,
                err);
    assertThat(out.size()).as(result + err.toString(StandardCharsets.UTF_8)).isPositive();
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Returns the files below directories that are empty in the sandbox unless it is told to show
   * them.
   */
  private List<Path> hidden() {
    List<String> needed = new ArrayList<>(List.of(BINDINGS.toString()));
    needed.add(classes().toString());
    needed.addAll(List.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1)));
    return needed.stream()
        .filter(path -> path.startsWith("/tmp/") || path.startsWith("/run/"))
        .map(Path::of)
        .filter(Files::exists)
        .toList();
  }
}
