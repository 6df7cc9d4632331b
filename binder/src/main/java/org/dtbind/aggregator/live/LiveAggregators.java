// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.aggregator.live.LiveAggregator.Source;
import org.dtbind.device.LiveTree;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.gpio.SourceLines;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;

/** Finds all aggregators of a system. An object is used for one search. */
public final class LiveAggregators {

  private static final String DRIVER = GenericDriver.GPIO_AGGREGATOR.driver();
  private static final String DEVICES = "/sys/bus/platform/devices/";

  /** The prefix that configfs gives to the name of an aggregator that was created through sysfs. */
  private static final String MIRROR = "_sysfs.";

  private final Kernel kernel;
  private final LiveGpio gpio;
  private final DeviceLines devices;
  private final List<AggregatorRecord> records;
  private final Set<String> persistent;
  private final Set<String> known = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final List<LiveAggregator> all = new ArrayList<>();

  private LiveAggregators(Kernel kernel, LiveGpio gpio) {
    this.kernel = kernel;
    this.gpio = gpio;
    this.devices = new DeviceLines(kernel, gpio);
    this.records = new AggregatorRecords(kernel.files()).all();
    this.persistent = new TreeSet<>();
    for (String file : kernel.files().names("/" + AggregatorFiles.DECLARATIONS)) {
      if (file.endsWith(AggregatorFiles.SUFFIX)) {
        persistent.add(file.substring(0, file.length() - AggregatorFiles.SUFFIX.length()));
      }
    }
  }

  /**
   * {@return all aggregators, those with a name first}
   *
   * @param gpio all chips and lines
   */
  public static List<LiveAggregator> read(Kernel kernel, LiveGpio gpio) {
    LiveAggregators live = new LiveAggregators(kernel, gpio);
    live.ofConfigfs();
    live.ofDevices();
    live.missing();
    live.all.sort(
        Comparator.comparing((LiveAggregator one) -> one.name().isEmpty())
            .thenComparing(LiveAggregator::text));
    return live.all;
  }

  /** {@return the aggregator with a device; empty if there is none} */
  public static Optional<LiveAggregator> ofDevice(Kernel kernel, Optional<String> device) {
    return read(kernel, LiveGpio.read(kernel)).stream()
        .filter(one -> one.device().equals(device))
        .findFirst();
  }

  /**
   * {@return whether a device has exactly these lines}
   *
   * @param lines the lines, in any order
   */
  public static boolean has(Kernel kernel, String device, List<SourceLine> lines) {
    return new DeviceLines(kernel, LiveGpio.read(kernel)).isMadeOf(lines, device);
  }

  /**
   * {@return whether a device that was created just now has exactly the lines at these places}
   *
   * @param places the places, in any order
   */
  public static boolean isMadeOfPlaces(Kernel kernel, String device, List<LiveGpio.Place> places) {
    DeviceLines live = new DeviceLines(kernel, LiveGpio.read(kernel));
    List<String> has = live.places(device).stream().map(LineTexts::at).sorted().toList();
    return has.equals(places.stream().map(LineTexts::at).sorted().toList()) && live.isWhole(device);
  }

  /**
   * {@return the names of the driver's devices that were created from user space, whether or not
   * they are bound}
   */
  public static Set<String> devices(Kernel kernel) {
    Set<String> devices = new TreeSet<>(kernel.sysfs().names(DEVICES));
    devices.removeIf(name -> !name.matches(DRIVER + "\\.\\d+"));
    return devices;
  }

  private void ofConfigfs() {
    for (String name : kernel.sysfs().names(BackEnd.GROUPS)) {
      String directory = BackEnd.GROUPS + "/" + name;
      if (name.startsWith(MIRROR) || !kernel.sysfs().isDirectory(directory)) {
        continue;
      }
      boolean live = AggregatorSteps.isLive(kernel.sysfs(), name);
      Optional<String> device = kernel.sysfs().text(directory + "/dev_name").filter(any -> live);
      device.ifPresent(seen::add);
      add(
          Optional.of(name),
          device,
          CreationMethod.CONFIGFS,
          ofDirectory(directory, device.orElse("")),
          true);
    }
  }

  private void ofDevices() {
    Set<String> devices = devices(kernel);
    for (String name : kernel.sysfs().names(BackEnd.DRIVER)) {
      if (kernel.sysfs().exists(DEVICES + name)) {
        devices.add(name);
      }
    }
    devices.removeAll(seen);
    for (String device : devices) {
      Optional<NodePath> node =
          kernel
              .sysfs()
              .target(DEVICES + device)
              .value()
              .flatMap(directory -> LiveTree.nodeOf(kernel.sysfs(), directory));
      if (node.isPresent()) {
        ofNode(device, node.get());
      } else {
        bySysfs(device);
      }
    }
  }

