// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.diag.Nearest;
import org.dtbind.explain.Explanation.Ambiguous;
import org.dtbind.explain.Explanation.Candidate;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.Explanation.NotFound;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.ChainEnd.Link;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.tree.NodePath;

/**
 * Finds the nodes, devices and drivers that a word refers to on a system. A word that refers to
 * several of them is ambiguous.
 */
final class TargetSearch {

  private final LiveSystem system;
  private final Sysfs sysfs;
  private final Chains chains;

  /** What a word can refer to. */
  private sealed interface Target {
    /** {@return the path for users} */
    String text();
  }

  private record Node(NodePath path) implements Target {
    @Override
    public String text() {
      return path.text();
    }
  }

  /** A device without a node, by its directory in /sys. */
  private record Device(String text) implements Target {}

  /** A driver, by its directory in /sys. */
  private record Driver(String text) implements Target {}

  /** The kinds of the word, by what it refers to. */
  private final Map<Target, Set<String>> found = new LinkedHashMap<>();

  TargetSearch(LiveSystem system) {
    this.system = system;
    this.sysfs = system.kernel().sysfs();
    this.chains = new Chains(system);
  }

  Explanation of(String typed) {
    String wanted = LiveTree.word(typed);
    if (wanted.startsWith("/sys/")) {
      directory(wanted);
    } else if (wanted.startsWith("/dev/")) {
      files(wanted);
    } else {
      for (NodeMatch match : NodeMatch.find(system.tree(), wanted, NodeMatch.Words.OF_TREE)) {
        match.by().forEach(by -> add(new Node(match.node()), by));
      }
      if (!wanted.isEmpty() && !wanted.startsWith("/") && !wanted.startsWith("&")) {
        byName(wanted);
      }
      if (found.isEmpty()) {
        users(wanted);
      }
    }
    List<Driver> drivers =
        found.keySet().stream().filter(Driver.class::isInstance).map(Driver.class::cast).toList();
    for (Driver driver : drivers) {
      // If the driver has only one device, and the word is also the name of that device, then both
      // have the same chain.
      List<LinuxDevice> devices = devices(driver);
      if (found.size() == 2 && devices.size() == 1 && found.containsKey(target(devices.get(0)))) {
        found.remove(driver);
        add(target(devices.get(0)), "driver");
      }
    }
    if (found.isEmpty()) {
      return new NotFound(typed, Nearest.to(wanted, words()));
    }
    if (found.size() > 1) {
      return new Ambiguous(
          typed,
          found.entrySet().stream()
              .map(entry -> new Candidate(entry.getKey().text(), List.copyOf(entry.getValue())))
              .toList());
    }
    Map.Entry<Target, Set<String>> only = found.entrySet().iterator().next();
    return chain(typed, only.getKey(), List.copyOf(only.getValue()));
  }

  private void byName(String wanted) {
    system.snapshot().named(wanted).forEach(device -> add(target(device), "device name"));
    files(wanted);
    for (LiveGpio.Place place : system.gpio().named(wanted)) {
      chip(place.chip()).ifPresent(chip -> add(chip, Explanation.LINE_NAME));
    }
    for (String bus : sysfs.names("/sys/bus")) {
      String driver = "/sys/bus/" + bus + "/drivers/" + wanted;
      if (!wanted.contains("/") && sysfs.exists(driver)) {
        add(new Driver(driver), "driver");
      }
    }
  }

  /**
   * Searches the consumers of lines. Most consumers are devices, which are found by their names;
   * the others are hogs and programs.
   */
  private void users(String wanted) {
    for (LiveGpio.Place place : system.gpio().places()) {
      if (place.line().consumer().filter(wanted::equals).isPresent()) {
        chip(place.chip()).ifPresent(chip -> add(chip, "consumer of a line"));
      }
    }
  }

  private void directory(String wanted) {
    String path = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
    String directory = sysfs.target(path).value().orElse(path);
    if (isDriver(directory) && sysfs.exists(directory)) {
      add(new Driver(directory), "driver");
    } else {
      for (LinuxDevice device : system.snapshot().devices()) {
        if (device.directory().equals(directory)) {
          add(target(device), "directory");
        }
      }
    }
  }

  private void files(String wanted) {
    for (String directory : DeviceFiles.directories(sysfs, wanted)) {
      add(system.owner(directory).map(this::target).orElse(new Device(directory)), "file");
    }
    // A copy of a system may lack /sys/dev.
    for (GpioChip chip : system.gpio().chips()) {
      if (chip.device().equals(wanted) || chip.name().equals(wanted)) {
        chip(chip).ifPresent(found -> add(found, "file"));
      }
    }
  }

  private Optional<Target> chip(GpioChip chip) {
    return chip.node()
        .filter(system::has)
        .<Target>map(Node::new)
        .or(
            () ->
                system.snapshot().named("gpio/" + chip.name()).stream()
                    .flatMap(device -> system.owner(device.directory()).stream())
                    .map(this::target)
                    .findFirst());
  }

  /** {@return the device's node or, without a node, the device} */
  private Target target(LinuxDevice device) {
    return device
        .node()
        .filter(system::has)
        .<Target>map(Node::new)
        .orElse(new Device(device.directory()));
  }

  private void add(Target target, String by) {
    found.computeIfAbsent(target, one -> new TreeSet<>()).add(by);
  }

  private static boolean isDriver(String directory) {
    return directory.startsWith("/sys/bus/")
        && Paths.name(Paths.parent(directory)).equals("drivers");
  }

  private List<LinuxDevice> devices(Driver driver) {
    String bus = Paths.name(Paths.parent(Paths.parent(driver.text())));
    return system.snapshot().devices().stream()
        .filter(device -> device.bus().equals(bus))
        .filter(device -> device.driver().filter(Paths.name(driver.text())::equals).isPresent())
        .toList();
  }

  private Explanation chain(String wanted, Target target, List<String> by) {
    if (!(target instanceof Driver driver)) {
      return new Found(wanted, by, List.of(chain(target)), Optional.empty());
    }
    List<LiveChain> all =
        devices(driver).stream().map(this::target).distinct().map(this::chain).toList();
    Optional<ChainEnd> end =
        all.isEmpty()
            ? Optional.of(
                new ChainEnd(
                    Link.DRIVER,
                    "driver " + Paths.name(driver.text()) + " is not bound to any device",
                    List.of("run dtbind devices to list the devices and their drivers")))
            : Optional.empty();
    return new Found(wanted, by, all, end);
  }

  private LiveChain chain(Target target) {
    return target instanceof Node node
        ? chains.ofNode(node.path())
        : chains.ofDirectory(target.text());
  }

  private Set<String> words() {
    Set<String> words = NodeMatch.words(system.tree(), NodeMatch.Words.OF_TREE);
    system.snapshot().ofNodes().forEach(device -> words.add(device.name()));
    system.snapshot().devices().forEach(device -> device.driver().ifPresent(words::add));
    for (GpioChip chip : system.gpio().chips()) {
      words.add(chip.name());
      words.add(chip.device());
    }
    for (LiveGpio.Place place : system.gpio().places()) {
      words.add(place.line().name());
      place.line().consumer().ifPresent(words::add);
    }
    words.remove("");
    return words;
  }
}
