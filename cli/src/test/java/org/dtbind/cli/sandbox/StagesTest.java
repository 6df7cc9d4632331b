// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StagesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Stages stages = new Stages(new PrintStream(out, true, StandardCharsets.UTF_8));

  private String output() {
    return out.toString(StandardCharsets.UTF_8).replaceAll("\\d+\\.\\d\\d s", "T");
  }

  private void write(String text) throws Exception {
    stages.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void commandIsShownWithTimeAndOutput() throws Exception {
    write("\u0001begin boot uname -sr\nLinux 6.1\n\u0001end boot 0\n");
    assertThat(output()).isEqualTo("[ T] $ uname -sr\n          Linux 6.1\n");
    assertThat(stages.ended().get("boot"))
        .isEqualTo(new Stages.Exited("uname -sr", "Linux 6.1\n", 0));
  }

  @Test
  void nonzeroStatusIsKept() throws Exception {
    write("\u0001begin bind dtbind bind door\n\u0001end bind 69\n");
    assertThat(stages.ended()).containsEntry("bind", new Stages.Exited("dtbind bind door", "", 69));
  }

  @Test
  void lastOfSeveralChipsIsShownInFull() throws Exception {
    write("\u0001begin lines x\ngpiochip0 - 9 lines:\n" + "\tline\n".repeat(9));
    write("gpiochip1 - 2 lines:\n\tline 0\n\tline 1\n\u0001end lines 0\n");
    assertThat(output())
        .isEqualTo(
            """
            [ T] $ x
                      (10 lines not shown)
                      gpiochip1 - 2 lines:
                      \tline 0
                      \tline 1
            """);
  }

  @Test
  void unfinishedCommandIsNotListed() throws Exception {
    write("\u0001begin boot uname\nLinux");
    assertThat(stages.ended()).isEmpty();
  }
}
