// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.cli.Main;
import org.dtbind.dtb.DtbReader;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;

/**
 * Two shows. A declaration with parameters becomes an overlay; dtmerge gives it drawn values; then
 * {@code devices} and {@code lines} must say of the tree what the values say. And pairs of overlays
 * whose parameters choose a GPIO: {@code overlay check} must find each pair that wants the same
 * one, and none that does not. Arguments: dtmerge, a base, overlays, a folder for what is written,
 * a seed. Prints counts; exits with 1 unless all is right.
 */
class RpiShows {

  private static final int DRAWS = 60;
  private static final int MOST_PAIRS = 40;

  private static final List<String> YES = List.of("y", "yes", "on", "true", "1");
  private static final List<String> NO = List.of("n", "no", "off", "false", "0");

  /** Overlays by whose parameter a GPIO is chosen: lines, interrupts, a hog, and their pins. */
  private static final Map<String, String> CHOICES =
      new TreeMap<>(
          Map.of(
              "gpio-ir", "gpio_pin",
              "gpio-shutdown", "gpio_pin",
              "gpio-led", "gpio",
              "w1-gpio", "gpiopin",
              "gpio-hog", "gpio",
              "mcp2515-can0", "interrupt",
              "enc28j60", "int_pin",
              "ads7846", "penirq",
              "rotary-encoder", "pin_a",
              "goodix", "interrupt"));

  /** GPIOs that none of them has unless it is chosen. */
  private static final List<Integer> FREE = List.of(5, 6, 13, 16, 22, 26, 27);

  /** Those of no clash for a GPIO are left out. */
  private static final Pattern CLASH =
      Pattern.compile(
          "\\((?:line_taken|pin_taken|line_and_interrupt|interrupt_driven)\\):.*?\\b(?:line|pin)"
              + " (\\d+) of");

  private static final Pattern LINE =
      Pattern.compile(
          "\"offset\" : (\\d+),\\s+\"direction\" : [^,]+,\\s+\"activeLow\" : (true|false),"
              + "\\s+\"consumer\" : \"([^\"]*)\"");
  private static final Pattern DEVICE =
      Pattern.compile("\"node\" : \"([^\"]*)\",\\s+\"device\" : \"");

  private static final String DECLARED =
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

  /** A parameter that chooses a GPIO. */
  private record Choice(Path overlay, String parameter) {}

  private final Path dtmerge;
  private final Path base;
  private final Path work;
  private final Random random;
  private int right;
  private int wrong;

  private RpiShows(String[] arguments) {
    this.dtmerge = Path.of(arguments[0]);
    this.base = Path.of(arguments[1]);
    this.work = Path.of(arguments[3]);
    this.random = new Random(Long.parseLong(arguments[4]));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RpiShows shows = new RpiShows(arguments);
    int wrong = shows.declared();
    wrong += shows.clashes(Path.of(arguments[2]));
    System.exit(wrong == 0 ? 0 : 1);
  }

  private int count(String what) {
    System.out.printf("%s: %d right, %d wrong%n", what, right, wrong);
    int counted = right == 0 ? 1 : wrong;
    right = 0;
    wrong = 0;
    return counted;
  }

  private int declared() throws IOException, InterruptedException {
    Path yaml = work.resolve("bindings.yaml");
    Files.writeString(yaml, DECLARED);
    Path overlay = work.resolve("door.dtbo");
    String made =
        run("overlay", "create", "--base", base + "", "--spec", yaml + "", "-o", overlay + "");
    if (!Files.exists(overlay)) {
      System.out.println(made);
      return 1;
    }
    for (int i = 0; i < DRAWS; i++) {
      draw(overlay);
    }
    return count("declarations with parameters");
  }

