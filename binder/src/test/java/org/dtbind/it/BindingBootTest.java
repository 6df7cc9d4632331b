// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.NodeAccess;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Root;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots a Debian with systemd and udev and without Java in the kernels of DTBIND_KERNELS, with what
 * {@code dtbind bind --persist} writes to {@code /etc}, as {@link PersistCases} has it.
 */
@Tag("kernel")
class BindingBootTest {

  private static final String ENABLED = "[Unit]\nWants=%s\n".formatted(BindingFiles.UNIT);

  private static final String SCRIPT =
      """
      systemctl is-active dtbind-devices
      systemctl list-units --state=failed --no-legend --plain
      /etc/dtbind/dtbind-target -c /etc/dtbind/devices status | sed 's/gpiochip[0-9]*/gpiochip/'
      stat -c '%G %a' /dev/"$(ls /sys/devices/platform/door | grep '^gpiochip')"
      journalctl -b -o cat -u dtbind-devices | grep -c -i fail
      systemctl stop dtbind-devices
      readlink /sys/devices/platform/door/driver || echo free
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> whatIsBoundForEachBootIsBoundAtBoot()
      throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    Sandbox sandbox = new Sandbox(temporary);
    Kernels kernels =
        new Kernels(GivenKernels.folder(), GivenKernels.cache(), sandbox, Redirect.INHERIT);
    Path root = kernels.root(Root.SYSTEM).orElseThrow();
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      KernelSearch search = kernels.find(version);
      assertThat(search).isInstanceOf(KernelSearch.Found.class);
      Machine machine =
          new Machine.WholeSystem(((KernelSearch.Found) search).kernel(), root, files());
      tests.add(
          DynamicTest.dynamicTest(
              "whatIsBoundForEachBootIsBoundAtBoot on " + version, () -> bound(sandbox, machine)));
    }
    return tests.stream();
  }

  private static Map<String, String> files() {
    NodeAccess games =
        new NodeAccess(
            Optional.empty(),
            Optional.of("games"),
            Optional.of("0660"),
            Optional.empty(),
            Optional.empty());
    TargetDevice door =
        new TargetDevice(
            Optional.of(new NodePath("/door")),
            "platform",
            Optional.of("door"),
            Optional.of("gpio-aggregator"),
            List.of(),
            games);
    Map<String, String> files = new HashMap<>();
    files.put("/etc/systemd/system/multi-user.target.d/enabled.conf", ENABLED);
    BindingFiles.boot().forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    BindingFiles.of(door, List.of())
        .forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    return files;
  }

  private static void bound(Sandbox sandbox, Machine machine) throws Exception {
    SandboxResult result =
        sandbox.boot(
            SandboxRequest.of(machine, List.of("sh", "-c", SCRIPT))
                .with(
                    DtbWriter.write(
                        new Compiler(new CompileOptions(List.of(), List.of(), true, true))
                            .compile("src/it/kernel/cases.dts")
                            .value()
                            .orElseThrow()))
                .within(Duration.ofMinutes(5)),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream());
    assertThat(result).isInstanceOf(SandboxResult.Ended.class);
    SandboxResult.Ended ended = (SandboxResult.Ended) result;
    assertThat(ended.output())
        .as(ended.errors())
        .isEqualTo(
            """
            active
            device /door (door): gpio-aggregator, /dev/gpiochip
            games 660
            0
            free
            """);
  }
}
