// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.device.SystemUse.Kind;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/**
 * Finds uses of a device by the running system: consoles ({@code /proc/consoles}); mounted file
 * systems ({@code /proc/PID/mountinfo}) and swap ({@code /proc/swaps}), including those on device
 * mapper, RAID and loop devices; network interfaces with routes ({@code /proc/net/route}, {@code
 * ipv6_route}), including those on bridges, bonds and VLANs; and devices that other devices need.
 */
public final class SystemUses {

  /**
   * Limits the search; buses are not nested as deeply, even for a USB stick behind hubs on PCI
   * bridges.
   */
  private static final int MAX_DEPTH = 16;

  /**
   * Buses of devices that a driver registers below its device for internal purposes. Such devices
   * have drivers of these buses, but are not separate uses.
   */
  private static final Set<String> INTERNAL = Set.of("gpio", "serial-base", "mdio_bus", "usb");

  private final Sysfs sysfs;
  private final String inside;
  private final Set<SystemUse> uses = new LinkedHashSet<>();

  /** Directories from which no link leads below the device. */
  private final Set<String> outside = new HashSet<>();

  private SystemUses(Sysfs sysfs, String directory) {
    this.sysfs = sysfs;
    this.inside = directory + "/";
  }

  /**
   * {@return the uses of a device and of everything below it; none if they cannot be read}
   *
   * @param device the device whose driver is to be unbound
   */
  public static List<SystemUse> of(Sysfs sysfs, LinuxDevice device) {
    SystemUses found = new SystemUses(sysfs, device.directory());
    found.consoles();
    found.fileSystems();
    found.swaps();
    found.routes();
    found.dependents(device.directory());
    found.devices(device.directory(), device.node().map(Object::toString), 0);
    return List.copyOf(found.uses);
  }

  private void add(Kind kind, String text) {
    uses.add(new SystemUse(kind, text));
  }

  /**
   * Parses lines such as {@code ttyAMA0 -W- (EC p a) 204:64} (fs/proc/consoles.c). A console
   * without a device number, such as ttynull, does not match.
   */
  private void consoles() {
    lines("/proc/consoles")
        .map(SystemUses::words)
        .filter(words -> isWithin("/sys/dev/char/" + words.get(words.size() - 1)))
        .forEach(words -> add(Kind.CONSOLE, "console " + words.get(0)));
  }

  /** Btrfs shows an anonymous device number, so its device is found by name. */
  private void fileSystems() {
    // Both processes usually see the same file systems.
    Stream.of("1", "self")
        .flatMap(process -> Mount.of(sysfs, process))
        .distinct()
        .filter(
            mount ->
                mount.number().startsWith("0:")
                    ? isFileWithin(mount.source())
                    : leadsWithin("/sys/dev/block/" + mount.number(), this::disks))
        .forEach(mount -> add(Kind.FILE_SYSTEM, "file system at " + mount.point()));
  }

  private void swaps() {
    lines("/proc/swaps")
        .map(SystemUses::words)
        .filter(words -> isFileWithin(words.get(0)))
        .forEach(words -> add(Kind.SWAP, "swap on " + words.get(0)));
  }

  /**
   * The name of the interface is the first word of an IPv4 route and the last word of an IPv6
   * route.
   */
  private void routes() {
    Stream<String> first = lines("/proc/net/route").skip(1).map(line -> words(line).get(0));
    Stream<String> last =
        lines("/proc/net/ipv6_route").map(line -> line.substring(line.lastIndexOf(' ') + 1));
    Stream.concat(first, last)
        .distinct()
        .filter(name -> leadsWithin("/sys/class/net/" + name, this::interfaces))
        .forEach(name -> add(Kind.NETWORK, "network interface " + name + ", which has routes"));
  }

  /**
   * Adds the devices whose drivers the kernel unbinds together with this one (drivers/base/core.c,
   * {@code device_links_unbind_consumers()}). An entry {@code consumer:BUS:NAME} leads to the
   * device link, which has a status.
   */
  private void dependents(String directory) {
    for (String name : sysfs.names(directory)) {
      if (name.startsWith("consumer:")
          && sysfs
              .target(directory + "/" + name)
              .value()
              .flatMap(link -> sysfs.text(link + "/status"))
              .filter("active"::equals)
              .isPresent()) {
        add(
            Kind.DEVICE,
            name.substring("consumer:".length()).replaceFirst(":", " device ") + " depends on it");
      }
    }
  }

  private void devices(String directory, Optional<String> node, int depth) {
    for (String name : depth < MAX_DEPTH ? sysfs.names(directory) : List.<String>of()) {
      String below = directory + "/" + name;
      if (!sysfs.isDirectory(below)) {
        continue;
      }
      Optional<String> bus = sysfs.target(below + "/subsystem").value().map(Paths::name);
      Optional<String> driver = bus.flatMap(known -> LinuxDevice.driver(sysfs, below));
      boolean own =
          INTERNAL.contains(bus.orElse(""))
              || node.isPresent()
                  && node.equals(LiveTree.nodeOf(sysfs, below).map(Object::toString));
      if (driver.isPresent() && !own) {
        add(
            Kind.DEVICE,
            "%s device %s below it, with driver %s".formatted(bus.get(), name, driver.get()));
      } else {
        devices(below, node, depth + 1);
      }
    }
  }

  /** {@return whether a symbolic link in sysfs leads below the device} */
  private boolean isWithin(String link) {
    return sysfs.target(link).value().filter(directory -> directory.startsWith(inside)).isPresent();
  }

  private boolean isFileWithin(String file) {
    return file.startsWith("/dev/")
        && DeviceFiles.directories(sysfs, file).stream()
            .anyMatch(directory -> isAboveOrWithin(directory, this::disks));
  }

  private boolean leadsWithin(String link, Function<String, Stream<String>> lower) {
    return sysfs.target(link).value().filter(at -> isAboveOrWithin(at, lower)).isPresent();
  }

  /**
   * {@return whether a directory is below the device, or is above one that is}
   *
   * @param lower the links from a directory to those below it
   */
  private boolean isAboveOrWithin(String directory, Function<String, Stream<String>> lower) {
    Deque<String> open = new ArrayDeque<>(List.of(directory));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String at = open.pop();
      if (at.startsWith(inside)) {
        return true;
      }
      if (!outside.contains(at) && seen.add(at)) {
        lower
            .apply(at)
            .forEach(link -> sysfs.target(at + "/" + link).value().ifPresent(open::push));
      }
    }
    outside.addAll(seen);
    return false;
  }

  /** {@return the links to the disks of which a disk is made up (block/holder.c)} */
  private Stream<String> disks(String directory) {
    return sysfs.names(directory + "/slaves").stream().map("slaves/"::concat);
  }

  /** {@return the links to the interfaces below an interface (net/core/dev.c)} */
  private Stream<String> interfaces(String directory) {
    return sysfs.names(directory).stream().filter(name -> name.startsWith("lower_"));
  }

  private Stream<String> lines(String path) {
    return sysfs.text(path).stream().flatMap(String::lines).filter(line -> !line.isBlank());
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }
}
