// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dtbind.linux.DeferredDevices;
import org.dtbind.tree.NodePath;

/**
 * The devices and chips that a kernel in a sandbox made of its devicetree, as look.sh prints them.
 *
 * @param devices the devices that were made of a node, by node, without devices that a driver
 *     registered for the node of its device, such as GPIO chips, and without I²C adapters
 * @param chips the GPIO chips, in the order of the kernel
 */
public record SeenSystem(String release, List<Device> devices, List<Chip> chips) {

  private static final String BASE = "firmware/devicetree/base";

  /**
   * A line of debugfs: in Linux 6.1 with {@code GPIOs 0-31}, in 7.2 with {@code 32 GPIOs}
   * (drivers/gpio/gpiolib.c).
   */
  private static final Pattern CHIP =
      Pattern.compile(
          "(gpiochip\\d{1,6}): (?:GPIOs (\\d{1,6})-(\\d{1,6})|(\\d{1,6}) GPIOs)(?:, parent: [^/]+/[^,]+)?"
              + "(?:, (.*?))?(?:, can sleep)?:");

  /**
   * The numbers of lines that gpio-aggregator accepts in configfs (drivers/gpio/gpio-aggregator.c).
   */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  /** The numbers in a path: addresses, which are hexadecimal, and others. */
  private static final Pattern NUMBERS = Pattern.compile("(?<=@)[0-9a-f]++|[0-9]++");

  /**
   * A device on a bus.
   *
   * @param waits why the driver's probe is deferred, as empty text if the kernel gives no reason;
   *     empty if it is not deferred
   * @param refused how the probe failed; empty if it did not, or the device is bound or waits
   */
  public record Device(
      NodePath node,
      String bus,
      String name,
      Optional<String> driver,
      Optional<String> waits,
      Optional<Refused> refused) {}

  /**
   * A probe that failed.
   *
   * @param errno the positive number of the error
   * @param messages the warnings and errors that the kernel wrote during the probe
   */
  public record Refused(String driver, int errno, List<String> messages) {

    public Refused {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A GPIO chip.
   *
   * @param name such as {@code gpiochip0}
   * @param node the node that contains the names of the lines; empty for a chip without a node
   * @param names the names of the lines of an aggregator made through configfs, by offset, with an
   *     empty name for an unnamed line; empty for any other chip
   */
  public record Chip(
      String name, String label, int lines, Optional<NodePath> node, List<String> names) {

    public Chip {
      names = List.copyOf(names);
    }
  }

  public SeenSystem {
    devices = List.copyOf(devices);
    chips = List.copyOf(chips);
  }

  /** {@return the system that a program printed; empty if it printed none, or only a part} */
  public static Optional<SeenSystem> parse(String printed) {
    Map<String, List<String>> sections = sections(printed);
    if (!sections.containsKey("links") || !sections.containsKey("end")) {
      return Optional.empty();
    }
    Map<String, Map<String, String>> directories =
        directories(sections.getOrDefault("links", List.of()));
    Map<String, String> deferred =
        DeferredDevices.parse(sections.getOrDefault("deferred", List.of()));
    Map<String, Refused> refused = Refusals.of(sections.getOrDefault("log", List.of()));
    List<String> chips = sections.getOrDefault("chips", List.of());
    String release = sections.getOrDefault("release", List.of()).stream().findFirst().orElse("");
    Map<String, NavigableMap<Integer, String>> names =
        names(sections.getOrDefault("names", List.of()));
    return Optional.of(
        new SeenSystem(
            release, devices(directories, deferred, refused), chips(chips, directories, names)));
  }

  /** {@return the lines of each section, by its name; the section of the release contains it} */
  static Map<String, List<String>> sections(String printed) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      if (line.startsWith("\u0001")) {
        String[] words = line.substring(1).split(" ", 2);
        section = new ArrayList<>(List.of(words).subList(1, words.length));
        sections.put(words[0], section);
      } else {
        section.add(line);
      }
    }
    return sections;
  }

  /** {@return the links in the directory of each device, by the path of the directory} */
  private static Map<String, Map<String, String>> directories(List<String> links) {
    Map<String, Map<String, String>> directories = new TreeMap<>();
    for (String link : links) {
      String[] words = link.split("\t", 3);
      if (words.length == 3) {
        directories
            .computeIfAbsent(words[1], path -> new LinkedHashMap<>())
            .put(words[0], words[2]);
      }
    }
    return directories;
  }

