// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.cli.Run;
import org.dtbind.it.FormerUser.Way;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Checks that a user who could open a device loses it when it is given to another user, for each
 * kind of device, and each way in which the former user has access: the kernel ends the access, or
 * dtbind refuses the change, whether or not it can see the process. The blob is that of {@code
 * src/it/kernel/revocation.dts}.
 */
public final class RevocationCases {

  private static final String SPEC = "/tmp/given.yaml";

  private static final String OTHER = ", owner: nobody, group: users, mode: \"0660\"";

  /** What a former user gets of a device whose access nothing ends. */
  private static final String KEPT = "works";

  private static final Kind AGGREGATOR =
      new Kind(
          "Aggregator",
          "gpio",
          "aggregators:\n  - { name: anna, lines: [\"gpio2:20\"]%s }\n",
          "/dev/gpiochip",
          "readlink -f /dev/gpio/anna",
          "No such device");

  private static final Kind KEPT_CHIP =
      new Kind(
          "ChipThatKeepsItsDriver",
          "gpio",
          "devices:\n  - { node: /sim2%s }\n",
          "/dev/gpiochip",
          "echo /dev/$(basename $(ls -d /sys/devices/platform/sim2/gpiochip*))",
          KEPT);

  private static final Kind CHIP =
      new Kind(
          "Chip",
          "gpio",
          "devices:\n  - { node: /door, bind: gpio-aggregator%s }\n",
          "/dev/gpiochip",
          "echo /dev/$(basename $(ls -d /sys/devices/platform/door/gpiochip*))",
          "No such device");

  private static final Kind UIO =
      new Kind(
          "Uio",
          "uio",
          "devices:\n  - { node: /motor@100000, bind: uio_pdrv_genirq%s }\n",
          "/dev/uio",
          "ls /dev/uio*",
          KEPT);

  private static final Kind SPIDEV =
      new Kind(
          "Spidev",
          "spidev",
          "devices:\n  - { node: /spi/display@0, bind: spidev%s }\n",
          "/dev/spidev",
          "ls /dev/spidev*",
          "Cannot send after transport endpoint shutdown");

  private static final Set<Way> LINES = EnumSet.of(Way.LINES, Way.LINES_V1);

  /** The argument with which all kinds are checked in all ways, not only chips. */
  static final String ALL = "all";

  private final Target target;
  private final boolean complete;

  private RevocationCases(Target target, boolean complete) {
    this.target = target;
    this.complete = complete;
  }

  /**
   * A kind of device.
   *
   * @param name in the names of the cases
   * @param kind as {@link FormerUser} names it
   * @param declaration with a place for the owner
   * @param nodes the beginning of the names of its nodes
   * @param node prints the path of its node
   * @param ended the error that a former user gets if dtbind changes the owner
   */
  private record Kind(
      String name, String kind, String declaration, String nodes, String node, String ended) {

    String path() throws IOException {
      return shell(node).strip();
    }

    void declare(String access) throws IOException {
      Files.writeString(Path.of(SPEC), "apiVersion: dtbind/v1\n" + declaration.formatted(access));
    }

    /** How an attempt to give it away ends: 0 if the kernel ends the access of its former user. */
    List<Integer> results(Way way, Right right) {
      if (ended.equals(KEPT)) {
        return List.of(5);
      }
      if (LINES.contains(way)) {
        // Without --force, dtbind does not cut off a program that uses a line.
        return equals(AGGREGATOR) && right.equals(UNDECLARED) ? List.of(5) : List.of(1);
      }
      if (equals(AGGREGATOR) && !right.equals(UNDECLARED)) {
        return way == Way.OPEN ? List.of(1) : way == Way.FORKS ? List.of(0, 1) : List.of(0);
      }
      return List.of(0);
    }

    boolean has(Way way) {
      return way == Way.MAPPED ? equals(UIO) : !LINES.contains(way) || kind.equals("gpio");
    }
  }

  /**
   * Why the former user may open the node.
   *
   * @param name in the names of the cases
   * @param before the declared owner before the change
   * @param listed whether the access control list of the node admits the user
   */
  private record Right(String name, String before, boolean listed) {}

  private static final Right OWNER = new Right("Owner", ", owner: games", false);

  private static final Right MEMBER = new Right("Member", ", group: games", false);

  private static final Right LISTED = new Right("ListedUser", ", group: tty", true);

  /** Only the list differs from the declaration. */
  private static final Right UNDECLARED = new Right("UndeclaredUser", OTHER, true);

