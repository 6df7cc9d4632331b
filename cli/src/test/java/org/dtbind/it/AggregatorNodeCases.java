// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Access;

/**
 * The owner of an aggregator's node, with and without udev, and aggregators that are created at
 * each boot.
 */
final class AggregatorNodeCases {

  private static final String STAT = "stat -L -c '%U %G %a' /dev/gpio/relays";
  private static final String RULES = "/run/udev/rules.d/70-dtbind-aggregator-relays.rules";

  /** udevd may take this long to end by itself. */
  private static final Duration END_TIMEOUT = Duration.ofSeconds(3);

  private static final Duration KILL_TIMEOUT = Duration.ofMinutes(2);

  private final WritableKernel kernel;

  AggregatorNodeCases(Target target) {
    this.kernel = target.kernel();
  }

  List<Case> all() {
    return List.of(
        new Case("createSetsNodeOwnerWithoutUdev", this::withoutUdev),
        new Case("createSetsNodeOwnerByUdevRule", this::withUdev),
        new Case("createIsUndoneIfUdevDoesNotApplyItsRule", this::udevQueueStopped),
        new Case("rulesAreRemovedEvenIfUdevdDiscardsAReload", this::discardedReload),
        new Case("persistIsRejectedForLabelWithNewline", this::labelWithNewline),
        new Case("scriptRecreatesPersistentAggregator", this::persistent));
  }

