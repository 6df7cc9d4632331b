// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Boots boards, and applies declarations to them with the collection in ansible/. DTBIND_BOARDS is
 * the number of boards, 8 by default. The cost of runs that change nothing is written to {@code
 * target/fleet.txt}. Each test uses the boards as the tests before it left them.
 */
@Tag("acceptance")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FleetTest {

  private static final String DOOR =
      "  - { node: /door, bind: gpio-aggregator, link: door, group: games, mode: \"0660\" }\n";
  private static final String STOP = "aggregators:\n  - { name: stop, lines: [stop-button] }\n";
  private static final String HEADER = "apiVersion: dtbind/v1\n";

  private static final Path COSTS = Path.of("target/fleet.txt");
  private final Fleet fleet;
  private final String empty;
  private final String first;
  private final String second;
  private final String third;

  /** The files of each board before the first playbook. */
  private final Map<Integer, List<String>> files = new TreeMap<>();

  /** The number of changes that check mode reports for each board. */
  private final Map<Integer, Integer> planned = new TreeMap<>();

  FleetTest() throws IOException {
    fleet = new Fleet(Integer.parseInt(System.getenv().getOrDefault("DTBIND_BOARDS", "8")));
    empty = fleet.declaration("empty", HEADER);
    first = fleet.declaration("first", HEADER + "devices:\n" + DOOR + STOP);
    String gate = "  - { node: /gate, bind: gpio-aggregator, link: gate";
    second = fleet.declaration("second", HEADER + "devices:\n" + DOOR + gate + " }\n" + STOP);
    gate += ", group: games, mode: \"0660\" }\n" + STOP + "  - { name: horn, lines: [siren] }\n";
    third = fleet.declaration("third", HEADER + "devices:\n" + gate);
  }

  @BeforeAll
  void start() throws IOException {
    Files.deleteIfExists(COSTS);
    if (Users.isRoot()) {
      Checkout.build();
      fleet.start();
    }
  }

  @AfterAll
  void end() throws IOException {
    fleet.close();
  }

  @BeforeEach
  void assumeRoot() throws IOException {
    assumeTrue(Users.isRoot(), "packages: only root can make the boards' root file system");
  }

  @Test
  @Order(1)
  void boardsBootAndAnswer() throws Exception {
    for (Board board : fleet.boards()) {
      board.awaitAnswer();
      files.put(board.number(), board.files());
    }
  }

  @Test
  @Order(2)
  void packageInstallsWithoutBindingAnything() throws IOException {
    List<Board> odd = fleet.boards().stream().filter(board -> board.number() % 2 == 1).toList();
    fleet.play("-e", empty, "--limit", names(odd)).succeeded();
    for (Board board : odd) {
      assertThat(board.ssh("readlink /sys/bus/platform/devices/door/driver").out()).isEmpty();
    }
  }

  private static String names(List<Board> boards) {
    return boards.stream().map(board -> "board" + board.number()).collect(Collectors.joining(","));
  }

  @Test
  @Order(3)
  void checkModeWritesNothing() throws Exception {
    Map<Integer, String> before = fleet.states(fleet.boards());
    Play play = fleet.play("--check", "--diff", "-e", first).succeeded();
    assertThat(fleet.states(fleet.boards())).isEqualTo(before);
    for (Board board : fleet.boards()) {
      planned.put(
          board.number(), Objects.requireNonNull(play.recap(board.number()).get("changed")));
    }
    assertThat(play.output()).as("the difference").containsPattern("(?m)^\\+.*gpio-aggregator");
  }

  @Test
  @Order(4)
  void playbookAppliesTheDeclarationOnAllBoards() throws IOException {
    Play play = fleet.play("-e", first).succeeded();
    for (Board board : fleet.boards()) {
      play.expect(board.number(), Map.of("failed", 0, "unreachable", 0));
      // Check mode reported the same number.
      int changed = play.recap(board.number()).getOrDefault("changed", 0);
      assertThat(changed).isPositive().isEqualTo(planned.get(board.number()));
    }
    fleet.isAsDeclared("door");
  }

  @Test
  @Order(5)
  void secondRunChangesNothing() throws Exception {
    Map<Integer, String> before = fleet.states(fleet.boards());
    Play play = fleet.play("-e", first).succeeded();
    Map<Integer, String> after = fleet.states(fleet.boards());
    for (Board board : fleet.boards()) {
      play.expect(board.number(), Map.of("changed", 0, "failed", 0));
    }
    assertThat(after).isEqualTo(before);
  }

  @Test
  @Order(6)
  void driftIsDetectedAndRepaired() throws IOException {
    String unbind = "echo door > /sys/bus/platform/drivers/gpio-aggregator/unbind";
    fleet.board(1).output(unbind);
    fleet.board(2).output(unbind);
    Play found = fleet.verify().failed();
    found.expect(1, Map.of("failed", 1)).expect(2, Map.of("failed", 1));
    found.expect(3, Map.of("failed", 0));
    assertThat(found.output()).containsPattern("not as declared.*door");
    Play mended = fleet.play("-e", first).succeeded();
    for (Board board : fleet.boards()) {
      mended.expect(board.number(), Map.of("changed", board.number() <= 2 ? 1 : 0));
    }
    fleet.verify().succeeded();
    fleet.isAsDeclared("door");
  }

  /**
   * A line is taken on boards 3 (package) and 4 (without Java): they must fail with the reason and
   * stay unchanged, and later batches must not start.
   */
  @Test
  @Order(7)
  void takenLineStopsTheRollingUpdate() throws Exception {
    Map<Integer, String> boundState = new TreeMap<>();
    for (int n : List.of(3, 4)) {
      fleet
          .board(n)
          .output("systemd-run --quiet --unit=holder gpioset --mode=signal gpiochip0 10=1");
      boundState.put(n, fleet.board(n).boundState());
    }
    List<Board> later = fleet.boards().subList(4, fleet.size());
    Map<Integer, String> untouched = fleet.states(later);
    Play rolling = fleet.play("-e", "batch=2", "-e", second).failed();
    // The task of board 4 fails first, and ends the batch before the task of board 3 runs.
    rolling.expect(1, Map.of("failed", 0)).expect(2, Map.of("failed", 0));
    rolling.expect(3, Map.of("failed", 0, "changed", 0)).expect(4, Map.of("failed", 1));
    for (Board board : later) {
      assertThat(rolling.recap(board.number())).as("board%d", board.number()).isEmpty();
    }
    Play third = fleet.play("--limit", "board3", "-e", second).failed();
    third.expect(3, Map.of("failed", 1));
    fleet.board(1).isAsDeclared("door", "gate");
    fleet.board(2).isAsDeclared("door", "gate");
    for (int n : List.of(3, 4)) {
      assertThat(fleet.board(n).boundState()).as("board%d", n).isEqualTo(boundState.get(n));
      assertThat(rolling.output() + third.output())
          .containsPattern("(?m)^fatal: \\[board" + n + "\\].*gate");
    }
    assertThat(fleet.states(later)).isEqualTo(untouched);
    // The update succeeds on all boards after the lines are released.
    fleet.board(3).output("systemctl stop holder");
    fleet.board(4).output("systemctl stop holder");
    fleet.play("-e", "batch=2", "-e", second).succeeded();
    fleet.isAsDeclared("door", "gate");
  }

  /** Kills the controller at four different times; the next complete run must succeed. */
  @Test
  @Order(8)
  void killedControllerLeavesBoardsRecoverable() throws Exception {
    boolean toThird = true;
    for (int seconds : List.of(3, 6, 9, 14)) {
      fleet.playAndKill(seconds, "-e", toThird ? third : second);
      for (Board board : fleet.boards()) {
        board.output("true");
      }
      toThird = !toThird;
    }
    // Modules that still run end by themselves; until then, dtbind exits with 75.
    Thread.sleep(Duration.ofSeconds(15).toMillis());
    fleet.play("-e", third).succeeded();
    fleet.verify().succeeded();
    fleet.isAsDeclared("gate");
    Play again = fleet.play("-e", third).succeeded();
    for (Board board : fleet.boards()) {
      again.expect(board.number(), Map.of("changed", 0));
    }
  }

  /**
   * Measures runs that change nothing: wall and processor time of the controller, bytes, and
   * connections.
   */
  @Test
  @Order(9)
  void costOfUnchangedRunsIsMeasured() throws Exception {
    for (int n : List.of(1, 2, fleet.size() / 2, fleet.size())) {
      List<Board> some = fleet.boards().subList(0, n);
      List<Long> before = totalCounts(some);
      long start = System.nanoTime();
      Play play = fleet.play("-e", third, "--limit", names(some)).succeeded();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Thread.sleep(1000);
      String text =
          "%d boards, nothing to change: %d ms; controller (user, system): %s s; to boards, from"
              + " boards, connections before: %s, after: %s%n";
      String line =
          text.formatted(n, took.toMillis(), play.processors(), before, totalCounts(some));
      Files.writeString(COSTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static List<Long> totalCounts(List<Board> boards) throws IOException {
    long[] sums = new long[3];
    for (Board board : boards) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += board.counts().get(i);
      }
    }
    return LongStream.of(sums).boxed().toList();
  }

  /** The play fails for the unreachable board; all others must be as declared. */
  @Test
  @Order(10)
  void unreachableBoardDoesNotAffectOthers() throws IOException {
    fleet.board(fleet.size()).kill();
    Play play = fleet.play("-e", second).failed();
    play.expect(fleet.size(), Map.of("unreachable", 1));
    for (Board board : fleet.boards().subList(0, fleet.size() - 1)) {
      play.expect(board.number(), Map.of("failed", 0, "unreachable", 0));
      board.isAsDeclared("door", "gate");
    }
  }

  @Test
  @Order(11)
  void removalLeavesNothing() throws IOException {
    String[] remove = {"-e", "state=absent", "-e", empty, "--limit", "board1,board2"};
    fleet.play(remove).succeeded();
    for (int n : List.of(1, 2)) {
      assertThat(persistentFiles(fleet.board(n).files()))
          .isNotEmpty()
          .isEqualTo(persistentFiles(Objects.requireNonNull(files.get(n))));
      String command =
          "readlink /sys/bus/platform/devices/door/driver; ls /dev/gpio 2> /dev/null;"
              + " cat /sys/bus/platform/devices/door/driver_override";
      assertThat(fleet.board(n).ssh(command).out()).as("board%d", n).isEqualTo("(null)\n");
    }
    fleet.play(remove).succeeded().expect(1, Map.of("changed", 0)).expect(2, Map.of("changed", 0));
  }

  /** Returns the files except those that a running system writes. */
  private static List<String> persistentFiles(List<String> files) {
    return files.stream()
        .filter(
            file ->
                !file.matches(
                        "/(tmp|run|var/(backups|cache|log|lib/(dpkg|systemd|apt))|proc|sys)/.*")
                    && !file.matches(
                        ".*(__pycache__|/root/).*|.*/etc/(group|gshadow|passwd|shadow)-?"))
        .toList();
  }
}