  private static List<Device> devices(
      Map<String, Map<String, String>> directories,
      Map<String, String> deferred,
      Map<String, Refused> refused) {
    List<Device> devices = new ArrayList<>();
    directories.forEach(
        (path, links) -> {
          Optional<NodePath> node = node(links);
          String subsystem = links.getOrDefault("subsystem", "");
          if (node.isEmpty() || !subsystem.contains("/bus/") || isOfDriver(path, directories)) {
            return;
          }
          String name = last(path);
          Optional<String> driver = Optional.ofNullable(links.get("driver")).map(SeenSystem::last);
          Optional<String> waits = Optional.ofNullable(deferred.get(name));
          Optional<Refused> failed =
              Optional.ofNullable(refused.get(name))
                  .filter(any -> driver.isEmpty() && waits.isEmpty());
          devices.add(new Device(node.get(), last(subsystem), name, driver, waits, failed));
        });
    devices.sort(Comparator.comparing(device -> inOrder(device.node().text())));
    return devices;
  }

  /** {@return a path in which numbers have the same length, so that they sort by their values} */
  private static String inOrder(String path) {
    return NUMBERS
        .matcher(path)
        .replaceAll(found -> "0".repeat(Math.max(0, 20 - found.group().length())) + found.group());
  }

  /**
   * {@return whether a device was registered by the driver of a device above it, which then has the
   * same node}
   */
  private static boolean isOfDriver(String path, Map<String, Map<String, String>> directories) {
    Optional<NodePath> own = node(directories.getOrDefault(path, Map.of()));
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Map<String, String> upper = directories.get(path.substring(0, slash));
      if (upper != null && node(upper).equals(own)) {
        return true;
      }
    }
    // A bank of gpio-sim and a channel of an I²C multiplexer have separate nodes, which belong to
    // no other device. A node of the board may have such a name, too.
    String bus = last(directories.getOrDefault(path, Map.of()).getOrDefault("subsystem", ""));
    return bus.equals("gpio") && last(path).matches("gpiochip\\d+")
        || bus.equals("i2c") && last(path).matches("i2c-\\d+");
  }

  private static Optional<NodePath> node(Map<String, String> links) {
    String link = links.getOrDefault("of_node", "");
    int at = link.indexOf(BASE);
    if (at < 0) {
      return Optional.empty();
    }
    String path = link.substring(at + BASE.length());
    return Optional.of(path.isEmpty() ? NodePath.ROOT : new NodePath(path));
  }

  /** {@return the names of the lines of each device, by offset} */
  private static Map<String, NavigableMap<Integer, String>> names(List<String> lines) {
    Map<String, NavigableMap<Integer, String>> names = new LinkedHashMap<>();
    for (String line : lines) {
      String[] words = line.split("\t", 3);
      if (words.length == 3 && NUMBER.matcher(words[1]).matches()) {
        names
            .computeIfAbsent(words[0], device -> new TreeMap<>())
            .put(Integer.parseInt(words[1]), words[2]);
      }
    }
    return names;
  }

  private static List<String> inOrder(NavigableMap<Integer, String> names, int lines) {
    return IntStream.range(0, names.isEmpty() ? 0 : lines)
        .mapToObj(line -> names.getOrDefault(line, ""))
        .toList();
  }

  private static List<Chip> chips(
      List<String> lines,
      Map<String, Map<String, String>> directories,
      Map<String, NavigableMap<Integer, String>> names) {
    Map<String, NodePath> nodes = new LinkedHashMap<>();
    directories.forEach((path, links) -> node(links).ifPresent(n -> nodes.put(last(path), n)));
    List<Chip> chips = new ArrayList<>();
    for (String line : lines) {
      Matcher match = CHIP.matcher(line);
      if (match.matches()) {
        String count = match.group(4);
        int number =
            count == null
                ? Math.max(
                    0, Integer.parseInt(match.group(3)) - Integer.parseInt(match.group(2)) + 1)
                : Integer.parseInt(count);
        String name = match.group(1);
        String label = Optional.ofNullable(match.group(5)).orElse("");
        Optional<NodePath> node = Optional.ofNullable(nodes.get(name));
        // The label of an aggregator is the name of its device.
        List<String> own = inOrder(names.getOrDefault(label, new TreeMap<>()), number);
        chips.add(new Chip(name, label, number, node, own));
      }
    }
    chips.sort((a, b) -> Integer.compare(number(a), number(b)));
    return chips;
  }

  private static int number(Chip chip) {
    return Integer.parseInt(chip.name().substring("gpiochip".length()));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
