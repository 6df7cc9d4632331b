// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.export.Artefact;
import org.dtbind.export.qemu.GroupMembers;
import org.dtbind.export.qemu.GuestMachine;
import org.dtbind.export.qemu.GuestRequest;
import org.dtbind.export.qemu.QemuExport;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Security review 15: limits the exposure level that {@code systemd-analyze security} gives each
 * unit. Other tests run the units in kernels.
 */
class UnitExposureTest {

  /** The limit for units that run as root. */
  private static final double MAX_ROOT_EXPOSURE = 3.0;

  /** The limit for units that a guest talks to. */
  private static final double MAX_GUEST_EXPOSURE = 2.0;

  private static final Path PROGRAM = Path.of("/usr/bin/systemd-analyze");

  private static final Pattern LEVEL = Pattern.compile("exposure level for [^:]*: ([0-9.]+) ");

  private static final String DECLARED =
      """
      apiVersion: dtbind/v1
      aggregators:
        - { name: owned, lines: [pump], owner: games, group: games }
        - { name: grouped, lines: [valve], group: games }
        - { name: nobodys, lines: [horn] }
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> rootUnitsHaveLimitedRights() throws IOException {
    List<Path> units = new ArrayList<>();
    for (String directory :
        List.of("../export/src/main/resources/org/dtbind/export/target", "../packaging/debian")) {
      try (Stream<Path> files = Files.list(Path.of(directory))) {
        files.filter(file -> file.toString().endsWith(".service")).forEach(units::add);
      }
    }
    assertThat(units).hasSizeGreaterThanOrEqualTo(4);
    return units.stream().map(unit -> test(unit, MAX_ROOT_EXPOSURE));
  }

  @TestFactory
  Stream<DynamicTest> guestUnitsHaveLimitedRights() throws IOException {
    Bytes text = Bytes.utf8(DECLARED);
    List<Artefact> files =
        QemuExport.of(
                SpecReader.read(new SourceFile("vm1.yaml", text)).value().orElseThrow(),
                text,
                Optional.empty(),
                GroupMembers.UNKNOWN,
                new GuestRequest("vm1", GuestMachine.AARCH64, "1G", false))
            .value()
            .orElseThrow()
            .files()
            .files();
    List<Path> units = new ArrayList<>();
    for (Artefact file : files) {
      String name = file.names().get(file.names().size() - 1);
      if (name.startsWith("dtbind-guest-vm1-")) {
        units.add(Files.write(temporary.resolve(name), file.content().toArray()));
      }
    }
    assertThat(units).hasSize(3);
    assertThat(Files.readString(temporary.resolve("dtbind-guest-vm1-nobodys.service")))
        .contains("\nDynamicUser=yes\nExecStartPre=+")
        .doesNotContain("\nUser=");
    return units.stream().map(unit -> test(unit, MAX_GUEST_EXPOSURE));
  }

  private static DynamicTest test(Path unit, double most) {
    return DynamicTest.dynamicTest(
        unit.getFileName().toString(), () -> assertThat(exposure(unit)).isLessThanOrEqualTo(most));
  }

  /** Returns the exposure level, from 0 to 10. */
  private static double exposure(Path unit) throws IOException, InterruptedException {
    assumeTrue(Files.exists(PROGRAM), "units: there is no " + PROGRAM);
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(), "--no-pager", "security", "--offline=true", unit.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher level = LEVEL.matcher(output);
    assertThat(level.find()).as(output).isTrue();
    return Double.parseDouble(level.group(1));
  }
}