  private static Run create(String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "aggregator", "create", "relays", "gpio2:20-21", "nine-byte", "--timeout", "300"));
    args.addAll(List.of(more));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isZero();
    return run;
  }

  private void withoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    create("--owner", "games", "--group", "tty", "--mode", "0640");
    assertThat(shell(STAT)).isEqualTo("games tty 640\n");
    assertThat(Run.of("aggregator", "delete", "relays").status()).isZero();
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    assertThat(kernel.sysfs().exists("/dev/gpio")).isFalse();
  }

  /** Starts udevd; closing the result ends it. */
  static AutoCloseable udev() throws IOException {
    shell("mkdir -p /run/udev && exec /lib/systemd/systemd-udevd --daemon");
    control("--ping");
    return () -> {
      shell("for n in 1 2 3; do udevadm control --exit 2> /dev/null || break; done");
      awaitNoUdev();
      shell("rm -rf /run/udev");
    };
  }

  /**
   * Sends a message to udevd. Three times, because udevd may discard it, for the reason that
   * LinuxUdev gives.
   */
  static void control(String message) throws IOException {
    shell("for n in 1 2 3; do udevadm control %s || exit; done".formatted(message));
  }

  /**
   * Waits until udevd has ended, since until then it would apply its rules to new nodes. Under
   * load, it sometimes does not end, and is killed.
   */
  private static void awaitNoUdev() throws InterruptedException {
    long start = System.nanoTime();
    while (daemons().findAny().isPresent()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      assertThat(waited).as("udevd has been killed, but is still running").isLessThan(KILL_TIMEOUT);
      if (waited.compareTo(END_TIMEOUT) > 0) {
        daemons().forEach(ProcessHandle::destroyForcibly);
      }
      Thread.sleep(20);
    }
  }

  /**
   * Returns the daemon and its workers, whose process names differ from the name of the program.
   */
  private static Stream<ProcessHandle> daemons() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().command().filter(name -> name.endsWith("/udevadm")).isPresent());
  }

  private void withUdev() throws Exception {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    try (AutoCloseable udev = udev()) {
      assertThat(udev).isNotNull();
      create("--group", "games", "--mode", "0660");
      assertThat(shell(STAT)).isEqualTo("root games 660\n");
      assertThat(kernel.sysfs().exists(RULES)).isTrue();
      // udev handles the chip again, as at coldplug.
      shell("chown root:root /dev/gpio/relays; udevadm trigger --settle --subsystem-match=gpio");
      assertThat(shell(STAT)).isEqualTo("root games 660\n");
      assertThat(Run.of("aggregator", "delete", "relays").status()).isZero();
      assertThat(kernel.sysfs().exists(RULES)).isFalse();
      shell("udevadm settle");
      assertThat(kernel.files().linked("/dev/gpio/relays")).isEmpty();
    }
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  /** udevd handles no events while its queue is stopped. */
  private void udevQueueStopped() throws Exception {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Access games =
        new Access(
            Optional.empty(),
            Optional.of("games"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    try (AutoCloseable udev = udev()) {
      assertThat(udev).isNotNull();
      control("--stop-exec-queue");
      Result<AggregatorSubject> result =
          new Aggregators(kernel)
              .create(
                  CreateRequest.of("relays", List.of("gpio2:20"))
                      .withAccess(games)
                      .withTimeout(Duration.ofMillis(600)));
      assertThat(result).isInstanceOf(Failed.class);
      assertThat(((Failed<AggregatorSubject>) result).problem().message())
          .contains("udev did not set up /dev/gpiochip");
      assertThat(result.exit()).isEqualTo(ExitStatus.FAILED);
      assertThat(kernel.sysfs().exists(RULES)).isFalse();
      control("--start-exec-queue");
      shell("udevadm settle || { ps axl; false; }");
    }
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  /**
   * The first reload after {@code /tmp/discarded} was removed does not reach udevd. The rule of a
   * deleted aggregator must not apply to another one.
   */
  private void discardedReload() throws Exception {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Files.writeString(
        Path.of("/tmp/discards"),
        """
        #!/bin/sh
        [ "$1 $2" = 'control --reload' ] || exec /tmp/udevadm "$@"
        mkdir /tmp/discarded 2> /dev/null && exit
        # udevd may discard one by itself.
        for n in 1 2 3; do /tmp/udevadm "$@" || exit; done
        """);
    shell("cp /usr/bin/udevadm /tmp; chmod +x /tmp/discards");
    try (AutoCloseable udev = udev()) {
      assertThat(udev).isNotNull();
      shell("mount --bind /tmp/discards /usr/bin/udevadm");
      create("--group", "games", "--mode", "0660");
      shell("rmdir /tmp/discarded");
      assertThat(Run.of("aggregator", "delete", "relays").status()).isZero();
      assertThat(Path.of("/tmp/discarded")).exists();
      shell(
          """
          cd /sys/bus/platform/devices; old=" $(echo gpio-aggregator.*) "
          echo gpio2 22 > ../drivers/gpio-aggregator/new_device
          for new in gpio-aggregator.*; do case $old in *" $new "*) ;; *) break ;; esac; done
          for directory in $new $new/gpiochip*; do
            echo change 7e0d5f9c-6b0e-4c7f-9d55-647462696e64 DTBIND=72656c617973 > $directory/uevent
          done
          udevadm settle; ls /dev/gpio; echo $new > ../drivers/gpio-aggregator/delete_device
          [ ! -e /dev/gpio ]
          """);
    } finally {
      shell("umount /usr/bin/udevadm; rm -r /tmp/discards /tmp/discarded /tmp/udevadm");
    }
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private void labelWithNewline() throws IOException {
    String sim = "/sys/kernel/config/gpio-sim/odd";
    shell(
        "mkdir -p %s/bank && printf 'a\nb' > %s/bank/label && echo 1 > %s/live"
            .formatted(sim, sim, sim));
    SystemSnapshot before = SystemSnapshot.of(kernel);
    Run run = Run.of("aggregator", "create", "x", "--persist", "a\nb:0");
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.err()).contains("cannot be passed to the script", "omit --persist");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    assertThat(Run.of("aggregator", "create", "x", "a\nb:0").status()).isZero();
    assertThat(Run.of("aggregator", "delete", "x").status()).isZero();
    shell(
        "echo 0 > %s/live && printf 'a\tb' > %s/bank/label && echo 1 > %s/live"
            .formatted(sim, sim, sim));
    run = Run.of("aggregator", "create", "x", "--persist", "a\tb:0");
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.err()).contains("cannot be passed to the script", "omit --persist");
    shell("echo 0 > %s/live && rmdir %s/bank %s".formatted(sim, sim, sim));
  }

  private void persistent() throws Exception {
    shell(
        "mkdir -m 755 /tmp/upper /tmp/work && mount -t overlay -o"
            + " lowerdir=/etc,upperdir=/tmp/upper,workdir=/tmp/work etc /etc");
    SystemSnapshot before = SystemSnapshot.of(kernel);
    try (AutoCloseable udev = udev()) {
      assertThat(udev).isNotNull();
      create("--owner", "nobody", "--persist");
      assertThat(shell(STAT)).isEqualTo("nobody root 600\n");
      assertThat(Run.of("aggregator", "list").out()).containsPattern("relays .* yes ");
      // As after a boot, neither the kernel nor /run knows the aggregator.
      assertThat(Run.of("aggregator", "delete", "relays").err()).contains("next boot");
      assertThat(Run.of("aggregator", "list").out()).containsPattern("relays +- +missing");
      String script = "/etc/dtbind/dtbind-target -c /etc/dtbind/aggregators ";
      // Other rules give new chips to a group, until udev knows whose they are.
      shell(
          "mkdir -p /run/udev/rules.d; echo 'SUBSYSTEM==\"gpio\", GROUP=\"games\", MODE=\"0660\"'"
              + " > /run/udev/rules.d/71-board.rules");
      control("--reload");
      try (FormerUser games = FormerUser.waiting("gpio", "gpiochip")) {
        shell(script + "start");
        assertThat(games.uses()).isEqualTo("nothing");
      }
      assertThat(shell(script + "status"))
          .matches(
              "aggregator relays: gpio-aggregator.\\d+, /dev/gpiochip\\d+, /dev/gpio/relays\n");
      assertThat(shell(STAT)).isEqualTo("nobody root 600\n");
      assertThat(Run.of("aggregator", "list").out())
          .containsPattern("relays +gpio-aggregator.\\d+ .* yes ");
      // dtbind accepts the aggregator that the script created.
      assertThat(create("--owner", "nobody", "--persist").out()).contains("already exists");
      assertThat(shell("systemd-analyze verify dtbind-aggregators.service 2>&1 || true"))
          .doesNotContain("dtbind-aggregators.service:");
      assertThat(Run.of("aggregator", "delete", "--persist", "relays").status()).isZero();
      assertThat(shell("find /tmp/upper -type f -o -type l -o -type c")).doesNotContain("dtbind");
    } finally {
      shell("umount -l /etc");
    }
    assertThat(SystemSnapshot.of(kernel).devices()).isEqualTo(before.devices());
  }
}
