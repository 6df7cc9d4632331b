// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;

/**
 * The state that a run can leave behind.
 *
 * @param devices driver and override by {@code BUS/DEVICE}, without chips, whose numbers depend on
 *     the order in which they appear
 * @param records the content of dtbind's own files, by path
 */
record DriverState(Map<String, String> devices, Map<String, String> records) {

  private static final String BINDINGS = "/run/dtbind/bindings";

  private static final String AGGREGATORS = "/etc/dtbind/aggregators";

  private static final List<String> DIRECTORIES =
      List.of(
          BINDINGS,
          "/var/lib/dtbind/bindings",
          "/etc/dtbind",
          "/etc/dtbind/devices",
          "/etc/udev/rules.d",
          "/etc/modules-load.d",
          "/etc/systemd/system",
          "/etc/systemd/system/multi-user.target.wants",
          "/run/dtbind/aggregators",
          "/run/udev/rules.d",
          AGGREGATORS);

  private static final String GROUPS = "/sys/kernel/config/gpio-aggregator";
  private static final String LINKS = "/dev/gpio";

  static DriverState of(Kernel kernel) {
    Map<String, String> devices = new TreeMap<>();
    for (LinuxDevice device : DeviceSnapshot.read(kernel.sysfs()).devices()) {
      if (!device.bus().equals("gpio")) {
        devices.put(
            device.bus() + "/" + device.name(),
            device.driver().orElse("-") + " " + device.override().driver().orElse("-"));
      }
    }
    Map<String, String> records = new TreeMap<>();
    for (String directory : DIRECTORIES) {
      for (String name : names(directory)) {
        String path = directory + "/" + name;
        boolean ours = directory.startsWith("/run/") || directory.equals(AGGREGATORS);
        if (ours || name.contains("dtbind") || name.contains("platform:")) {
          String text = kernel.files().read(path).value().flatMap(t -> t).orElse("");
          // A device that was created again has another identity.
          records.put(path, text.replaceAll("(?m)^identity=.*$", "identity"));
        }
      }
    }
    aggregators(kernel, records);
    return new DriverState(devices, records);
  }

  /** Includes names that begin with a dot, which are incomplete files. */
  private static List<String> names(String directory) {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /**
   * Adds the aggregators in configfs with their lines, and the links to chips without their
   * numbers.
   */
  private static void aggregators(Kernel kernel, Map<String, String> records) {
    for (String name : kernel.sysfs().names(GROUPS)) {
      String directory = GROUPS + "/" + name;
      StringBuilder text = new StringBuilder(kernel.sysfs().text(directory + "/live").orElse(""));
      for (String line : kernel.sysfs().names(directory)) {
        for (String attribute : List.of("key", "offset", "name")) {
          kernel
              .sysfs()
              .text(directory + "/" + line + "/" + attribute)
              .ifPresent(value -> text.append(' ').append(value));
        }
      }
      records.put(directory, text.toString());
    }
    for (String name : kernel.sysfs().names(LINKS)) {
      String link = LINKS + "/" + name;
      String to = kernel.files().linked(link).map(target -> Paths.follow(link, target)).orElse("");
      String owner = kernel.files().owner(to).map(Owner::text).orElse("nobody");
      records.put(
          link, kernel.sysfs().exists(to) ? "a link to a chip of " + owner : "a link to nothing");
    }
  }

  /** Returns the devices that have records, as {@code BUS/DEVICE}. */
  List<String> recorded() {
    return records.keySet().stream()
        .filter(path -> path.startsWith(BINDINGS))
        .map(path -> path.substring(BINDINGS.length() + 1).replaceFirst(":", "/"))
        .toList();
  }

  /**
   * Returns this state without some devices, named {@code BUS/DEVICE}. For an aggregator that was
   * created through sysfs, this also omits what configfs shows of it, since its number there
   * changes.
   */
  DriverState without(Set<String> names) {
    Map<String, String> remainingDevices = new TreeMap<>(devices);
    Map<String, String> remainingRecords = new TreeMap<>(records);
    for (String name : names) {
      remainingDevices.remove(name);
      remainingRecords.remove(BINDINGS + "/" + name.replace('/', ':'));
      if (name.startsWith("platform/gpio-aggregator.")) {
        remainingRecords.keySet().removeIf(path -> path.startsWith(GROUPS + "/_sysfs."));
      }
    }
    return new DriverState(remainingDevices, remainingRecords);
  }

  /** Describes the differences between this state and another. */
  String against(DriverState other) {
    Set<String> ours = new TreeSet<>();
    devices.forEach((name, value) -> ours.add(name + ": " + value));
    records.forEach((name, value) -> ours.add(name + ": " + value));
    Set<String> theirs = new TreeSet<>();
    other.devices.forEach((name, value) -> theirs.add(name + ": " + value));
    other.records.forEach((name, value) -> theirs.add(name + ": " + value));
    Set<String> both = new TreeSet<>(ours);
    both.retainAll(theirs);
    ours.removeAll(both);
    theirs.removeAll(both);
    return "before " + ours + ", now " + theirs;
  }
}
