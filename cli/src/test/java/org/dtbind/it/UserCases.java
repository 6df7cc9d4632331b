// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;

/** Tests what an ordinary user may do, and which permission dtbind names in a refusal. */
final class UserCases {

  private static final Path SPEC = Path.of("/tmp/user.yaml");
  private static final Path JOURNAL = Path.of("/run/dtbind/journal");
  private static final String NO_GROUP =
      "help: group membership and udev rules cannot grant this to user 4242: run this command "
          + "as root (sudo), or with CAP_DAC_OVERRIDE";

  private final Target target;

  UserCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("anOrdinaryUserMayNotApply", this::apply),
        new Case("anOrdinaryUserMayNotMakeAnAggregator", this::create),
        new Case("anOrdinaryUserMayNotDeleteAnAggregator", this::delete),
        new Case("anOrdinaryUserMayNotRecover", this::recover),
        new Case("anOrdinaryUserSeesBoundDevices", this::status),
        new Case("aMemberOfTheGroupSeesLines", this::lines));
  }

  private static Run user(int status, String... args) {
    return checked(Unprivileged.run(Unprivileged.USER, args), status);
  }

  private static Run checked(Run run, int status) {
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private static void shell(String command) {
    try {
      assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
          .as(command)
          .isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command, e);
    }
  }

  /** Gives the chips to group games during {@code body}, as a udev rule would. */
  private static void withChipsOfGames(Runnable body) {
    shell("chgrp games /dev/gpiochip*; chmod 660 /dev/gpiochip*");
    try {
      body.run();
    } finally {
      shell("chgrp root /dev/gpiochip*; chmod 600 /dev/gpiochip*");
    }
  }

  private static Run member(int status, String... args) {
    return checked(Unprivileged.run(Unprivileged.GAMES, args), status);
  }

  private void apply() throws IOException {
    Files.writeString(
        SPEC, "apiVersion: dtbind/v1\ndevices:\n  - { node: /door, bind: gpio-aggregator }\n");
    shell("chmod 644 " + SPEC);
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    assertThat(user(77, "apply", "--spec", SPEC.toString()).err()).contains("EACCES", NO_GROUP);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    assertThat(user(0, "apply", "--dry-run", "--spec", SPEC.toString()).out())
        .contains("gpio-aggregator/bind");
  }

  private void create() {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    assertThat(user(77, "aggregator", "create", "mine", "gpio2:24").err())
        .contains("EACCES", "udev rule such as SUBSYSTEM==\"gpio\"");
    withChipsOfGames(
        () ->
            assertThat(member(77, "aggregator", "create", "mine", "gpio2:24").err())
                .contains("EACCES", NO_GROUP));
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void delete() {
    checked(Run.of("aggregator", "create", "theirs", "gpio2:24"), 0);
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    withChipsOfGames(
        () -> {
          assertThat(member(0, "aggregator", "list").out()).contains("theirs");
          assertThat(member(77, "aggregator", "delete", "theirs").err())
              .contains("EACCES", NO_GROUP);
        });
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    checked(Run.of("aggregator", "delete", "theirs"), 0);
  }

  private void recover() {
    assertThat(user(0, "recover").out()).isEqualTo("no change was interrupted\n");
    assertThat(target.kernel().files().replace(JOURNAL.toString(), RecoveryCases.DOOR).failure())
        .isEmpty();
    assertThat(user(77, "recover").err()).contains("EACCES", NO_GROUP);
    assertThat(JOURNAL).exists();
    checked(Run.of("recover"), 0);
  }

  private void status() {
    checked(Run.of("bind", "door"), 0);
    assertThat(user(0, "status").out()).containsPattern("platform/door +/door +bound");
    assertThat(user(77, "unbind", "door").err()).contains("EACCES", NO_GROUP);
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    checked(Run.of("unbind", "door"), 0);
  }

  private void lines() {
    withChipsOfGames(
        () -> assertThat(member(0, "lines", "ten-bytes-").out()).containsPattern("ten-bytes- "));
  }
}
