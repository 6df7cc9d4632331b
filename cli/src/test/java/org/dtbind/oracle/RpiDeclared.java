// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.cli.Run;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Creates an overlay from a declaration with parameters, merges it with random values by dtmerge,
 * and compares {@code devices} and {@code lines} of the result with these values.
 */
final class RpiDeclared {

  private static final int RUNS = 60;

  private static final List<String> YES = List.of("y", "yes", "on", "true", "1");
  private static final List<String> NO = List.of("n", "no", "off", "false", "0");

  private static final Pattern LINE =
      Pattern.compile(
          "\"offset\" : (\\d+),\\s+\"direction\" : [^,]+,\\s+\"activeLow\" : (true|false),"
              + "\\s+\"consumer\" : \"([^\"]*)\"");
  private static final Pattern DEVICE =
      Pattern.compile("\"node\" : \"([^\"]*)\",\\s+\"device\" : \"");

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios:
            - { name: open, controller: gpio, offset: 19 }
            - { name: lock, controller: gpio, offset: 20, flags: [active-low, pull-up] }
          status: okay
          parameters:
            - { name: open, sets: offset, line: open, info: The GPIO of the contact }
            - { name: open_low, sets: active-low, line: open }
            - { name: lock, sets: offset, line: lock }
            - { name: lock_low, sets: active-low, line: lock }
            - { name: door, sets: status }
        - node: bell
          compatible: acme,bell
          gpios:
            - { name: ring, controller: gpio, offset: 21 }
          parameters:
            - { name: ring, sets: offset }
            - { name: ring_name, sets: name }
            - { name: bell, sets: status }
      """;

  private final RpiPeers peers;
  private final ComparisonLog comparison;
  private final Random random;
  private int right;
  private int wrong;

  RpiDeclared(RpiPeers peers, ComparisonLog comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
  }

  /** Compares the results, and returns the number of wrong ones. */
  int compare() throws IOException {
    Path yaml = Files.writeString(peers.out().resolve("bindings.yaml"), DECLARATION);
    Path overlay = peers.out().resolve("door.dtbo");
    String base = peers.raspberryPi4().toString();
    Run.ending(
        0, "overlay", "create", "--base", base, "--spec", "" + yaml, "-o", overlay.toString());
    for (int i = 0; i < RUNS; i++) {
      compareRandomValues(overlay);
    }
    comparison.say("declarations with parameters: %d right, %d wrong", right, wrong);
    return right == 0 ? 1 : wrong;
  }

  private void compareRandomValues(Path overlay) throws IOException {
    List<String> settings = new ArrayList<>();
    int open = 2 + random.nextInt(8);
    int lock = 10 + random.nextInt(8);
    int ring = 22 + random.nextInt(5);
    boolean openLow = randomBoolean("open_low", settings);
    boolean lockLow = randomBoolean("lock_low", settings);
    boolean door = randomBoolean("door", settings);
    boolean bell = randomBoolean("bell", settings);
    String name = "ring-" + random.nextInt(1000);
    settings.addAll(List.of("open=" + open, "lock=" + lock, "ring=" + ring, "ring_name=" + name));
    Path out = peers.out().resolve("declared.dtb");
    peers.merges(peers.raspberryPi4(), out, overlay.toString(), settings);
    Set<String> expected = new TreeSet<>();
    if (door) {
      expected.addAll(
          List.of("/door", "/door " + open + " " + openLow, "/door " + lock + " " + lockLow));
    }
    if (bell) {
      expected.addAll(List.of("/bell", "/bell " + ring + " false"));
    }
    expected.add(name);
    Set<String> listed = listed(out);
    if (listed.equals(expected)) {
      right++;
    } else {
      wrong++;
      comparison.say("wrong: %s: %s, not %s", settings, listed, expected);
    }
  }

  private boolean randomBoolean(String parameter, List<String> settings) {
    boolean value = random.nextBoolean();
    List<String> words = value ? YES : NO;
    settings.add(parameter + "=" + words.get(random.nextInt(words.size())));
    return value;
  }

  /** Returns the devices and lines of both nodes, and the line name of the bell. */
  private static Set<String> listed(Path blob) throws IOException {
    Set<String> listed = new TreeSet<>();
    Matcher device = DEVICE.matcher(json("devices", blob));
    while (device.find()) {
      listed.add(device.group(1));
    }
    listed.removeIf(node -> !node.equals("/door") && !node.equals("/bell"));
    Matcher line = LINE.matcher(json("lines", blob));
    while (line.find()) {
      if (line.group(3).matches("/(door|bell)")) {
        listed.add(line.group(3) + " " + line.group(1) + " " + line.group(2));
      }
    }
    listed.add(
        RpiPeers.tree(blob)
            .node(new NodePath("/bell"))
            .flatMap(node -> node.value("gpio-line-names"))
            .flatMap(PropertyValue::strings)
            .orElseThrow()
            .get(0));
    return listed;
  }

  private static String json(String command, Path blob) {
    return Run.of(command, "--tree", blob.toString(), "--format", "json").out();
  }
}
