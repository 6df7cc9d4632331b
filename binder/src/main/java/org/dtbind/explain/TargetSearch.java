// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.ArrayList;
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

  /**
   * The kinds of the word, by the path of the node or the directory in /sys that the word refers
   * to.
   */
  private final Map<String, Set<String>> found = new LinkedHashMap<>();

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
        match.by().forEach(by -> add(match.node().text(), by));
      }
      if (!wanted.isEmpty() && !wanted.startsWith("/") && !wanted.startsWith("&")) {
        byName(wanted);
      }
      if (found.isEmpty()) {
        users(wanted);
      }
    }
    List<String> drivers = found.keySet().stream().filter(this::isDriver).toList();
    for (String driver : drivers) {
      // If the driver has only one device, and the word is also the name of that device, then both
      // have the same chain.
      List<LinuxDevice> devices = devices(driver);
      if (found.size() == 2 && devices.size() == 1 && found.containsKey(key(devices.get(0)))) {
        found.remove(driver);
        add(key(devices.get(0)), "driver");
      }
    }
    if (found.isEmpty()) {
      return new NotFound(typed, Nearest.to(wanted, words()));
    }
    if (found.size() > 1) {
      return new Ambiguous(
          typed,
          found.entrySet().stream()
              .map(entry -> new Candidate(entry.getKey(), List.copyOf(entry.getValue())))
              .toList());
    }
    Map.Entry<String, Set<String>> only = found.entrySet().iterator().next();
    return chain(typed, only.getKey(), List.copyOf(only.getValue()));
  }

  private void byName(String wanted) {
    system.snapshot().named(wanted).forEach(device -> add(key(device), "device name"));
    files(wanted);
    for (LiveGpio.Place place : system.gpio().named(wanted)) {
      chipKey(place.chip()).ifPresent(key -> add(key, Explanation.LINE_NAME));
    }
    for (String bus : sysfs.names("/sys/bus")) {
      String driver = "/sys/bus/" + bus + "/drivers/" + wanted;
      if (!wanted.contains("/") && sysfs.exists(driver)) {
        add(driver, "driver");
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
        chipKey(place.chip()).ifPresent(key -> add(key, "consumer of a line"));
      }
    }
  }

  private void directory(String wanted) {
    String path = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
    String directory = sysfs.target(path).value().orElse(path);
    if (isDriver(directory) && sysfs.exists(directory)) {
      add(directory, "driver");
    } else {
      for (LinuxDevice device : system.snapshot().devices()) {
        if (device.directory().equals(directory)) {
          add(key(device), "directory");
        }
      }
    }
  }

  private void files(String wanted) {
    for (String directory : DeviceFiles.directories(sysfs, wanted)) {
      add(system.owner(directory).map(TargetSearch.this::key).orElse(directory), "file");
    }
    // A copy of a system may lack /sys/dev.
    for (GpioChip chip : system.gpio().chips()) {
      if (chip.device().equals(wanted) || chip.name().equals(wanted)) {
        chipKey(chip).ifPresent(key -> add(key, "file"));
      }
    }
  }

  private Optional<String> chipKey(GpioChip chip) {
    return chip.node()
        .filter(system::has)
        .map(NodePath::text)
        .or(
            () ->
                system.snapshot().named("gpio/" + chip.name()).stream()
                    .flatMap(device -> system.owner(device.directory()).stream())
                    .map(this::key)
                    .findFirst());
  }

  /**
   * {@return the path of the device's node or, without a node, the device's directory, as the key
   * in {@link #found}}
   */
  private String key(LinuxDevice device) {
    return device.node().filter(system::has).map(NodePath::text).orElse(device.directory());
  }

  private void add(String key, String by) {
    found.computeIfAbsent(key, name -> new TreeSet<>()).add(by);
  }

  private boolean isDriver(String key) {
    return key.startsWith("/sys/bus/") && Paths.name(Paths.parent(key)).equals("drivers");
  }

  private List<LinuxDevice> devices(String driver) {
    String bus = Paths.name(Paths.parent(Paths.parent(driver)));
    return system.snapshot().devices().stream()
        .filter(device -> device.bus().equals(bus))
        .filter(device -> device.driver().filter(Paths.name(driver)::equals).isPresent())
        .toList();
  }

  private Explanation chain(String wanted, String key, List<String> by) {
    if (isDriver(key)) {
      List<LiveChain> all = new ArrayList<>();
      devices(key).stream().map(this::key).distinct().forEach(one -> all.add(chain(one)));
      Optional<ChainEnd> end =
          all.isEmpty()
              ? Optional.of(
                  new ChainEnd(
                      Link.DRIVER,
                      "driver " + Paths.name(key) + " is not bound to any device",
                      List.of("run dtbind devices to list the devices and their drivers")))
              : Optional.empty();
      return new Found(wanted, by, all, end);
    }
    return new Found(wanted, by, List.of(chain(key)), Optional.empty());
  }

  private LiveChain chain(String key) {
    return key.startsWith("/sys/") ? chains.ofDirectory(key) : chains.ofNode(new NodePath(key));
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
