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
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.NodeAccess;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.export.target.TargetAggregator.At;
import org.dtbind.sandbox.KernelSearch;
import org.dtbind.sandbox.Kernels;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Root;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots a Debian with systemd and udev and without Java in the kernels of DTBIND_KERNELS, with what
 * {@code dtbind aggregator create --persist} writes to {@code /etc}.
 */
@Tag("kernel")
class AggregatorBootTest {

  private static final String ENABLED = "[Unit]\nWants=%s\n".formatted(AggregatorFiles.UNIT);

  private static final String SCRIPT =
      """
      systemctl is-active dtbind-aggregators
      systemctl list-units --state=failed --no-legend --plain
      stat -L -c '%U %G %a' /dev/gpio/relays
      gpioinfo "$(readlink -f /dev/gpio/relays)" | sed 's/^gpiochip[0-9]*/gpiochip/; s/  */ /g'
      systemctl stop dtbind-aggregators
      udevadm settle
      ls /dev/gpio 2>&1
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> whatIsToComeBackComesAtBoot() throws IOException, InterruptedException {
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
              "whatIsToComeBackComesAtBoot on " + version,
              () -> comes(sandbox, machine, version.equals("6.1") ? "unnamed" : "\"pump\"")));
    }
    return tests.stream();
  }

  private static Map<String, String> files() {
    TargetAggregator relays =
        new TargetAggregator(
            "relays",
            List.of(
                new At("gpio2", 20, Optional.of("pump")),
                new At("gpio2", 21, Optional.empty()),
                new At("other", 3, Optional.empty())),
            new NodeAccess(
                    Optional.empty(),
                    Optional.of("games"),
                    Optional.of("0660"),
                    Optional.empty(),
                    Optional.empty())
                .orLink("relays"));
    Map<String, String> files = new HashMap<>();
    files.put("/etc/systemd/system/multi-user.target.d/enabled.conf", ENABLED);
    AggregatorFiles.boot().forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    files.put(
        "/" + AggregatorFiles.declaration(relays).path(),
        AggregatorFiles.declaration(relays).content().utf8());
    files.put(
        "/etc/" + AggregatorFiles.rules(relays).path(),
        AggregatorFiles.rules(relays).content().utf8());
    return files;
  }

  private static void comes(Sandbox sandbox, Machine machine, String name) throws Exception {
    Bytes blob =
        DtbWriter.write(
            new Compiler(new CompileOptions(List.of(), List.of(), true, true))
                .compile("src/it/kernel/cases.dts")
                .value()
                .orElseThrow());
    SandboxResult result =
        sandbox.boot(
            SandboxRequest.of(machine, List.of("sh", "-c", SCRIPT))
                .with(blob)
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
            root games 660
            gpiochip - 3 lines:
            \tline 0: %s unused input active-high\s
            \tline 1: unnamed unused input active-high\s
            \tline 2: unnamed unused input active-high\s
            ls: cannot access '/dev/gpio': No such file or directory
            """
                .formatted(name));
  }
}
