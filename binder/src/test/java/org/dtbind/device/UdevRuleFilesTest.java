// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.spec.Access;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ownership review D1: finds the udev rule that set other access rights on a node. */
class UdevRuleFilesTest {

  private static final Owner ACTUAL = new Owner("anna", "gpio", "rw-rw----");

  private static final Access WANTED =
      Access.owned(Optional.of("anna"), Optional.of("root"), Optional.of("0600"));

  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Optional<String> blame() {
    return new UdevRuleFiles(LinuxKernel.open(root, Trace.NONE).files())
        .blame("gpio", "gpiochip4", ACTUAL, WANTED);
  }

  @Test
  void lastRuleThatSetTheAccessIsReported() throws IOException {
    assertThat(blame()).isEmpty();
    write("usr/lib/udev/rules.d/50-a.rules", "SUBSYSTEM==\"gpio\", MODE=\"0660\"\n");
    write("etc/udev/rules.d/99-com.rules", "# gpio\n\nSUBSYSTEM==\"gpio\", \\\n  GROUP=\"gpio\"\n");
    assertThat(blame()).hasValue("/etc/udev/rules.d/99-com.rules:3");
    // The first rule with a final assignment takes precedence over later rules.
    write("run/udev/rules.d/60-b.rules", "KERNEL==\"gpiochip[0-9]*\", GROUP:=\"gpio\"\n");
    assertThat(blame()).hasValue("/run/udev/rules.d/60-b.rules:1");
  }

  @Test
  void rulesThatDoNotApplyAreIgnored() throws IOException {
    write("usr/lib/udev/rules.d/50-a.rules", "SUBSYSTEM==\"gpio\", GROUP=\"gpio\"\n");
    // The file in /etc replaces the one of the same name in /usr/lib.
    write("etc/udev/rules.d/50-a.rules", "SUBSYSTEM==\"tty|input\", GROUP=\"gpio\"\n");
    write("etc/udev/rules.d/60-b.rules", "KERNEL==\"spidev*\", GROUP=\"gpio\"\n");
    write("etc/udev/rules.d/61-c.rules", "SUBSYSTEM==\"gpio\", GROUP==\"gpio\", MODE=\"0600\"\n");
    write("etc/udev/rules.d/62-d.rules", "# SUBSYSTEM==\"gpio\", GROUP=\"gpio\"\n");
    write("etc/udev/rules.d/70-dtbind-x.rules", "SUBSYSTEM==\"gpio\", GROUP:=\"gpio\"\n");
    write("etc/udev/rules.d/80-e.conf", "SUBSYSTEM==\"gpio\", GROUP=\"gpio\"\n");
    assertThat(blame()).isEmpty();
  }

  @Test
  void patternsMatchLikeUdev() {
    assertThat(UdevRuleFiles.matches("gpio*|tty", "gpiochip4")).isTrue();
    assertThat(UdevRuleFiles.matches("gpiochip[!0-9]", "gpiochip4")).isFalse();
    assertThat(UdevRuleFiles.matches("gpiochip[0-4]", "gpiochip4")).isTrue();
    assertThat(UdevRuleFiles.matches("gpiochip?", "gpiochip44")).isFalse();
    assertThat(UdevRuleFiles.matches("a.c", "abc")).isFalse();
    assertThat(UdevRuleFiles.matches("[", "[")).isTrue();
  }

  @Test
  void unusualSetsMatchLikeFnmatch() {
    assertThat(UdevRuleFiles.matches("gpio[^]x]", "gpio1")).isTrue();
    assertThat(UdevRuleFiles.matches("gpio[^]x]", "gpiox")).isFalse();
    assertThat(UdevRuleFiles.matches("gpio[]x]", "gpio]")).isTrue();
    assertThat(UdevRuleFiles.matches("gpio[9-0]", "gpio5")).isFalse();
    assertThat(UdevRuleFiles.matches("gpio[&&a]", "gpioa")).isTrue();
    assertThat(UdevRuleFiles.matches("*a".repeat(60), "a".repeat(60) + "b")).isFalse();
  }

  @Test
  @Tag("large")
  void longRulesAreRead() throws IOException {
    write(
        "etc/udev/rules.d/50-a.rules",
        "ENV{X}=\"%s\", \\\n%sGROUP=\"gpio\"\n"
            .formatted("x\\\"".repeat(100_000), "A==\"b\", \\\n".repeat(100_000)));
    write("etc/udev/rules.d/60-b.rules", "A{".repeat(500_000));
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> assertThat(blame()).hasValue("/etc/udev/rules.d/50-a.rules:1"));
  }
}
