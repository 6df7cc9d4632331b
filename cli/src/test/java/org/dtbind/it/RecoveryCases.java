// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.cli.Run;
import org.dtbind.kernel.WritableKernel;

/**
 * Tests {@code dtbind recover} with journals of interrupted runs and with damaged journals. Each
 * case writes the journal itself.
 */
final class RecoveryCases {

  private static final String JOURNAL = "/run/dtbind/journal";
  private static final String RECORD = "/run/dtbind/bindings/platform:door";
  private static final String OVERRIDE = "/sys/devices/platform/door/driver_override";

  /** A journal of a change to the device door that keeps no record, before its first step. */
  static final String DOOR =
      """
      dtbind-journal=1
      process=612
      change=device
      bus=platform
      device=door
      node=/door
      offered=no
      kept=no
      begin
      """;

  /** A journal of a bind of the device door, before its first step. */
  private static final String BIND =
      DOOR.replace(
          "offered=no\nkept=no\n",
          """
          next-driver=gpio-aggregator
          next-override=gpio-aggregator
          offered=no
          kept=yes
          """);

  private final Target target;
  private final WritableKernel kernel;

  RecoveryCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
  }

  List<Case> all() {
    return List.of(
        new Case("recoverWithoutAJournalDoesNothing", this::noJournal),
        new Case("anInterruptedBindIsRolledBack", this::bindRolledBack),
        new Case("completedBindIsFinished", this::bindFinished),
        new Case("untouchedDeviceIsLeftUnchanged", this::untouched),
        new Case("anInterruptedUnbindIsRolledBack", this::unbindRolledBack),
        new Case("aJournalOfAnotherBootIsRemoved", this::otherBoot),
        new Case("recoverReportsAMissingDevice", this::missingDevice),
        new Case("aDamagedJournalIsRefusedAndNothingWritten", this::damagedJournal),
        new Case("changesAreRefusedWhileAJournalExists", this::otherCommandsRefused));
  }

  private void journal(String text) {
    assertThat(kernel.files().replace(JOURNAL, text).failure()).isEmpty();
  }

  private boolean exists(String path) {
    return kernel.sysfs().exists(path);
  }

  private static Run recover(int status, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "recover";
    System.arraycopy(args, 0, all, 1, args.length);
    Run run = Run.of(all);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private void noJournal() {
    assertThat(recover(0).out()).isEqualTo("no change was interrupted\n");
    assertThat(recover(0, "--format", "json").out())
        .contains("\"schema\" : \"dtbind.recover/1\"", "\"result\" : \"nothing\"");
  }

  private void bindRolledBack() {
    target.write(OVERRIDE, "gpio-aggregator");
    target.write("/sys/bus/platform/drivers/gpio-aggregator/bind", "door");
    String steps = "step=0 write " + OVERRIDE + "\nstep=0 write /sys/bus/platform/drivers/…\nstep";
    journal(BIND + steps);
    Run run = recover(0, "-v");
    assertThat(run.out())
        .isEqualTo(
            """
            the change of process 612 was interrupted, and has been rolled back
            platform device door (/door) has no driver
            """);
    assertThat(run.err()).contains("it was interrupted at: write /sys/bus/platform/drivers/…");
    assertThat(exists(JOURNAL)).isFalse();
    assertThat(target.device("door").driver()).isEmpty();
    assertThat(recover(0).out()).isEqualTo("no change was interrupted\n");
  }

  private void bindFinished() {
    Target.done(target.binder().bind(BindRequest.of("door")));
    journal(BIND + "step=0 write\ndone\n");
    assertThat(recover(0).out())
        .isEqualTo(
            """
            the change of process 612 was complete, and has been finished
            platform device door (/door) is bound to gpio-aggregator
            """);
    assertThat(exists(JOURNAL)).isFalse();
    assertThat(exists(RECORD)).isTrue();
    journal(BIND.replace("kept=yes", "kept=no") + "done\n");
    assertThat(recover(0, "--format", "json").out()).contains("\"result\" : \"finished\"");
    assertThat(exists(RECORD)).isFalse();
    Target.done(target.binder().unbind(UnbindRequest.of("door")));
  }

  private void untouched() {
    target.write(OVERRIDE, "gpio-sim");
    journal(BIND);
    recover(0);
    assertThat(target.device("door").override().driver()).hasValue("gpio-sim");
    target.write(OVERRIDE, "\n");
  }

  private void unbindRolledBack() {
    Target.done(target.binder().bind(BindRequest.of("door")));
    String record = kernel.files().read(RECORD).value().flatMap(text -> text).orElseThrow();
    String head =
        BIND.replace("next-driver=gpio-aggregator\n", "driver=gpio-aggregator\n")
            .replace("next-override=gpio-aggregator\n", "override=gpio-aggregator\n")
            .replace(
                "kept=yes\n",
                "kept=no\nrecord=" + record.strip().replace("\n", "\nrecord=") + "\n");
    target.write(OVERRIDE, "\n");
    target.write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "door");
    assertThat(kernel.files().remove(RECORD).failure()).isEmpty();
    journal(head + "step=0 write\nstep=0 write\n");
    recover(0);
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    assertThat(target.device("door").override().driver()).hasValue("gpio-aggregator");
    assertThat(kernel.files().read(RECORD).value()).hasValue(Optional.of(record));
    Target.done(target.binder().unbind(UnbindRequest.of("door")));
  }

  private void otherBoot() {
    journal(BIND.replace("change=", "boot=0-0\nchange=") + "step=0 write\n");
    assertThat(recover(0).out()).contains("was interrupted before this boot");
    assertThat(exists(JOURNAL)).isFalse();
  }

  private void missingDevice() {
    journal(BIND.replace("door", "away") + "step=0 write\n");
    assertThat(recover(0).out()).endsWith("platform device away (/away) no longer exists\n");
  }

  private void damagedJournal() {
    List<String> texts =
        List.of(
            "",
            "\n",
            "nonsense\n",
            BIND.replace("=1\n", "=2\n"),
            BIND.replace("begin\n", ""),
            BIND.substring(0, 100),
            BIND + "step=1 write\n",
            BIND + "step=-1 write\n",
            BIND + "step=99999999999 write\n",
            BIND + "done\nstep=0 write\n",
            BIND + "done\ndone\n",
            BIND.replace("device=door", "device=../../../etc"),
            BIND.replace("device=door", "device=.."),
            BIND.replace("device=door", "device="),
            BIND.replace("bus=platform", "bus=../../tmp"),
            BIND.replace("bus=platform", "bus=plat\0form"),
            BIND.replace("next-driver=gpio-aggregator", "next-driver=a/b"),
            BIND.replace("node=/door", "node=door"),
            BIND.replace("kept=yes", "kept=maybe"),
            BIND.replace("bus=platform", "bus=platform\nbus=pci"),
            BIND.replace("kept=yes", "kept=yes\nrecord=dtbind-binding=1"),
            BIND.replace("change=device", "change=flash"),
            BIND.replace("process=612", "proc=612"));
    for (String text : texts) {
      journal(text);
      SystemSnapshot before = SystemSnapshot.of(kernel);
      Run run = recover(4);
      assertThat(run.err())
          .startsWith("dtbind: /run/dtbind/journal is damaged: line ")
          .contains("nothing was written", "rm /run/dtbind/journal")
          .doesNotContain("Exception", "\tat ");
      assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    }
    assertThat(kernel.files().remove(JOURNAL).failure()).isEmpty();
  }

  private void otherCommandsRefused() {
    journal(BIND);
    for (List<String> words :
        List.of(
            List.of("bind", "door"),
            List.of("unbind", "door"),
            List.of("bind", "plain"),
            List.of("aggregator", "create", "relays", "gpio2:24"))) {
      SystemSnapshot before = SystemSnapshot.of(kernel);
      Run run = Run.of(words.toArray(String[]::new));
      assertThat(run.status()).as(run.toString()).isEqualTo(4);
      assertThat(run.err()).contains("was interrupted", "dtbind recover");
      assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    }
    assertThat(Run.of("bind", "--dry-run", "door").status()).isZero();
    recover(0);
  }
}