  /**
   * Runs the cases.
   *
   * @param args {@link #ALL} or none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Tap.run(
        target.kernel().sysfs(), new RevocationCases(target, List.of(args).contains(ALL)).all());
  }

  private static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>(List.of(CHIP, AGGREGATOR, KEPT_CHIP, UIO));
    // Not every kernel has SPI.
    if (Files.exists(Path.of("/sys/bus/spi/drivers/spidev"))) {
      kinds.add(SPIDEV);
    }
    return kinds;
  }

  private List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Kind kind : kinds()) {
      for (Way way : Way.values()) {
        List<Right> rights =
            way == Way.OPEN || way == Way.SOCKET
                ? List.of(OWNER, MEMBER, LISTED, UNDECLARED)
                : List.of(OWNER);
        for (Right right : rights) {
          if (!kind.has(way) || !complete && !isUsual(kind, way, right)) {
            continue;
          }
          String name = "former%sLoses%s_%s".formatted(right.name(), kind.name(), way);
          cases.add(new Case(name, () -> lost(kind, way, right)));
        }
      }
      boolean usual = complete || kind.equals(CHIP);
      if (usual && !kind.equals(KEPT_CHIP)) {
        cases.add(new Case("waitingMemberGetsNo" + kind.name(), () -> waiting(kind)));
      }
      if (usual) {
        cases.add(new Case("seatedUserLoses" + kind.name(), () -> seated(kind)));
      }
    }
    cases.addAll(
        List.of(
            new Case("ownerThatLeavesTheDeclarationLosesTheNode", this::left),
            new Case("accessControlListIsSeenAndRemoved", this::accessControlList),
            new Case("openChipIsUnboundOnlyWithForce", this::unboundWhileOpen),
            new Case("openAggregatorIsDeletedOnlyWithForce", this::deletedWhileOpen)));
    return cases;
  }

  /**
   * Of kinds other than chips, the ways that differ; of former users, an owner and a listed one.
   */
  private static boolean isUsual(Kind kind, Way way, Right right) {
    return kind.equals(CHIP)
        ? right.equals(OWNER) || right.equals(LISTED) && way == Way.OPEN
        : right.equals(OWNER)
            && (way == Way.MAPPED
                || way == Way.LINES_V1
                || way == Way.SOCKET && !kind.equals(SPIDEV));
  }

  private static Run apply(int status, String... more) {
    return Run.ending(status, words(more));
  }

  private static String[] words(String... more) {
    return Stream.concat(
            Stream.of("apply", "--prune", "--timeout", "600", "--spec", SPEC), Stream.of(more))
        .toArray(String[]::new);
  }

  private static void prune() throws IOException {
    Files.writeString(Path.of(SPEC), "apiVersion: dtbind/v1\n");
    apply(0, "--force");
  }

  private static String stat(String node) throws IOException {
    return shell(DistributionRule.STAT + node);
  }

  private void lost(Kind kind, Way way, Right right) throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    kind.declare(right.before());
    apply(0);
    String node = kind.path();
    String access = stat(node);
    if (right.listed()) {
      grantGames(node);
    }
    try (FormerUser games = FormerUser.having(way, kind.kind(), node)) {
      assertThat(way == Way.SOCKET ? "works" : games.uses()).isEqualTo("works");
      kind.declare(OTHER);
      Run run = Run.of(words());
      assertThat(run.status()).as(run.toString()).isIn(kind.results(way, right));
      if (run.status() == 0) {
        assertThat(games.uses()).isEqualTo(kind.ended());
      } else {
        assertThat(stat(kind.path())).isEqualTo(access);
      }
      if (run.status() == 5 && kind.ended().equals(KEPT)) {
        String who =
            right.listed()
                ? "access control list"
                : right.before().contains("owner") ? "user games" : "members of group games";
        assertThat(run.err()).contains(who + " could open it until now", "use --force");
      }
    }
    apply(0, "--force");
    assertThat(stat(kind.path())).isEqualTo("nobody users 660\n");
    Run.ending(0, "status", "--spec", SPEC);
    prune();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  /** A rule of the system, which udev processes before its own rules for the user at the seat. */
  private void withRule(String rule, Case.Body body) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    boolean whole = target.kernel().udev().runs();
    try (AutoCloseable udev = whole ? () -> {} : AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      shell("mkdir -p /run/udev/rules.d; cat > /run/udev/rules.d/71-board.rules <<'END'\n" + rule);
      AggregatorNodeCases.control("--reload");
      shell("udevadm trigger --settle --subsystem-match=gpio");
      body.run();
      shell("rm /run/udev/rules.d/71-board.rules");
      AggregatorNodeCases.control("--reload");
      shell("udevadm trigger --settle --subsystem-match=gpio");
    }
    shell("chown root:root /dev/gpiochip*; chmod 600 /dev/gpiochip*");
    shell(
        "perl -e 'my $list = q(system.posix_acl_access); syscall(197, $_, $list) for glob(q(/dev/gpiochip*))'");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  /** A rule gives each new node to a group, and a member of it opens it through its own mount. */
  private void waiting(Kind kind) throws Exception {
    withRule(
        "SUBSYSTEM==\"gpio|uio|spidev\", GROUP=\"games\", MODE=\"0660\"\n",
        () -> {
          String names = kind.nodes().substring("/dev/".length());
          try (FormerUser games = FormerUser.waiting(kind.kind(), names)) {
            kind.declare(OTHER);
            apply(0);
            // It may have opened the first chip, which is gone now.
            assertThat(games.uses()).isEqualTo("nothing");
          }
          assertThat(stat(kind.path())).isEqualTo("nobody users 660\n");
          prune();
        });
  }

