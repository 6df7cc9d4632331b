// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dtbind.device.LiveTree;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.LineInfo;
import org.dtbind.kernel.Paths;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/** The GPIO chips of a system at one moment. */
public record LiveGpio(List<GpioChip> chips) {

  private static final String CHIPS = "/sys/bus/gpio/devices";

  /** Copies the list. */
  public LiveGpio {
    chips = List.copyOf(chips);
  }

  /** A line and its chip. */
  public record Place(GpioChip chip, GpioLine line) {

    /**
     * {@return whether this is a line, even if its state was different when it was read}
     *
     * @param device the device node of the line's chip
     */
    public boolean isAt(String device, int offset) {
      return chip.device().equals(device) && line.offset() == offset;
    }
  }

  /** {@return the chips that sysfs lists, including unreadable ones} */
  public static LiveGpio read(Kernel kernel) {
    return new LiveGpio(
        directories(kernel).stream()
            .sorted(Comparator.comparingInt(directory -> number(Paths.name(directory))))
            .map(directory -> chip(kernel, directory))
            .toList());
  }

  /** {@return the directories of all chips, in the order of sysfs, which is by name} */
  static List<String> directories(Kernel kernel) {
    return kernel.sysfs().names(CHIPS).stream()
        .filter(LiveGpio::isChip)
        .flatMap(name -> kernel.sysfs().target(CHIPS + "/" + name).value().stream())
        .toList();
  }

  /**
   * {@return the first chip of a device; empty if it has none}
   *
   * @param directory the directory of the device, which is the parent of the chip's directory
   */
  public static Optional<GpioChip> below(Kernel kernel, String directory) {
    return allBelow(kernel, directory).stream().findFirst();
  }

  /**
   * {@return all chips of a device}
   *
   * @param directory the directory of the device, which is the parent of the chips' directories
   */
  public static List<GpioChip> allBelow(Kernel kernel, String directory) {
    return kernel.sysfs().names(directory).stream()
        .filter(LiveGpio::isChip)
        .map(name -> chip(kernel, directory + "/" + name))
        .toList();
  }

  /**
   * {@return every line with a name. Names need not be unique, not even within a chip}
   *
   * @param name the exact name
   */
  public List<Place> named(String name) {
    return places().stream().filter(place -> place.line().name().equals(name)).toList();
  }

  /** {@return every line of every readable chip} */
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (GpioChip chip : chips) {
      chip.lines().forEach(line -> places.add(new Place(chip, line)));
    }
    return places;
  }

  /**
   * {@return the chip of a devicetree node that is a GPIO controller or a bound aggregator; empty
   * if Linux has created none}
   */
  public Optional<GpioChip> of(NodePath node) {
    return chips.stream().filter(chip -> chip.node().filter(node::equals).isPresent()).findFirst();
  }

  private static boolean isChip(String name) {
    // The kernel uses only small numbers, but a copy of a system may contain others.
    int digits = name.length() - "gpiochip".length();
    if (!name.startsWith("gpiochip") || digits < 1 || digits > 9) {
      return false;
    }
    for (int i = "gpiochip".length(); i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(String name) {
    return Integer.parseInt(name.substring("gpiochip".length()));
  }

  static GpioChip chip(Kernel kernel, String directory) {
    String name = Paths.name(directory);
    String device = "/dev/" + name;
    String parent = Paths.name(Paths.parent(directory));
    Optional<NodePath> node = LiveTree.nodeOf(kernel.sysfs(), directory);
    Attempt<GpioChips.Answer> answer = kernel.chips().ask(device);
    List<GpioLine> lines =
        answer
            .value()
            .map(a -> lines(a.lines(), fullNames(kernel, node, a.lines())))
            .orElse(List.of());
    return new GpioChip(
        name,
        device,
        directory.startsWith("/sys/devices/virtual/") || parent.isEmpty()
            ? Optional.empty()
            : Optional.of(parent),
        node,
        answer.value().map(a -> a.chip().label()),
        lines,
        answer.failure());
  }

  private static List<GpioLine> lines(List<LineInfo> infos, List<Bytes> full) {
    return infos.stream().map(info -> GpioLine.fromUapi(info, fullName(info, full))).toList();
  }

  private static Bytes fullName(LineInfo info, List<Bytes> full) {
    Bytes shown = info.name();
    if (!isCut(info) || info.offset() >= full.size()) {
      return shown;
    }
    Bytes whole = full.get(info.offset());
    boolean same = whole.length() >= shown.length() && whole.slice(0, shown.length()).equals(shown);
    return same ? whole : shown;
  }

  private static boolean isCut(LineInfo info) {
    return info.name().length() >= LineInfo.SHOWN;
  }

  /**
   * {@return the names in the devicetree if the kernel may have truncated any: it shows only the
   * beginning of a long name, but finds the line only by the complete one}
   */
  private static List<Bytes> fullNames(
      Kernel kernel, Optional<NodePath> node, List<LineInfo> infos) {
    if (node.isEmpty() || infos.stream().noneMatch(LiveGpio::isCut)) {
      return List.of();
    }
    return LiveTree.of(kernel.sysfs()).lineNames(node.get());
  }
}