  private void ofNode(String device, NodePath node) {
    Map<NodePath, Optional<GpioChip>> chips = new HashMap<>();
    List<Source> lines =
        SourceLines.of(LiveTree.of(kernel.sysfs()), node).stream()
            .flatMap(all -> all.entries().stream())
            .map(entry -> entry.line().flatMap(line -> place(line, chips)))
            .map(place -> new Source(Optional.empty(), place))
            .toList();
    // Of some controllers, only the driver knows which line a specifier means.
    boolean known = lines.stream().allMatch(line -> line.place().isPresent());
    List<Source> consumed = known ? List.of() : devices.consumed(device);
    add(
        Optional.empty(),
        Optional.of(device),
        CreationMethod.DEVICETREE,
        consumed.isEmpty() ? lines : consumed,
        consumed.size() <= 1);
  }

  private Optional<LiveGpio.Place> place(LineRef line, Map<NodePath, Optional<GpioChip>> chips) {
    return chips
        .computeIfAbsent(line.controller(), gpio::of)
        .flatMap(
            chip ->
                line.offset().flatMap(chip::line).map(found -> new LiveGpio.Place(chip, found)));
  }

  private void bySysfs(String device) {
    Optional<AggregatorRecord> record =
        records.stream().filter(one -> isOf(one, device)).findFirst();
    String mirror = BackEnd.GROUPS + "/" + MIRROR + device.substring(device.indexOf('.') + 1);
    boolean mirrored = kernel.sysfs().isDirectory(mirror);
    boolean recorded = record.filter(one -> !one.lines().isEmpty()).isPresent();
    List<Source> lines =
        mirrored
            ? ofDirectory(mirror, device)
            : recorded ? devices.sources(record.get().lines(), device) : devices.consumed(device);
    Optional<String> name = record.map(AggregatorRecord::name);
    add(
        name,
        Optional.of(device),
        CreationMethod.SYSFS,
        lines,
        mirrored || recorded || lines.size() == 1);
  }

  /**
   * Whether a record belongs to a device. The identity decides if the record has one. A process
   * that was killed too early leaves a record without an identity; then the lines decide.
   */
  private boolean isOf(AggregatorRecord record, String device) {
    boolean same = record.device().filter(known -> !known.equals(device)).isEmpty();
    if (record.backEnd() != BackEnd.SYSFS || !same) {
      return false;
    }
    return record.device().isPresent() && record.identity().isPresent()
        ? record.identity().equals(AggregatorRecord.identity(kernel, device))
        : !record.lines().isEmpty() && devices.isMadeOf(record.lines(), device);
  }

  /** Adds aggregators that are recorded or declared, but do not exist. */
  private void missing() {
    for (AggregatorRecord record : records) {
      if (!known.contains(record.name())) {
        add(
            Optional.of(record.name()),
            Optional.empty(),
            CreationMethod.MISSING,
            record.lines().stream()
                .map(line -> new Source(Optional.of(line), Optional.empty()))
                .toList(),
            true);
      }
    }
    for (String name : persistent) {
      if (!known.contains(name)) {
        add(Optional.of(name), Optional.empty(), CreationMethod.MISSING, List.of(), true);
      }
    }
  }

  private void add(
      Optional<String> name,
      Optional<String> device,
      CreationMethod creationMethod,
      List<Source> lines,
      boolean ordered) {
    name.ifPresent(known::add);
    boolean recorded =
        name.filter(one -> records.stream().anyMatch(r -> r.name().equals(one))).isPresent();
    all.add(
        new LiveAggregator(
            name,
            device,
            creationMethod,
            device.flatMap(devices::chip),
            lines,
            ordered,
            recorded,
            name.filter(persistent::contains).isPresent()));
  }

  /** Reads the lines from the directories {@code lineN} in configfs. */
  private List<Source> ofDirectory(String directory, String device) {
    List<SourceLine> lines = new ArrayList<>();
    for (int i = 0; kernel.sysfs().isDirectory(directory + "/line" + i); i++) {
      String own = directory + "/line" + i;
      OptionalInt offset =
          kernel
              .sysfs()
              .text(own + "/offset")
              .filter(text -> text.matches("[0-9]{1,5}"))
              .map(text -> OptionalInt.of(Integer.parseInt(text)))
              .orElseGet(OptionalInt::empty);
      lines.add(new SourceLine(attribute(own + "/key"), offset, attribute(own + "/name")));
    }
    return devices.sources(lines, device);
  }

  private Bytes attribute(String path) {
    Bytes text = kernel.sysfs().read(path).value().orElse(Bytes.empty());
    boolean ended = !text.isEmpty() && text.get(text.length() - 1) == '\n';
    return ended ? text.slice(0, text.length() - 1) : text;
  }
}
