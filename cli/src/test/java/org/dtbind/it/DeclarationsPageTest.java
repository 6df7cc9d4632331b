// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.cli.InnerApp;
import org.dtbind.cli.Run;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that what docs/reference/declarations.md says about hardware in the sandbox is true;
 * {@code -Dgolden.update=true} rewrites the page from the test resource declarations.txt.
 */
class DeclarationsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/declarations.md");
  private static final Path DATA = Path.of("src/test/resources/org/dtbind/declarations");

  private static final Map<String, String> BOARDS =
      Map.of(
          "raspberry-pi", "Raspberry Pi 4",
          "beaglebone", "BeagleBone Black",
          "orange-pi", "Orange Pi PC");

  private static final String HEAD =
      """
      <!--
      SPDX-FileCopyrightText: 2026 The dtbind authors
      SPDX-License-Identifier: Apache-2.0

      Made from the code by DeclarationsPageTest (-Dgolden.update=true): do not edit.
      -->
      # Hardware in the sandbox

      This page shows what [`dtbind try`](../guide/try.md) makes of %d kinds of hardware that people connect to boards,
      with the kernel that dtbind builds. A test creates an overlay from the declaration of each, checks the overlay, tries
      the declaration, and compares the devices with this page. The declarations follow the table.

      The table has %d devices:

      - with the driver that they have on the board, or the one that the declaration binds: %d
      - without a driver, because no chip answers on the simulated buses: %d
      - without a driver, because the kernel of the sandbox lacks it: %d

      Devices have the names that they have on the board. Paths of drivers are those in Linux 6.1.

      | hardware | board | overlay or kind of hardware | devices in the sandbox, with their drivers | what is missing, and why |
      |---|---|---|---|---|
      """;

  @TempDir private static Path work;

  /** Hardware of a board: the keys of an entry of declarations.txt, and its declaration. */
  private record Hardware(String name, Map<String, List<String>> keys, String devices) {

    private String key(String key) {
      return String.join("; ", keys.getOrDefault(key, List.of()));
    }

    private List<String> shown() {
      return keys.getOrDefault("device", List.of());
    }

    private List<String> expected() {
      return Stream.concat(shown().stream(), keys.getOrDefault("other", List.of()).stream())
          .sorted()
          .toList();
    }

    private String declaration() {
      return "apiVersion: dtbind/v1\ndevices:\n" + devices.stripTrailing().indent(2);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Hardware> hardware() throws IOException {
    List<Hardware> all = new ArrayList<>();
    String text = Files.readString(DATA.resolve("declarations.txt"));
    for (String entry : Stream.of(text.split("\n=== ", -1)).skip(1).toList()) {
      String[] halves = entry.split("\n---\n", 2);
      List<String> head = halves[0].lines().toList();
      Map<String, List<String>> keys =
          head.subList(1, head.size()).stream()
              .map(line -> line.split(": ", 2))
              .collect(
                  Collectors.groupingBy(
                      line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
      all.add(new Hardware(head.get(0), keys, halves[1]));
    }
    return all;
  }

  @BeforeAll
  static void compileBoards() {
    for (String board : BOARDS.keySet()) {
      Run run =
          Run.of("compile", "-@", "-o", board(board), DATA.resolve(board + ".dts").toString());
      assertThat(run.status()).as(run.err()).isZero();
    }
  }

  private static String board(String name) {
    return work.resolve(name + ".dtb").toString();
  }

  @Test
  void pageIsCurrent() throws IOException {
    List<Hardware> all = hardware();
    long chips = driverless(all, "chip ");
    long drivers = driverless(all, "driver ");
    long devices = all.stream().mapToLong(one -> one.shown().size()).sum();
    StringBuilder page =
        new StringBuilder(
            HEAD.formatted(all.size(), devices, devices - chips - drivers, chips, drivers));
    all.forEach(one -> page.append(row(one)));
    page.append("\n## The declarations\n");
    all.forEach(
        one ->
            page.append("\n### %s\n\n```yaml\n%s```\n".formatted(one.name(), one.declaration())));
    Golden.check(PAGE, page.toString());
  }

  private static String row(Hardware one) {
    String devices =
        one.shown().stream()
            .map(device -> device.split(" ", 3))
            .map(
                device ->
                    "`" + device[0] + "`" + (device[2].equals("-") ? "" : " (`" + device[2] + "`)"))
            .collect(Collectors.joining(", "));
    String[] lacks = one.key("lacks").split(" ", 2);
    String missing =
        switch (lacks[0]) {
          case "chip" -> "no `" + lacks[1] + "`, because no chip answers";
          case "driver" -> "no `" + lacks[1] + "` in this kernel";
          default -> "";
        };
    String all =
        Stream.of(missing, one.key("note"))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("; "));
    return "| [%s](#%s) | %s | %s | %s | %s |\n"
        .formatted(
            one.key("hardware"),
            one.name().toLowerCase(Locale.ROOT),
            BOARDS.get(one.key("board")),
            one.key("from"),
            devices.isEmpty() ? "-" : devices,
            all.isEmpty() ? "-" : all);
  }

  /** Counts the devices that have no driver for one of the two reasons. */
  private static long driverless(List<Hardware> all, String reason) {
    return all.stream()
        .filter(one -> one.key("lacks").startsWith(reason))
        .flatMap(one -> one.shown().stream())
        .filter(device -> device.endsWith(" -"))
        .count();
  }

  @ParameterizedTest
  @MethodSource("hardware")
  void reasonFitsTheDevices(Hardware one) {
    List<String> buses =
        one.shown().stream()
            .filter(device -> device.endsWith(" -"))
            .map(device -> device.split(" ", 3)[1])
            .toList();
    String lacks = one.key("lacks");
    assertThat(lacks.isEmpty()).isEqualTo(buses.isEmpty());
    assertThat(buses).allMatch(bus -> bus.equals("platform") == lacks.startsWith("driver "));
    assertThat(lacks).matches("|(chip|driver) drivers/\\S+\\.c");
  }

  @ParameterizedTest
  @MethodSource("hardware")
  void overlayIsCreatedAndHasNoErrors(Hardware one) throws IOException {
    String base = board(one.key("board"));
    String spec = spec(one);
    String overlay = work.resolve(one.name() + ".dtso").toString();
    Run created = Run.of("overlay", "create", "--base", base, "--spec", spec, "-o", overlay);
    assertThat(created.status()).as(created.err()).isZero();
    Run checked = Run.of("check", "--together", "--base", base, "--spec", spec, overlay);
    assertThat(checked.status()).as(checked.err()).isZero();
    assertThat(created.err() + checked.err()).isEmpty();
  }

  private static String spec(Hardware one) throws IOException {
    return Files.writeString(work.resolve(one.name() + ".yaml"), one.declaration()).toString();
  }

  private static final Pattern ADDED = Pattern.compile("\"added\"\\s*:\\s*\\[([^\\]]*)\\]");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private static final Pattern DEVICE =
      Pattern.compile(
          "\"node\"\\s*:\\s*\"([^\"]*)\",\\s*\"device\"\\s*:\\s*\"([^\"]*)\",\\s*"
              + "\"bus\"\\s*:\\s*\"([^\"]*)\",\\s*\"driver\"\\s*:\\s*(?:\"([^\"]*)\"|null)");

  @Tag("kernel")
  @Tag("built")
  @ParameterizedTest
  @MethodSource("hardware")
  void sandboxHasTheDevicesOfThePage(Hardware one) throws IOException {
    Map<String, String> environment =
        Map.of(
            "XDG_CACHE_HOME",
            work.toString(),
            "DTBIND_APP",
            InnerApp.in(work).toString(),
            "DTBIND_KERNELS",
            System.getenv().getOrDefault("DTBIND_KERNELS", "/nowhere"));
    List<String> words = List.of("try", "-q", "--kernel", "6.1", "--timeout", "1000");
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--format", "json", "--spec", spec(one), board(one.key("board"))));
    Run run = Run.with(environment, all.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
    List<String> added =
        ADDED
            .matcher(run.out())
            .results()
            .flatMap(list -> QUOTED.matcher(list.group(1)).results())
            .map(path -> path.group(1))
            .toList();
    assertThat(added).as(run.out()).isNotEmpty();
    assertThat(
            DEVICE
                .matcher(run.out())
                .results()
                .filter(device -> added.contains(device.group(1)))
                .map(DeclarationsPageTest::device)
                .sorted())
        .containsExactlyElementsOf(one.expected());
  }

  private static String device(MatchResult device) {
    String driver = Optional.ofNullable(device.group(4)).orElse("-");
    return device.group(2) + " " + device.group(3) + " " + driver;
  }
}
