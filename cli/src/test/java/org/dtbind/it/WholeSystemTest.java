// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Boots a Debian with systemd and udev in the kernels of DTBIND_KERNELS, with samples/door. */
@Tag("kernel")
class WholeSystemTest {

  private static final String RULE =
      """
      SUBSYSTEM=="platform", ACTION=="add", KERNEL=="door", \
      ATTR{driver_override}="gpio-aggregator", ATTR{[subsystem/platform]drivers_probe}="$kernel"
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> udevRuleBindsTheDoorAtBoot() throws IOException, InterruptedException {
    Map<String, String> files = Map.of("/etc/udev/rules.d/60-door.rules", RULE);
    return WholeSystem.each("udevRuleBindsTheDoorAtBoot", temporary, files, WholeSystemTest::bound);
  }

  /** Two users, and udev as the system configures it. */
  @Tag("long")
  @TestFactory
  Stream<DynamicTest> formerUsersLoseDevices() throws IOException, InterruptedException {
    return WholeSystem.each(
        "formerUsersLoseDevices", temporary, Map.of(), WholeSystemTest::checkRevocation);
  }

  private static void checkRevocation(WholeSystem system) throws Exception {
    List<String> command =
        new ArrayList<>(JavaStarts.command(System.getProperty("java.class.path", "")));
    command.add("-Dcases=" + System.getProperty("cases", "(?!processWithout).*"));
    command.addAll(List.of(RevocationCases.class.getName(), RevocationCases.ALL));
    SandboxResult.Exited ended = system.runJava(GuestProgram.blob("revocation"), command);
    Matcher planned = Pattern.compile("1\\.\\.(\\d+)\n").matcher(ended.output());
    assertThat(planned.find()).as(ended.output() + ended.errors()).isTrue();
    assertThat(ended.output().lines().filter(line -> line.startsWith("ok ")))
        .as(ended.output())
        .hasSize(Integer.parseInt(planned.group(1)));
  }

  private static void bound(WholeSystem system) throws Exception {
    String script =
        "readlink /sys/bus/platform/devices/door/driver; gpioinfo door; cat /proc/1/comm;"
            + " systemctl list-units --state=failed --no-legend --plain;"
            + " touch /etc/written && echo written; echo error >&2; exit 7";
    SandboxResult.Exited ended = system.run(door(), "sh", "-c", script);
    assertThat(ended.output())
        .startsWith("../../../bus/platform/drivers/gpio-aggregator\n")
        .containsPattern("line +0: +\"open\" +unused +input +active-high")
        .containsPattern("line +1: +\"lock\" +unused +input +active-high")
        .endsWith("systemd\nwritten\n");
    assertThat(ended.errors()).contains("error\n");
    assertThat(ended.status()).isEqualTo(7);
    Path root = system.machine().root();
    assertThat(root.resolve("etc/udev/rules.d/60-door.rules")).doesNotExist();
    assertThat(Files.exists(root.resolve("etc/written"))).isFalse();
  }

  private static Bytes door() throws IOException {
    CompileOptions options =
        new CompileOptions(List.of("../samples/include"), List.of(), true, true);
    return DtbWriter.write(
        new Compiler(options).compile("../samples/door/door.dts").value().orElseThrow());
  }
}