  private void draw(Path overlay) throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>();
    int open = 2 + random.nextInt(8);
    int lock = 10 + random.nextInt(8);
    int ring = 22 + random.nextInt(5);
    boolean openLow = truth("open_low", settings);
    boolean lockLow = truth("lock_low", settings);
    boolean door = truth("door", settings);
    boolean bell = truth("bell", settings);
    String name = "ring-" + random.nextInt(1000);
    settings.addAll(List.of("open=" + open, "lock=" + lock, "ring=" + ring, "ring_name=" + name));
    Path out = work.resolve("declared.dtb");
    Files.deleteIfExists(out);
    List<String> command =
        new ArrayList<>(List.of(dtmerge + "", base + "", out + "", overlay + ""));
    command.addAll(settings);
    new ProcessBuilder(command).inheritIO().start().waitFor();
    Set<String> wanted = new TreeSet<>();
    if (door) {
      wanted.addAll(
          List.of("/door", "/door " + open + " " + openLow, "/door " + lock + " " + lockLow));
    }
    if (bell) {
      wanted.addAll(List.of("/bell", "/bell " + ring + " false"));
    }
    wanted.add(name);
    Set<String> said = new TreeSet<>();
    Matcher device = DEVICE.matcher(run("devices", "--tree", out + "", "--format", "json"));
    while (device.find()) {
      said.add(device.group(1));
    }
    said.removeIf(node -> !node.equals("/door") && !node.equals("/bell"));
    Matcher line = LINE.matcher(run("lines", "--tree", out + "", "--format", "json"));
    while (line.find()) {
      if (line.group(3).matches("/(door|bell)")) {
        said.add(line.group(3) + " " + line.group(1) + " " + line.group(2));
      }
    }
    said.add(
        DtbReader.read(new SourceFile(out + "", Bytes.wrap(Files.readAllBytes(out))))
            .value()
            .orElseThrow()
            .node(new NodePath("/bell"))
            .flatMap(node -> node.value("gpio-line-names"))
            .flatMap(PropertyValue::strings)
            .orElseThrow()
            .get(0));
    if (said.equals(wanted)) {
      right++;
    } else {
      wrong++;
      System.out.println("wrong: " + settings + ": " + said + ", not " + wanted);
    }
  }

  private boolean truth(String parameter, List<String> settings) {
    boolean truth = random.nextBoolean();
    List<String> words = truth ? YES : NO;
    settings.add(parameter + "=" + words.get(random.nextInt(words.size())));
    return truth;
  }

  private int clashes(Path overlays) {
    List<Choice> choices = new ArrayList<>();
    CHOICES.forEach(
        (name, parameter) -> choices.add(new Choice(overlays.resolve(name + ".dtbo"), parameter)));
    List<List<Choice>> pairs = new ArrayList<>();
    for (Choice one : choices) {
      for (Choice other : choices) {
        if (!one.overlay().equals(other.overlay())) {
          pairs.add(List.of(one, other));
        }
      }
    }
    Collections.shuffle(pairs, random);
    for (List<Choice> pair : pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()))) {
      pair(pair.get(0), pair.get(1));
    }
    System.out.printf("%d overlays choose a GPIO, %d pairs%n", choices.size(), pairs.size());
    return count("clashes made and unmade");
  }

  private void pair(Choice one, Choice other) {
    int first = random.nextInt(FREE.size());
    int pin = FREE.get(first);
    int away = FREE.get((first + 1 + random.nextInt(FREE.size() - 1)) % FREE.size());
    boolean made = claims(List.of(one, other), List.of(pin, pin)).contains(pin);
    Set<Integer> unmade = claims(List.of(one, other), List.of(pin, away));
    boolean isRight = made && !unmade.contains(pin) && !unmade.contains(away);
    if (isRight) {
      right++;
    } else {
      wrong++;
      System.out.printf(
          "wrong: %s and %s: %s%n",
          one, other, made ? "found for other GPIOs " + unmade : "not found for " + pin);
    }
  }

  /** The GPIOs that two nodes want, with these values. */
  private Set<Integer> claims(List<Choice> choices, List<Integer> pins) {
    List<String> typed =
        new ArrayList<>(List.of("overlay", "check", "--boot", "rpi", "--base", base + ""));
    for (int i = 0; i < choices.size(); i++) {
      typed.add(choices.get(i).overlay() + "");
      typed.addAll(List.of("--param", choices.get(i).parameter() + "=" + pins.get(i)));
    }
    Set<Integer> found = new TreeSet<>();
    Matcher clash = CLASH.matcher(run(typed.toArray(new String[0])));
    while (clash.find()) {
      found.add(Integer.valueOf(clash.group(1)));
    }
    return found;
  }

  private static String run(String... typed) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(said, false, StandardCharsets.UTF_8);
    Main.run(typed, InputStream.nullInputStream(), to, to, Map.of());
    to.flush();
    return said.toString(StandardCharsets.UTF_8);
  }
}
