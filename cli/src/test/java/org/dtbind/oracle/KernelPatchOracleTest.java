// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the patch of {@code dtbind export kernel-patch}. Git must apply it to the driver of
 * Debian's linux-source-6.1. A User-mode Linux kernel with the patch, whose build takes minutes,
 * boots samples/door: the driver must bind door without an override, and gpioinfo must list its
 * lines. The same kernel without the patch must not bind it.
 */
@Tag("oracle")
@Tag("long")
class KernelPatchOracleTest {

  private static final String SHOW_DOOR =
      """
      device=/sys/bus/platform/devices/door
      echo "override: $(cat $device/driver_override)"
      echo "driver: $(readlink $device/driver || echo none)"
      gpioinfo door
      """;

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios:
            - { name: open, controller: gpio2, offset: 19 }
            - { name: lock, controller: gpio2, offset: 20, flags: [active-low] }
      """;

  @TempDir private Path work = Path.of("");

  @Test
  void patchedDriverBindsTheDevice() throws Exception {
    ComparisonLog comparison = ComparisonLog.begin("kernel-patch");
    Path plain = Path.of(Checkout.dtbind("try", "--setup").output().strip());
    Path patch = exportPatch(comparison);
    Path patched = buildKernel(patch);
    Path blob = work.resolve("door.dtb");
    Checkout.dtbind("compile", "-q", "-I", "samples/include", "-o", blob.toString())
        .and("samples/door/door.dts")
        .in(Checkout.ROOT)
        .run()
        .succeeded();
    String without = boot(plain, blob);
    String with = boot(patched, blob);
    comparison.say("without the patch:%n%s%nwith it:%n%s", without, with);
    assertThat(without).contains("driver: none");
    assertThat(with)
        .contains("override: (null)", "\"open\"", "\"lock\"")
        .containsPattern("driver: .*/gpio-aggregator")
        .endsWith("status 0");
  }

  /** Exports the patch, and applies it with Git. */
  private Path exportPatch(ComparisonLog comparison) throws IOException {
    Path linux = work.resolve("linux");
    Checkout.unpackLinux(linux, "*/drivers/gpio/gpio-aggregator.c");
    Files.writeString(work.resolve("bindings.yaml"), DECLARATION);
    Checkout.dtbind("export", "kernel-patch", "--spec", "../bindings.yaml", "--kernel-source", ".")
        .and("-o", "../patch")
        .in(linux)
        .run()
        .succeeded();
    Path patch;
    try (Stream<Path> files = Files.list(work.resolve("patch"))) {
      patch = files.filter(file -> file.toString().endsWith(".patch")).findFirst().orElseThrow();
    }
    Program git = Program.of("git", "-c", "user.name=t", "-c", "user.email=t@localhost").in(linux);
    git.and("init", "-q").run().succeeded();
    git.and("add", ".").run().succeeded();
    git.and("commit", "-q", "-m", "before").run().succeeded();
    git.and("am", patch.toString()).run().succeeded();
    comparison.say("%s", git.and("show", "--stat").output());
    return patch;
  }

  /** Builds a kernel with the patch. */
  private Path buildKernel(Path patch) throws IOException {
    Path scripts = Checkout.ROOT.resolve("sandbox/src/main/resources/org/dtbind/sandbox");
    Path build = work.resolve("build");
    Program.of("cp", "-R", "--", scripts.toString(), build.toString()).run().succeeded();
    Files.copy(patch, build.resolve("um-zz-door.patch"));
    Program.of("bash", build.resolve("build-kernel.sh").toString(), "um")
        .and(work.resolve("kernels").toString())
        .within(Duration.ofHours(1))
        .run()
        .succeeded();
    return work.resolve("kernels/um-6.1");
  }

  /** Boots a kernel, and returns the output of the script that shows door. */
  private static String boot(Path program, Path blob) throws Exception {
    SandboxKernel kernel = new SandboxKernel(program, "given", "given", Optional.empty());
    SandboxRequest request =
        SandboxRequest.of(new Machine.UserMode(kernel), List.of("sh", "-c", SHOW_DOOR))
            .with(Bytes.wrap(Files.readAllBytes(blob)))
            .within(Duration.ofMinutes(20));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toRealPath();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SandboxResult result = new Sandbox(temporary).boot(request, out, System.err);
    String status =
        result instanceof SandboxResult.Exited ended ? "status " + ended.status() : "" + result;
    return out.toString(StandardCharsets.UTF_8) + status;
  }
}
