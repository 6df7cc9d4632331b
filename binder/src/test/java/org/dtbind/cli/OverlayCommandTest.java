// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dtbind overlay}, as it is typed. */
class OverlayCommandTest {

  @TempDir Path folder = Path.of("");

  private String write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String base() throws Exception {
    return write("base.dts", "/dts-v1/;\n/ { gpio2: gpio { }; };\n");
  }

  @Test
  void aStackIsMergedAndLaterOverlaysSeeEarlierOnes() throws Exception {
    String one = write("1.dtso", "/dts-v1/;\n/plugin/;\n&gpio2 { mine: n { }; };\n");
    String two = write("2.dtso", "/dts-v1/;\n/plugin/;\n&mine { x = <1>; };\n");
    String out = folder.resolve("out.dts").toString();
    assertThat(Run.of("overlay", "apply", "--base", base(), "-o", out, one, two))
        .isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(Path.of(out))).contains("mine: n {\n\t\t\tx = <0x01>;");
  }

  @Test
  void nothingIsWrittenWhereALabelIsMissing() throws Exception {
    String one = write("1.dtso", "/dts-v1/;\n/plugin/;\n&gpio3 { };\n&gpio4 { };\n");
    Path out = folder.resolve("out.dtb");
    Run run = Run.of("overlay", "apply", "-i", base(), "-o", out.toString(), one);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("1.dtso:3.1-7: ERROR (unresolved_label): /fragment@0:target:0: ")
        .contains("1.dtso:4.1-7: ERROR (unresolved_label): /fragment@1:target:0: ")
        .contains("help: the base has gpio2\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void anOverlayThatChangesNothingIsAMistake() throws Exception {
    Path out = folder.resolve("out.dtb");
    Run run = Run.of("overlay", "apply", "-i", base(), "-o", out.toString(), base());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("(no_fragments)");
    assertThat(out).doesNotExist();
  }

  @Test
  void theCommandItselfAsksForOne() {
    assertThat(Run.of("overlay").status()).isEqualTo(64);
    assertThat(Run.of("overlay", "apply").status()).isEqualTo(64);
  }
}
