// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.util.ArrayList;
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
 * What a kernel in a sandbox made of its devicetree, as {@link #PROGRAM} prints it there.
 *
 * @param devices that were made of a node, by node; without those that drivers made of the node of
 *     a device of theirs, such as GPIO chips
 * @param chips in the kernel's order
 */
public record SeenSystem(String release, List<Device> devices, List<Chip> chips) {

  /** What prints it, in a command that is run in a sandbox. */
  public static final String PROGRAM = ". \"$DTBIND_SANDBOX/" + Resources.LOOK + "\"";

  private static final String BASE = "firmware/devicetree/base";

  /** Linux 6.1: {@code GPIOs 0-31}; 7.2: {@code 32 GPIOs} (drivers/gpio/gpiolib.c). */
  private static final Pattern CHIP =
      Pattern.compile(
          "(gpiochip\\d+): (?:GPIOs (\\d+)-(\\d+)|(\\d+) GPIOs)(?:, parent: [^/]+/[^,]+)?"
              + "(?:, (.*?))?(?:, can sleep)?:");

  /** What configfs takes for a line's number (drivers/gpio/gpio-aggregator.c). */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  /**
   * A device of a bus.
   *
   * @param waits why its driver waits to probe it, the reason empty if the kernel gives none; no
   *     value where no driver does
   */
  public record Device(
      NodePath node, String bus, String name, Optional<String> driver, Optional<String> waits) {}

  /**
   * A GPIO chip.
   *
   * @param name such as {@code gpiochip0}
   * @param label what the driver calls it
   * @param lines how many
   * @param node in which its lines have their names; empty for a chip without
   * @param names of its lines where the kernel was given them without a node, in order, empty for a
   *     line that has none; empty for any other chip
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

  /** {@return what a program printed; empty if it did not get to its end} */
  public static Optional<SeenSystem> parse(String printed) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = new ArrayList<>();
    String release = "";
    for (String line : printed.lines().toList()) {
      if (line.startsWith("\u0001")) {
        String[] words = line.substring(1).split(" ", 2);
        section = new ArrayList<>();
        sections.put(words[0], section);
        release = words[0].equals("release") && words.length > 1 ? words[1] : release;
      } else {
        section.add(line);
      }
    }
    if (!sections.containsKey("end")) {
      return Optional.empty();
    }
    Map<String, Map<String, String>> folders = folders(sections.getOrDefault("links", List.of()));
    Map<String, String> deferred =
        DeferredDevices.parse(sections.getOrDefault("deferred", List.of()));
    List<String> chips = sections.getOrDefault("chips", List.of());
    Map<String, NavigableMap<Integer, String>> names =
        names(sections.getOrDefault("names", List.of()));
    return Optional.of(
        new SeenSystem(release, devices(folders, deferred), chips(chips, folders, names)));
  }

  /** The links that each folder of a device has, by its path. */
  private static Map<String, Map<String, String>> folders(List<String> links) {
    Map<String, Map<String, String>> folders = new TreeMap<>();
    for (String link : links) {
      String[] words = link.split("\t", 3);
      if (words.length == 3) {
        folders.computeIfAbsent(words[1], path -> new LinkedHashMap<>()).put(words[0], words[2]);
      }
    }
    return folders;
  }

  private static List<Device> devices(
      Map<String, Map<String, String>> folders, Map<String, String> deferred) {
    List<Device> devices = new ArrayList<>();
    folders.forEach(
        (path, links) -> {
          Optional<NodePath> node = node(links);
          String subsystem = links.getOrDefault("subsystem", "");
          if (node.isEmpty() || !subsystem.contains("/bus/") || isOfDriver(path, folders)) {
            return;
          }
          String name = last(path);
          devices.add(
              new Device(
                  node.get(),
                  last(subsystem),
                  name,
                  Optional.ofNullable(links.get("driver")).map(SeenSystem::last),
                  Optional.ofNullable(deferred.get(name))));
        });
    devices.sort((a, b) -> a.node().text().compareTo(b.node().text()));
    return devices;
  }

  /** Whether a device above it has the same node: its driver made it. */
  private static boolean isOfDriver(String path, Map<String, Map<String, String>> folders) {
    Optional<NodePath> own = node(folders.getOrDefault(path, Map.of()));
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Map<String, String> upper = folders.get(path.substring(0, slash));
      if (upper != null && node(upper).equals(own)) {
        return true;
      }
    }
    // A bank of a simulator has a node of its own, which is no device's.
    return path.matches(".*/gpiochip\\d+");
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

  /** For each device the names of its lines, by their numbers. */
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
      Map<String, Map<String, String>> folders,
      Map<String, NavigableMap<Integer, String>> names) {
    Map<String, NodePath> nodes = new LinkedHashMap<>();
    folders.forEach((path, links) -> node(links).ifPresent(n -> nodes.put(last(path), n)));
    List<Chip> chips = new ArrayList<>();
    for (String line : lines) {
      Matcher match = CHIP.matcher(line);
      if (match.matches()) {
        String count = match.group(4);
        int number =
            count == null
                ? Integer.parseInt(match.group(3)) - Integer.parseInt(match.group(2)) + 1
                : Integer.parseInt(count);
        String name = match.group(1);
        String label = Optional.ofNullable(match.group(5)).orElse("");
        Optional<NodePath> node = Optional.ofNullable(nodes.get(name));
        // An aggregator's label is the name of its device.
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
