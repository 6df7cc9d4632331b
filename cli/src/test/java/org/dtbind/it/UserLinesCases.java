// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.Run;
import org.dtbind.device.RemovedChips;
import org.dtbind.kernel.Kernel;

/** Runs the commands of docs/guide/lines-for-users.md and compares their output. */
final class UserLinesCases {

  /** The most reads of a level, 20 ms apart: a background program may not have set it yet. */
  private static final int READS = 250;

  private final Kernel kernel;

  UserLinesCases(Target target) {
    this.kernel = target.kernel();
  }

  List<Case> all() {
    return List.of(new Case("guideCommandsPrintTheDocumentedOutput", this::guide));
  }

  private void guide() throws IOException, InterruptedException {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Transcript guide = Transcript.of(Files.readString(Transcript.page("lines-for-users.md")));
    assertThat(guide.steps()).hasSizeGreaterThan(25);
    shell(
        "for file in passwd group; do cp /etc/$file /tmp/$file; chmod 644 /tmp/$file; done;"
            + " echo 'anna:x:4301:4301::/:/bin/sh' >> /tmp/passwd;"
            + " echo 'ben:x:4302:4302::/:/bin/sh' >> /tmp/passwd;"
            + " echo 'anna:x:4301:' >> /tmp/group; echo 'ben:x:4302:' >> /tmp/group;"
            + " for file in passwd group; do mount --bind /tmp/$file /etc/$file; done");
    Map<String, UserShell> shells = new HashMap<>();
    try {
      for (Transcript.Step step : guide.steps()) {
        if (!shells.containsKey(step.user())) {
          shells.put(step.user(), new UserShell(step.user()));
        }
        String output = answer(shells.get(step.user()), step);
        assertThat(output.replaceAll("(gpiochip|gpio-aggregator\\.|gpioset\\[)\\d+", "$1N"))
            .as(step.user() + ": " + step.command())
            .isEqualTo(expected(step.answer()));
      }
    } finally {
      for (UserShell one : shells.values()) {
        one.close();
      }
      shell("umount /etc/passwd /etc/group");
    }
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  /** The page says that the help line differs before Linux 6.9. */
  private String expected(String answer) {
    return RemovedChips.crash(kernel.sysfs())
        ? answer.replace(
            "release them first, or use --force to delete the chip anyway",
            RemovedChips.RELEASE_FIRST)
        : answer;
  }

  private static String answer(UserShell shell, Transcript.Step step)
      throws IOException, InterruptedException {
    if (step.command().startsWith("dtbind ")) {
      assertThat(step.user()).as("the user who runs dtbind").isEqualTo("root");
      Run run = Run.of(step.command().substring("dtbind ".length()).split(" ", -1));
      return run.status() == 0 ? run.out() : run.err();
    }
    String output = shell.type(step.command());
    for (int i = 0; i < READS && step.command().startsWith("cat "); i++) {
      if (output.equals(step.answer())) {
        break;
      }
      Thread.sleep(20);
      output = shell.type(step.command());
    }
    return output;
  }
}