  /** A rule gives each new node to the user at the seat, as systemd-logind names it. */
  private void seated(Kind kind) throws Exception {
    withRule(
        "SUBSYSTEM==\"gpio|uio|spidev\", TAG+=\"uaccess\"\n",
        () -> {
          shell(
              "mkdir -p /run/systemd/seats; printf 'IS_SEAT0=1\\nACTIVE=1\\nACTIVE_UID=%s\\n'"
                  + " $(id -u games) > /run/systemd/seats/seat0;"
                  + " udevadm trigger --settle --subsystem-match=gpio");
          if (!kind.equals(KEPT_CHIP)) {
            kind.declare("");
            apply(0);
          }
          String node = kind.path();
          shell("udevadm settle");
          try (FormerUser games = FormerUser.having(Way.OPEN, kind.kind(), node)) {
            assertThat(games.uses()).isEqualTo("works");
            kind.declare(OTHER);
            Run run = Run.of(words());
            assertThat(run.status()).as(run.toString()).isIn(kind.results(Way.OPEN, LISTED));
            if (run.status() == 0) {
              assertThat(games.uses()).isEqualTo(kind.ended());
            }
          }
          apply(0, "--force");
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=" + action);
            assertThat(stat(kind.path())).as(action).isEqualTo("nobody users 660\n");
            Run.ending(0, "status", "--spec", SPEC);
          }
          prune();
          shell("rm /run/systemd/seats/seat0; rmdir --ignore-fail-on-non-empty /run/systemd/seats");
        });
  }

  private void left() throws IOException {
    CHIP.declare(", owner: games, link: door");
    apply(0);
    assertThat(stat("/dev/gpio/door")).isEqualTo("games root 600\n");
    CHIP.declare(", link: door");
    assertThat(Run.ending(5, "apply", "--dry-run", "--check", "--spec", SPEC).out())
        .contains("to root");
    apply(0);
    assertThat(stat("/dev/gpio/door")).isEqualTo("root root 600\n");
    Run.ending(0, "status", "--spec", SPEC);
    assertThat(Run.ending(0, "apply", "--dry-run", "--check", "--spec", SPEC).out())
        .contains("1 of 1");
    Run.ending(0, "unbind", "door");
  }

  /** Adds an entry to the access control list of a node with mode 0660. */
  static void grantGames(String node) throws IOException {
    // user::rw-, user:games:rw-, group::rw-, mask::rw-, other::---, as setfacl(1) writes it
    String set =
        """
        perl -e 'my ($path, $games) = @ARGV;
        my $name = "system.posix_acl_access";
        my @entries = ([1, 6, -1], [2, 6, $games], [4, 6, -1], [16, 6, -1], [32, 0, -1]);
        my $list = pack("L", 2) . join("", map { pack("S S L", @$_) } @entries);
        syscall(188, $path, $name, $list, length($list), 0) == 0 or die $!' %s $(id -u games)
        """;
    shell(set.formatted(node));
  }

  private void accessControlList() throws IOException {
    CHIP.declare(OTHER);
    apply(0);
    grantGames(CHIP.path());
    assertThat(stat(CHIP.path())).isEqualTo("nobody users 660\n");
    assertThat(Run.ending(5, "status", "--spec", SPEC).err())
        .contains("it has an access control list (ACL)");
    apply(0);
    Run.ending(0, "status", "--spec", SPEC);
    Run.ending(0, "unbind", "door");
  }

  private void unboundWhileOpen() throws IOException {
    CHIP.declare(", owner: games");
    apply(0);
    try (FormerUser games = FormerUser.having(Way.OPEN, "gpio", CHIP.path())) {
      assertThat(Run.ending(1, "unbind", "door").err())
          .contains("is in use", games.text(CHIP.path()), "--force");
      assertThat(games.uses()).isEqualTo("works");
      Run.ending(0, "unbind", "door", "--force");
      assertThat(games.uses()).isEqualTo("No such device");
    }
  }

  private void deletedWhileOpen() throws IOException {
    AGGREGATOR.declare(", owner: games");
    apply(0);
    String chip = AGGREGATOR.path();
    try (FormerUser games = FormerUser.having(Way.OPEN, "gpio", chip)) {
      assertThat(Run.ending(1, "aggregator", "delete", "anna").err())
          .contains("is in use", games.text(chip), "--force");
      assertThat(games.uses()).isEqualTo("works");
      Run.ending(0, "aggregator", "delete", "anna", "--force");
      AGGREGATOR.declare(OTHER);
      apply(0);
      assertThat(games.uses()).isEqualTo("No such device");
    }
    Run.ending(0, "aggregator", "delete", "anna");
  }
}
