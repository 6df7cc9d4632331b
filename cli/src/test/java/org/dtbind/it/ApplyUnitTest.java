// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.sandbox.SandboxResult;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots Debian with systemd and udev in the kernels of DTBIND_KERNELS, and starts the units of the
 * package with their restricted permissions. Security review, finding 15.
 */
@Tag("kernel")
class ApplyUnitTest {

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: /door, bind: gpio-aggregator, persist: true, owner: games, mode: "0600" }
        - { node: /late, bind: gpio-aggregator }
      aggregators:
        - { name: relays, lines: ["gpio2:24-25"], owner: games, group: games, mode: "0660", persist: true }
      """;

  /**
   * Copies the entries of the class path, which are its arguments, to where the units can read
   * them.
   */
  private static final String INSTALL =
      """
      n=0
      mkdir /opt/dtbind
      for part; do
          cp -r "$part" /opt/dtbind/$n
          n=$((n + 1))
      done
      """;

  private static final String APPLY_SCRIPT =
      INSTALL
          + """
          systemctl start dtbind-apply
          systemctl is-active dtbind-apply
          stat -L -c '%U %G %a' /dev/gpio/relays
          dtbind status --format json | grep -c '"state" : "bound"'
          ls /etc/udev/rules.d /etc/dtbind /var/lib/dtbind/bindings | grep -e dtbind -e door -e aggregators
          systemctl restart dtbind-apply
          systemctl is-active dtbind-apply
          systemctl list-units --state=failed --no-legend --plain
          journalctl -b -o cat -u dtbind-apply >&2
          """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> applyUnitBindsDeclaredDevices() throws IOException, InterruptedException {
    Map<String, String> files =
        Map.of(
            "/usr/bin/dtbind",
            GuestUnitsTest.dtbind(copiedClassPath()),
            "/etc/dtbind/bindings.yaml",
            DECLARATION,
            "/etc/systemd/system/dtbind-apply.service",
            Files.readString(Path.of("../packaging/debian/dtbind-apply.service")));
    return WholeSystem.each("applyUnitBindsDeclaredDevices", temporary, files, this::checkApplied);
  }

  private static final String RULES = "/etc/udev/rules.d/70-dtbind-platform:door.rules";

  private static final String INTERRUPTED_JOURNAL =
      """
      dtbind-journal=1
      process=612
      boot=0-1-2
      change=files
      file=%s
      was=text IyBiZWZvcmUK
      owner=root:games:0640
      begin
      step=0 write file %s
      """
          .formatted(RULES, RULES);

  private static final String RECOVER_SCRIPT =
      INSTALL
          + """
          systemctl is-enabled dtbind-recover
          systemctl start dtbind-recover
          cat %1$s
          stat -c '%%U %%G %%a' %1$s
          ls -A /etc/dtbind
          systemctl start dtbind-recover
          journalctl --sync
          for said in 'its files have been restored' 'no trigger condition checks were met'; do
              journalctl -b -o cat -u dtbind-recover | grep -c "$said"
          done
          journalctl -b -o cat -u dtbind-recover >&2
          """
              .formatted(RULES);

  /** Security review, finding 8. */
  @TestFactory
  Stream<DynamicTest> recoverUnitRollsBackInterruptedChange()
      throws IOException, InterruptedException {
    String unit = Files.readString(Path.of("../packaging/debian/dtbind-recover.service"));
    Map<String, String> files =
        Map.of(
            "/usr/bin/dtbind",
            GuestUnitsTest.dtbind(copiedClassPath()),
            "/etc/dtbind/journal",
            INTERRUPTED_JOURNAL,
            RULES,
            "# half of it\n",
            "/etc/systemd/system/dtbind-recover.service",
            unit);
    return WholeSystem.each(
        "recoverUnitRollsBackInterruptedChange",
        temporary,
        files,
        system ->
            assertThat(run(system, RECOVER_SCRIPT))
                .isEqualTo(
                    """
                    disabled
                    # before
                    root games 640
                    1
                    1
                    """));
  }

  /**
   * Returns the entries of the class path, most of which are in a home directory that the units
   * cannot see.
   */
  private static List<String> classPathEntries() {
    return Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(part -> !part.isEmpty() && Files.exists(Path.of(part)))
        .toList();
  }

  private static String copiedClassPath() {
    return IntStream.range(0, classPathEntries().size())
        .mapToObj(n -> "/opt/dtbind/" + n)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void checkApplied(WholeSystem system) throws Exception {
    assertThat(run(system, APPLY_SCRIPT))
        .isEqualTo(
            """
            active
            games games 660
            2
            /etc/dtbind:
            aggregators
            dtbind-target
            70-dtbind-aggregator-relays.rules
            70-dtbind-platform:door.rules
            /var/lib/dtbind/bindings:
            platform:door
            active
            """);
  }

  /** Returns the output of a script. */
  private static String run(WholeSystem system, String script) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(classPathEntries());
    SandboxResult.Exited ended = system.runJava(GuestProgram.cases(), command);
    assertThat(ended.output()).as(ended.errors()).isNotEmpty();
    return ended.output();
  }
}
