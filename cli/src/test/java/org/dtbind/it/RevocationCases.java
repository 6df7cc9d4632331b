// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;

/**
 * Checks that a user who had a device loses it when it is given to another user, however the former
 * user keeps it open. Findings 1, 5 and 8 of the second security review.
 */
final class RevocationCases {

  /**
   * Opens a node as a user may, keeps the descriptor, and drives line 0 whenever it is told to.
   * Prints "works", or the error.
   */
  private static final String FORMER_USER =
      """
      import array, fcntl, os, socket, struct, sys
      def drive(fd):
          request = bytearray(592)
          struct.pack_into('I', request, 0, 0)
          request[256:260] = b'evil'
          struct.pack_into('Q', request, 288, 4)
          struct.pack_into('I', request, 560, 1)
          try:
              fcntl.ioctl(fd, 0xC250B407, request)
              os.close(struct.unpack_from('i', request, 588)[0])
              return 'works'
          except OSError as e:
              return e.strerror
      way, path = sys.argv[1], sys.argv[2]
      node = os.open(path, os.O_RDWR)
      if way == 'socket':
          here, there = socket.socketpair()
          here.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [node]))])
          os.close(node)
      print('ready', flush=True)
      for line in sys.stdin:
          if way == 'socket':
              data = there.recvmsg(1, socket.CMSG_LEN(4))[1][0][2]
              node = struct.unpack('i', data)[0]
              way = ''
          print(drive(node), flush=True)
      """;

  private static final String[] SPEC = {"--spec", "/tmp/given.yaml"};

  private final Target target;

  RevocationCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("formerOwnerLosesAnOpenChip", () -> given("open")),
        new Case("formerOwnerLosesAChipOpenedThroughAMountOfItsOwn", () -> given("mount")),
        new Case("formerOwnerLosesAChipInASocket", () -> given("socket")),
        new Case("formerUserLosesAnAggregator", this::aggregator),
        new Case("chipThatKeepsItsDriverIsNotGivenWhileItMayBeOpen", this::keptDriver),
        new Case("ownerThatLeavesTheDeclarationLosesTheNode", this::left),
        new Case("accessControlListIsSeenAndRemoved", this::accessControlList),
        new Case("openChipIsUnboundOnlyWithForce", this::unboundWhileOpen),
        new Case("groupMemberCannotOpenANewChipFirst", this::member));
  }

  /** A process of a former user. */
  private record FormerUser(Process process, BufferedReader output) implements AutoCloseable {

    static FormerUser opens(String way, String user, String path) throws IOException {
      Path program = Files.writeString(Path.of("/tmp/former-user.py"), FORMER_USER);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
      List<String> command =
          new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--clear-groups"));
      String python = "exec python3 %s %s %s".formatted(program, way, path);
      if (way.equals("mount")) {
        // The link in /proc/PID/fd then contains the path /mnt/y.
        String mounted = "mount -t tmpfs x /mnt && touch /mnt/y && mount --bind %s /mnt/y && ";
        command.addAll(List.of("unshare", "-Urm"));
        python = mounted.formatted(path) + python.replace(" " + path, " /mnt/y");
      }
      command.addAll(List.of("sh", "-c", python));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      FormerUser opened =
          new FormerUser(
              process,
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
      assertThat(opened.output.readLine()).isEqualTo("ready");
      return opened;
    }

    /** Tries to request line 0 as an output; returns "works" or the error. */
    String drives() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return String.valueOf(output.readLine());
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      shell("while kill -0 %d 2>/dev/null; do sleep 0.05; done".formatted(process.pid()));
    }
  }

  private static void declare(String access) throws IOException {
    shell(
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /door, bind:"
            + " gpio-aggregator, link: door%s }\\n' > /tmp/given.yaml".formatted(access));
  }

  private static void apply(int status) {
    Run.ending(status, "apply", "--prune", SPEC[0], SPEC[1]);
  }

  private static String stat() throws IOException {
    return shell(DistributionRule.STAT + "/dev/gpio/door");
  }

  /** From a user to another user and a group, to which the former user does not belong. */
  private void given(String way) throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    declare(", owner: games");
    apply(0);
    String chip = "/dev/" + shell("basename $(ls -d /sys/devices/platform/door/gpiochip*)").strip();
    try (FormerUser games = FormerUser.opens(way, "games", chip)) {
      assertThat(way.equals("socket") ? "works" : games.drives()).isEqualTo("works");
      declare(", owner: nobody, group: users, mode: \"0660\"");
      assertThat(Run.ending(0, "plan", "--prune", SPEC[0], SPEC[1]).out())
          .contains("/gpio-aggregator/unbind", "/gpio-aggregator/bind");
      Run run = Run.ending(0, "apply", "--prune", SPEC[0], SPEC[1]);
      assertThat(run.out() + run.err()).contains("its former users lose access to it");
      assertThat(stat()).isEqualTo("nobody users 660\n");
      assertThat(games.drives()).isEqualTo("No such device");
    }
    Run.ending(0, "status", SPEC[0], SPEC[1]);
    Run.ending(0, "unbind", "door");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void aggregator() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String declared =
        "umask 022; printf 'apiVersion: dtbind/v1\\naggregators:\\n  - { name: anna, lines:"
            + " [\"gpio2:20\"], owner: %s }\\n' > /tmp/given.yaml";
    shell(declared.formatted("games"));
    apply(0);
    String chip = "/dev/" + shell("basename $(readlink -f /dev/gpio/anna)").strip();
    try (FormerUser games = FormerUser.opens("mount", "games", chip)) {
      assertThat(games.drives()).isEqualTo("works");
      // It is in use, by whatever path it was opened.
      assertThat(Run.ending(1, "aggregator", "delete", "anna").err()).contains("has " + chip);
      Run.ending(0, "aggregator", "delete", "anna", "--force");
      shell(declared.formatted("nobody"));
      apply(0);
      assertThat(shell(DistributionRule.STAT + "/dev/gpio/anna")).isEqualTo("nobody root 600\n");
      assertThat(games.drives()).isEqualTo("No such device");
    }
    Run.ending(0, "aggregator", "delete", "anna");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  /** Its regular driver serves others, too, so the device is not bound again. */
  private void keptDriver() throws IOException {
    String declared =
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /sim2, owner: %s }\\n' >"
            + " /tmp/given.yaml";
    String chip = "/dev/" + shell("basename $(ls -d /sys/devices/platform/sim2/gpiochip*)").strip();
    for (String way : List.of("open", "mount", "socket")) {
      shell(declared.formatted("games"));
      apply(0);
      try (FormerUser games = FormerUser.opens(way, "games", chip)) {
        shell(declared.formatted("nobody"));
        assertThat(Run.ending(1, "apply", SPEC[0], SPEC[1]).err())
            .contains("python3[" + games.process().pid() + "] ")
            .contains(way.equals("socket") ? "may have " + chip : "has " + chip)
            .contains("end these processes first");
        assertThat(shell(DistributionRule.STAT + chip)).isEqualTo("games root 600\n");
      }
      apply(0);
      assertThat(shell(DistributionRule.STAT + chip)).isEqualTo("nobody root 600\n");
    }
    shell("printf 'apiVersion: dtbind/v1\\n' > /tmp/given.yaml");
    apply(0);
    assertThat(shell(DistributionRule.STAT + chip)).isEqualTo("root root 600\n");
  }

  private void left() throws IOException {
    declare(", owner: games");
    apply(0);
    assertThat(stat()).isEqualTo("games root 600\n");
    declare("");
    assertThat(Run.ending(5, "plan", "--check", SPEC[0], SPEC[1]).out()).contains("to root");
    apply(0);
    assertThat(stat()).isEqualTo("root root 600\n");
    Run.ending(0, "status", SPEC[0], SPEC[1]);
    assertThat(Run.ending(0, "plan", "--check", SPEC[0], SPEC[1]).out()).contains("1 of 1");
    Run.ending(0, "unbind", "door");
  }

  /** Adds an entry to the access control list of a node with mode 0660. */
  static void grantGames(String node) throws IOException {
    // user::rw-, user:games:rw-, group::rw-, mask::rw-, other::---, as setfacl(1) writes it
    shell(
        ("python3 -c \"import os, struct; os.setxattr('%s',"
                + " 'system.posix_acl_access',"
                + " struct.pack('<I', 2) + b''.join(struct.pack('<HHI', *e) for e in [(1, 6, 2**32-1),"
                + " (2, 6, 5), (4, 6, 2**32-1), (16, 6, 2**32-1), (32, 0, 2**32-1)]))\"")
            .formatted(node));
  }

  private void accessControlList() throws IOException {
    declare(", owner: nobody, group: users, mode: \"0660\"");
    apply(0);
    grantGames("/dev/gpio/door");
    assertThat(stat()).isEqualTo("nobody users 660\n");
    assertThat(Run.ending(5, "status", SPEC[0], SPEC[1]).err())
        .contains("it has an access control list (ACL)");
    String chip = "/dev/" + shell("basename $(ls -d /sys/devices/platform/door/gpiochip*)").strip();
    try (FormerUser games = FormerUser.opens("open", "games", chip)) {
      apply(0);
      assertThat(games.drives()).isEqualTo("No such device");
    }
    Run.ending(0, "status", SPEC[0], SPEC[1]);
    Run.ending(0, "unbind", "door");
  }

  private void unboundWhileOpen() throws IOException {
    declare(", owner: games");
    apply(0);
    String chip = "/dev/" + shell("basename $(ls -d /sys/devices/platform/door/gpiochip*)").strip();
    try (FormerUser games = FormerUser.opens("open", "games", chip)) {
      assertThat(Run.ending(1, "unbind", "door").err())
          .contains("is in use", "has " + chip + " open", "--force");
      assertThat(games.drives()).isEqualTo("works");
      Run.ending(0, "unbind", "door", "--force");
      assertThat(games.drives()).isEqualTo("No such device");
    }
  }

  /** A rule gives each new chip to a group, and a member of it opens it through its own mount. */
  private void member() throws Exception {
    Path waiting = Path.of("/tmp/waiting.py");
    Files.writeString(
        waiting,
        """
        import glob, os, sys, time
        old, got = set(glob.glob('/mnt/gpiochip*')), []
        print('ready', flush=True)
        while not os.path.exists('/tmp/stop'):
            for path in set(glob.glob('/mnt/gpiochip*')) - old:
                try:
                    got.append(os.open(path, os.O_RDWR))
                    old.add(path)
                except OSError:
                    pass
        import fcntl
        def alive(fd):
            try:
                fcntl.ioctl(fd, 0x8044B401, bytearray(68))
                return True
            except OSError:
                return False
        print(len(got), [fd for fd in got if alive(fd)], flush=True)
        """);
    Files.setPosixFilePermissions(waiting, PosixFilePermissions.fromString("rw-r--r--"));
    DistributionRule.with(
        target,
        () -> {
          shell("rm -f /tmp/stop");
          Process games =
              new ProcessBuilder(
                      "setpriv",
                      "--reuid=games",
                      "--regid=games",
                      "--clear-groups",
                      "unshare",
                      "-Urm",
                      "sh",
                      "-c",
                      "mount --rbind /dev /mnt && exec python3 " + waiting)
                  .redirectErrorStream(true)
                  .start();
          BufferedReader output =
              new BufferedReader(
                  new InputStreamReader(games.getInputStream(), StandardCharsets.UTF_8));
          assertThat(output.readLine()).isEqualTo("ready");
          Run.ending(
              0,
              "aggregator",
              "create",
              "anna",
              "gpio2:20",
              "--owner",
              "nobody",
              "--mode",
              "0600",
              // The program leaves little time for udev.
              "--timeout",
              "600");
          shell("touch /tmp/stop");
          // It may have opened the first chip, which is gone now, but never the one that nobody
          // has.
          assertThat(output.readLine()).endsWith(" []");
          games.destroyForcibly().waitFor();
          assertThat(shell(DistributionRule.STAT + "/dev/gpio/anna"))
              .isEqualTo("nobody root 600\n");
          Run.ending(0, "aggregator", "delete", "anna");
        });
  }
}
