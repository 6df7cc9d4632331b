// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/** A Debian system with systemd and sshd in User-mode Linux, with its own devicetree. */
final class Board {

  /** The directory with the scripts for boards and for connections to them. */
  static final Path SCRIPTS = Checkout.ROOT.resolve(".ci/ansible");

  private final int number;
  private final Path work;
  private final Path directory;
  private final List<Process> running = new ArrayList<>();

  /**
   * Creates a board that does not run yet.
   *
   * @param number the number of the board, from 1
   * @param work the directory of all boards, with the shared root/ and the SSH key
   */
  Board(int number, Path work) {
    this.number = number;
    this.work = work;
    this.directory = work.resolve("board" + number);
  }

  int number() {
    return number;
  }

  /** Creates the directory of the board. */
  void prepare() throws IOException {
    Path files = directory.resolve("files");
    Path ssh = Files.createDirectories(files.resolve("etc/ssh"));
    Path home = files.resolve("root");
    Path keys = Files.createDirectories(home.resolve(".ssh"));
    Path units = files.resolve("etc/systemd/system");
    Path wanted = Files.createDirectories(units.resolve("multi-user.target.wants"));
    Program.of("chmod", "700", keys.toString(), home.toString()).output();
    Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f")
        .and(ssh.resolve("ssh_host_ed25519_key").toString())
        .output();
    Files.copy(work.resolve("key.pub"), keys.resolve("authorized_keys"));
    Files.writeString(files.resolve("etc/hostname"), "board" + number + "\n");
    Files.copy(SCRIPTS.resolve("streams.py"), directory.resolve("streams.py"));
    Files.copy(SCRIPTS.resolve("board.service"), units.resolve("streams.service"));
    Files.createSymbolicLink(wanted.resolve("streams.service"), Path.of("../streams.service"));
    byte[] seed = new byte[64];
    new SecureRandom().nextBytes(seed);
    Files.write(directory.resolve("seed"), seed);
    Path source = directory.resolve("board.dts");
    Files.writeString(
        source, Program.of(SCRIPTS.resolve("board.sh").toString(), "" + number).output());
    Checkout.dtbind("compile", "-q", "-@", "-o", directory.resolve("board.dtb").toString())
        .and(source.toString())
        .output();
  }

  /** Starts the board. */
  void boot(Path kernel) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", "python3", SCRIPTS.resolve("streams.py").toString()));
    command.addAll(List.of("board", kernel.toString(), directory.resolve("ssh").toString()));
    command.addAll(
        List.of("mem=400M", "uml_dir=" + directory + "/", "dtb=" + directory + "/board.dtb"));
    command.addAll(List.of("root=/dev/root", "rootfstype=hostfs", "rootflags=" + work + "/root"));
    command.addAll(List.of("ro", "init=/sbin/board-init", "board=" + directory, "con=null"));
    command.addAll(List.of("con0=null,fd:2", "con1=null", "ssl=null", "panic=-1", "quiet"));
    command.add("systemd.show_status=0");
    running.add(
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console").toFile())
            .start());
  }

  /** Kills the board at once, like a power failure. */
  void kill() {
    for (Process process : running) {
      // The kernel leads a process group of its own.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    running.clear();
  }

  /** Runs a command over ssh, without Ansible. */
  Finished ssh(String command) throws IOException {
    return Program.of("ssh", "-n", "-i", work.resolve("key").toString())
        .and("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null")
        .and("-o", "LogLevel=ERROR", "-o")
        .and("ProxyCommand=python3 %s/streams.py connect %s/ssh".formatted(SCRIPTS, directory))
        .and("root@board", command)
        .within(Duration.ofMinutes(2))
        .run();
  }

  /** Runs a command over ssh, which must succeed, and returns its output. */
  String output(String command) throws IOException {
    return ssh(command).succeeded().out();
  }

  /** Waits until the board answers over ssh. */
  void awaitAnswer() throws IOException, InterruptedException {
    for (int i = 0; i < 120 && ssh("true").status() != 0; i++) {
      Thread.sleep(1000);
    }
    String name = ssh("hostname; tr -d '\\0' < /sys/firmware/devicetree/base/model").out();
    assertThat(name)
        .as("board%d: %s", number, Files.readString(directory.resolve("console")))
        .startsWith("board" + number)
        .endsWith("dtbind board " + number);
  }

  /** Returns all files, sorted. */
  List<String> files() throws IOException {
    return output("find / -xdev ! -type d | sort").lines().toList();
  }

  /**
   * Returns the state of the board: files with their change times, except logs; drivers, overrides,
   * device nodes, and the sequence number of the last uevent.
   */
  String state() throws IOException {
    return output(
        """
        find /etc /usr /boot /var/lib -xdev \\( -name __pycache__ -o -path /var/lib/systemd \\) \
          -prune -o -printf "%p %C@ %m %u %g\\n" | sort
        find /dev -name "gpio*" -printf "%p %m %u %g %l\\n" | sort
        for d in /sys/bus/platform/devices/*; do
          echo "$d $(readlink "$d/driver") $(cat "$d/driver_override" 2> /dev/null)"
        done
        ls /run/dtbind 2> /dev/null; cat /sys/kernel/uevent_seqnum
        """);
  }

  /** Returns drivers, overrides, links and declarations. */
  String boundState() throws IOException {
    return output(
        """
        for d in door gate; do
          echo "$d $(readlink /sys/bus/platform/devices/$d/driver) \
        $(cat /sys/bus/platform/devices/$d/driver_override)"
        done
        ls /dev/gpio
        cat /etc/dtbind/bindings.yaml /usr/lib/dtbind/target.conf \
          /usr/lib/udev/rules.d/70-dtbind.rules 2> /dev/null
        true
        """);
  }

  /** Checks with readlink and gpioinfo that devices are bound as declared. */
  void isAsDeclared(String... devices) throws IOException {
    for (String device : devices) {
      String command =
          "readlink /sys/bus/platform/devices/%1$s/driver; readlink -f /dev/gpio/%1$s | xargs gpioinfo"
              .formatted(device);
      assertThat(ssh(command).out())
          .as("board%d: %s", number, device)
          .containsPattern("(?s)gpio-aggregator.*gpiochip");
    }
  }

  /** Returns the number of bytes sent to and received from the board, and of connections. */
  List<Long> counts() throws IOException {
    String text = Files.readString(directory.resolve("ssh.counts")).strip();
    return List.of(text.split(" ", -1)).stream().map(Long::valueOf).toList();
  }
}
