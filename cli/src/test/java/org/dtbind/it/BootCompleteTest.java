// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.TargetExport;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots Debian with systemd and the exported files. The boot is marked as good, as boot counting or
 * RAUC do, only if all declared devices exist; a service that a chip's device unit wants starts and
 * stops with the chip.
 */
@Tag("kernel")
class BootCompleteTest {

  private static final String TREE =
      """
      /dts-v1/;
      / {
        gpio-sim {
          compatible = "gpio-simulator";
          bank: bank {
            gpio-controller;
            #gpio-cells = <2>;
            ngpios = <8>;
            gpio-line-names = "pump", "valve";
          };
        };
      };
      """;

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      aggregators:
        - { name: relays, lines: [pump, valve] }
      """;

  /** Like systemd-bless-boot.service and rauc-mark-good.service. */
  private static final String MARK_GOOD_UNIT =
      """
      [Unit]
      Requires=boot-complete.target
      After=boot-complete.target
      [Service]
      Type=oneshot
      RemainAfterExit=yes
      ExecStart=/bin/touch /run/marked-good
      """;

  private static final String FOLLOWER_UNIT =
      """
      [Unit]
      BindsTo=dev-gpio-relays.device
      After=dev-gpio-relays.device
      [Service]
      ExecStart=/bin/sleep infinity
      """;

  /** Like the link that {@code systemctl enable} makes for {@code WantedBy=}. */
  private static final String WANTED_BY_DEVICE = "[Unit]\nWants=follower.service\n";

  private static final String SCRIPT =
      """
      wait_until() {
        for second in $(seq 120); do
          [ "$(systemctl is-active follower)" != "$1" ] || break
          sleep 1
        done
      }
      ls /run/marked-good
      [ "$1" != good ] || wait_until active
      systemctl is-active boot-complete.target dtbind-target-verify follower
      journalctl --sync
      journalctl -b -o cat -u dtbind-target-verify | grep -c 'aggregator relays'
      if [ "$1" = good ]; then
        systemctl stop dtbind-target
        wait_until inactive
        systemctl is-active follower
        systemctl start dtbind-target
        wait_until active
        systemctl is-active follower
      fi
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> bootIsMarkedGoodIfDeclaredLinesExist()
      throws IOException, InterruptedException {
    return WholeSystem.each(
        "bootIsMarkedGoodIfDeclaredLinesExist", temporary, files(), this::checkGoodBoot);
  }

  @TestFactory
  Stream<DynamicTest> bootWithMissingLineIsNotMarkedGood()
      throws IOException, InterruptedException {
    return WholeSystem.each(
        "bootWithMissingLineIsNotMarkedGood", temporary, impatient(), this::checkBadBoot);
  }

  @TestFactory
  Stream<DynamicTest> bootWithEmptyDeclarationFileIsNotMarkedGood()
      throws IOException, InterruptedException {
    Map<String, String> files = impatient();
    files.put("/usr/lib/dtbind/target.conf", "");
    return WholeSystem.each(
        "bootWithEmptyDeclarationFileIsNotMarkedGood",
        temporary,
        files,
        system ->
            assertThat(run(system, TREE, "bad").output())
                .isEqualTo("inactive\nfailed\ninactive\n0\n"));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new HashMap<>();
    Specification specification =
        SpecReader.read(new SourceFile("bindings.yaml", Bytes.utf8(DECLARATION)))
            .value()
            .orElseThrow();
    for (Artefact file : TargetExport.of(specification, tree(TREE)).value().orElseThrow().files()) {
      files.put("/" + file.path(), file.content().utf8());
    }
    String units = "/etc/systemd/system/";
    files.put(
        units + "boot-complete.target.d/enabled.conf",
        "[Unit]\nRequires=dtbind-target-verify.service\n");
    files.put(
        units + "multi-user.target.d/enabled.conf",
        "[Unit]\nWants=dtbind-target.service mark-good.service\n");
    files.put(units + "mark-good.service", MARK_GOOD_UNIT);
    files.put(units + "follower.service", FOLLOWER_UNIT);
    files.put(units + "dev-gpio-relays.device.d/enabled.conf", WANTED_BY_DEVICE);
    files.put(
        units + "dtbind-target-verify.service.d/short.conf",
        "[Service]\nExecStart=\nExecStart=/usr/lib/dtbind/dtbind-target -t 2 verify\n");
    files.put("/root/look.sh", SCRIPT);
    return files;
  }

  /** The files with a unit that soon stops waiting for what is missing. */
  private Map<String, String> impatient() throws IOException {
    Map<String, String> files = files();
    // The last drop-in in the order of names applies.
    files.put(
        "/etc/systemd/system/dtbind-target.service.d/short.conf",
        "[Service]\nExecStart=\nExecStart=/usr/lib/dtbind/dtbind-target -t 2 start\n");
    return files;
  }

  private DeviceTree tree(String text) throws IOException {
    Path file = Files.writeString(temporary.resolve("board.dts"), text);
    return new Compiler(CompileOptions.DEFAULT).build(file.toString()).value().orElseThrow();
  }

  private SandboxResult.Exited run(WholeSystem system, String tree, String expected)
      throws Exception {
    return system.run(DtbWriter.write(tree(tree)), "sh", "/root/look.sh", expected);
  }

  private void checkGoodBoot(WholeSystem system) throws Exception {
    SandboxResult.Exited ended = run(system, TREE, "good");
    assertThat(ended.output())
        .as(ended.errors())
        .isEqualTo("/run/marked-good\nactive\nactive\nactive\n0\ninactive\nactive\n");
  }

  private void checkBadBoot(WholeSystem system) throws Exception {
    String treeWithoutValve = TREE.replace("\"pump\", \"valve\"", "\"pump\"");
    SandboxResult.Exited ended = run(system, treeWithoutValve, "bad");
    assertThat(ended.output())
        .as(ended.errors())
        .matches("inactive\nfailed\ninactive\n[1-9][0-9]*\n");
  }
}
