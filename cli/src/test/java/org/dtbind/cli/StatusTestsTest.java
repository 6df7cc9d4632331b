// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the test reports of {@code dtbind status}, on a copy of a system. */
class StatusTestsTest {

  @TempDir Path directory;

  @Test
  void declaredDeviceWithoutItsDriverFails() throws Exception {
    HostileFiles.in(directory, "plain-1");
    Files.delete(directory.resolve("sysroot/run/dtbind/journal"));
    Files.delete(directory.resolve("sysroot/run/dtbind/bindings/platform:plain-1"));
    String root = directory.resolve("sysroot").toString();
    String spec = directory.resolve("plain.yaml").toString();
    Run table = Run.of("status", "--sysroot", root, "--spec", spec);
    Run junit = Run.of("status", "--sysroot", root, "--spec", spec, "--junit");
    assertThat(junit.status()).as(table + "\n" + junit).isEqualTo(table.status()).isNotZero();
    assertThat(junit.out()).contains("<testsuite name=\"dtbind.status\"", "<failure message=");
    String last = directory.resolve("last").toString();
    Run.of("status", "--sysroot", root, "--spec", spec, "--junit", "--write-baseline", last);
    Run known =
        Run.ending(0, "status", "--sysroot", root, "--spec", spec, "--junit", "--baseline", last);
    assertThat(known.out()).contains("failures=\"0\"", "message=\"known failure\"");
    Run json = Run.of("status", "--sysroot", root, "--format", "json", "no-such-device");
    assertThat(json.out())
        .contains("\"problems\" : [\n    \"no device is named \\\"no-such-device");
    Run.ending(64, "status", "--baseline", last);
    Run.ending(64, "status", "--junit", "--write-baseline", "-");
    Run.ending(64, "status", "--junit", "--format", "json");
  }

  @Test
  void whatHasNoStatusIsNamedAfterItsSubjectAndNotItsMessage() throws Exception {
    HostileFiles.in(directory, "plain-1");
    Files.delete(directory.resolve("sysroot/run/dtbind/journal"));
    Path damaged = directory.resolve("sysroot/run/dtbind/bindings/platform:door");
    Files.writeString(damaged, "damaged");
    String root = directory.resolve("sysroot").toString();
    Path spec = directory.resolve("lost.yaml");
    Files.writeString(
        spec,
        """
        apiVersion: dtbind/v1
        devices:
          - node: /lost
            bind: uio_pdrv_genirq
        """);
    String last = directory.resolve("last").toString();
    Run run =
        Run.of(
            "status",
            "--sysroot",
            root,
            "--spec",
            spec.toString(),
            "--junit",
            "--write-baseline",
            last);
    assertThat(run.out())
        .contains(
            "name=\"/lost\">\n<failure message=\"the devicetree of this system has no node /lost;"
                + " declared at "
                + spec,
            "name=\"/run/dtbind/bindings/platform:door\">\n<failure message=\"cannot read the record of");
    assertThat(Files.readString(Path.of(last)))
        .contains(
            "not_as_intended\tstatus\t/lost\n",
            "not_as_intended\tstatus\t/run/dtbind/bindings/platform:door\n");
  }
}
