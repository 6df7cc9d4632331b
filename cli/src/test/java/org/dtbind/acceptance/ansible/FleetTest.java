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
 * Boots boards, and brings them to their declarations with the collection in ansible/.
 * DTBIND_BOARDS says how many, 8 by default. What runs cost that change nothing is in {@code
 * target/fleet.txt}. Each test takes the boards as the ones before it left them.
 */
@Tag("acceptance")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FleetTest {

  private static final String DOOR =
      "  - { node: /door, bind: gpio-aggregator, link: door, group: games, mode: \"0660\" }\n";
  private static final String STOP = "aggregators:\n  - { name: stop, lines: [stop-button] }\n";
  private static final String START = "apiVersion: dtbind/v1\n";

  private static final Path COSTS = Path.of("target/fleet.txt");
  private final Fleet fleet;
  private final String empty;
  private final String first;
  private final String second;
  private final String third;

  /** The files of boards 1 and 2 before anything was done to them. */
  private final Map<Integer, List<String>> files = new TreeMap<>();

  /** How many things check mode would change on each board. */
  private final Map<Integer, Integer> planned = new TreeMap<>();

  FleetTest() throws IOException {
    fleet = new Fleet(Integer.parseInt(System.getenv().getOrDefault("DTBIND_BOARDS", "8")));
    empty = fleet.declaration("empty", START);
    first = fleet.declaration("first", START + "devices:\n" + DOOR + STOP);
    String gate = "  - { node: /gate, bind: gpio-aggregator, link: gate";
    second = fleet.declaration("second", START + "devices:\n" + DOOR + gate + " }\n" + STOP);
    gate += ", group: games, mode: \"0660\" }\n" + STOP + "  - { name: horn, lines: [siren] }\n";
    third = fleet.declaration("third", START + "devices:\n" + gate);
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
  void thePackageInstallsAndNothingIsBound() throws IOException {
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
    assertThat(play.said()).as("the difference").containsPattern("(?m)^\\+.*gpio-aggregator");
  }

  @Test
  @Order(4)
  void onePlaybookBringsAllToTheirDeclarations() throws IOException {
    Play play = fleet.play("-e", first).succeeded();
    for (Board board : fleet.boards()) {
      play.expect(board.number(), Map.of("failed", 0, "unreachable", 0));
      // Check mode said the same.
      int changed = play.recap(board.number()).getOrDefault("changed", 0);
      assertThat(changed).isPositive().isEqualTo(planned.get(board.number()));
    }
    fleet.isAsDeclared("door");
  }

  @Test
  @Order(5)
  void aSecondRunChangesNothing() throws Exception {
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
  void driftIsFoundAndMended() throws IOException {
    String unbind = "echo door > /sys/bus/platform/drivers/gpio-aggregator/unbind";
    fleet.board(1).output(unbind);
    fleet.board(2).output(unbind);
    Play found = fleet.verify().failed();
    found.expect(1, Map.of("failed", 1)).expect(2, Map.of("failed", 1));
    found.expect(3, Map.of("failed", 0));
    assertThat(found.said()).containsPattern("not as declared.*door");
    Play mended = fleet.play("-e", first).succeeded();
    for (Board board : fleet.boards()) {
      mended.expect(board.number(), Map.of("changed", board.number() <= 2 ? 1 : 0));
    }
    fleet.verify().succeeded();
    fleet.isAsDeclared("door");
  }

  /**
   * Boards 3 (package) and 4 (without Java) cannot: they fail with the reason, and are as before;
   * the batches after theirs are not started.
   */
  @Test
  @Order(7)
  void aTakenLineFailsAndStopsTheRollingUpdate() throws Exception {
    Map<Integer, String> bound = new TreeMap<>();
    for (int n : List.of(3, 4)) {
      fleet
          .board(n)
          .output("systemd-run --quiet --unit=holder gpioset --mode=signal gpiochip0 10=1");
      bound.put(n, fleet.board(n).bound());
    }
    List<Board> later = fleet.boards().subList(4, fleet.size());
    Map<Integer, String> untouched = fleet.states(later);
    Play rolling = fleet.play("-e", "batch=2", "-e", second).failed();
    // Board 4 comes to its task first, and ends the batch before board 3 comes to its own.
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
      assertThat(fleet.board(n).bound()).as("board%d", n).isEqualTo(bound.get(n));
      assertThat(rolling.said() + third.said())
          .containsPattern("(?m)^fatal: \\[board" + n + "\\].*gate");
    }
    assertThat(fleet.states(later)).isEqualTo(untouched);
    // Freed, all of them can.
    fleet.board(3).output("systemctl stop holder");
    fleet.board(4).output("systemctl stop holder");
    fleet.play("-e", "batch=2", "-e", second).succeeded();
    fleet.isAsDeclared("door", "gate");
  }

  /** The controller and its connections go at once, at four moments; the next run ends well. */
  @Test
  @Order(8)
  void aKilledControllerLeavesBoardsRecoverable() throws Exception {
    boolean toThird = true;
    for (int seconds : List.of(3, 6, 9, 14)) {
      fleet.playAndKill(seconds, "-e", toThird ? third : second);
      for (Board board : fleet.boards()) {
        board.output("true");
      }
      toThird = !toThird;
    }
    // Modules that have begun end by themselves, or are found under way: exit code 75.
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
   * What a run costs that changes nothing: seconds of the wall and of the controller's processors,
   * bytes, connections.
   */
  @Test
  @Order(9)
  void costsAreMeasured() throws Exception {
    for (int n : List.of(1, 2, fleet.size() / 2, fleet.size())) {
      List<Board> some = fleet.boards().subList(0, n);
      List<Long> before = sums(some);
      long start = System.nanoTime();
      Play play = fleet.play("-e", third, "--limit", names(some)).succeeded();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Thread.sleep(1000);
      String text =
          "%d boards, nothing to change: %d ms; controller (user, system): %s s; to boards, from"
              + " boards, connections before: %s, after: %s%n";
      String line = text.formatted(n, took.toMillis(), play.processors(), before, sums(some));
      Files.writeString(COSTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static List<Long> sums(List<Board> boards) throws IOException {
    long[] sums = new long[3];
    for (Board board : boards) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += board.counts().get(i);
      }
    }
    return LongStream.of(sums).boxed().toList();
  }

  /** Its batch fails, the others are as declared. */
  @Test
  @Order(10)
  void anUnreachableBoardHarmsNobody() throws IOException {
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
      assertThat(lasting(fleet.board(n).files()))
          .isNotEmpty()
          .isEqualTo(lasting(Objects.requireNonNull(files.get(n))));
      String bound =
          "readlink /sys/bus/platform/devices/door/driver; ls /dev/gpio 2> /dev/null;"
              + " cat /sys/bus/platform/devices/door/driver_override";
      assertThat(fleet.board(n).ssh(bound).out()).as("board%d", n).isEqualTo("(null)\n");
    }
    fleet.play(remove).succeeded().expect(1, Map.of("changed", 0)).expect(2, Map.of("changed", 0));
  }

  /** Returns the files that a system does not write by itself. */
  private static List<String> lasting(List<String> files) {
    return files.stream()
        .filter(
            file ->
                !file.matches("/(tmp|run|var/(cache|log|lib/(dpkg|systemd|apt))|proc|sys)/.*")
                    && !file.matches(
                        ".*(__pycache__|/root/).*|.*/etc/(group|gshadow|passwd|shadow)-?"))
        .toList();
  }
}
