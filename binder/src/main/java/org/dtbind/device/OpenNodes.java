// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.OpenFile;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.ProcessStatus;
import org.dtbind.kernel.RunningProcess;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Sysfs.DeviceNode;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;

/**
 * The processes that have device nodes open or mapped, or a node of their own for the device in a
 * container, as far as {@code /proc} shows them to this user. They are found by the number of the
 * device, because the text of a link in {@code /proc/PID/fd} depends on the path by which the node
 * was opened, which may be a bind mount in another mount namespace. A process that holds lines of a
 * chip counts as having the chip open, even if it has closed the device node: the {@code fdinfo} of
 * the lines names the chip (drivers/gpio/gpiolib-cdev.c, {@code linereq_show_fdinfo()}).
 *
 * @param holders the processes; one with several open nodes occurs once for each
 */
public record OpenNodes(List<Holder> holders) {

  private static final String LINES = "anon_inode:gpio-line";

  private static final String CHIPS = "gpiochip";

  /**
   * The beginnings of links to files that may have descriptors which are in no table of a process,
   * each with the field of {@code fdinfo} that counts these: descriptors in transit in a socket
   * (net/unix/af_unix.c, {@code unix_show_fdinfo()}), and those registered with an io_uring
   * (io_uring/fdinfo.c).
   */
  private static final Map<String, String> UNLISTED =
      Map.of("socket:[", "scm_fds:", "anon_inode:[io_uring]", "UserFiles:");

  /** A file that was opened only as a place in the file system (O_PATH, fcntl.h). */
  private static final long PLACE_ONLY = 010000000;

  private static final int READ_OR_WRITE = 6;

  /** Copies the list. */
  public OpenNodes {
    holders = List.copyOf(holders);
  }

  /** How a process has access to a device. */
  public enum Use {
    /** It has the node open, or lines of the chip. */
    OPEN("has %s open"),
    /** It has opened a node that has been deleted since then. */
    DELETED("has %s (deleted) open"),
    /** It has memory of the device mapped. */
    MAPPED("has memory of %s mapped"),
    /** It has descriptors that the kernel does not list. */
    UNLISTED("may have %s open: it has file descriptors in a socket's queue or in an io_uring"),
    /** It can open the device in a container, whose {@code /dev} has a node of its own for it. */
    CONTAINED("is in a container that has a device node of its own for %s");

    private final String text;

    Use(String text) {
      this.text = text;
    }
  }

  /**
   * A process that has a device node open.
   *
   * @param id the process ID
   * @param name the name of the process, at most 15 bytes
   * @param node the path of the node
   * @param use how it has access to the device
   */
  public record Holder(int id, String name, String node, Use use) {
    /** {@return this holder as text, such as {@code gpioset[612] has /dev/gpiochip4 open}} */
    public String text() {
      return "%s[%d] %s".formatted(name, id, use.text.formatted(node));
    }
  }

  /**
   * {@return the processes as text, each once}
   *
   * @param holders the processes
   */
  public static List<String> texts(List<Holder> holders) {
    return holders.stream().map(Holder::text).distinct().toList();
  }

  /**
   * A use of a node by some process.
   *
   * @param node the path of the node
   * @param use how the process has access to the device
   */
  public record NodeUse(String node, Use use) {}

  /**
   * {@return the processes that have device nodes open or mapped now, except the calling process}
   *
   * @param sysfs the attributes of the system
   * @param nodes paths such as {@code /dev/gpiochip4}
   */
  public static OpenNodes read(Sysfs sysfs, Set<String> nodes) {
    return nodes.isEmpty() ? new OpenNodes(List.of()) : of(OpenFiles.read(sysfs), nodes);
  }

  private static OpenNodes of(OpenFiles files, Set<String> nodes) {
    Sysfs sysfs = files.sysfs();
    Map<Long, String> numbers = new HashMap<>();
    for (String path : nodes) {
      Optional<DeviceNode> node = sysfs.deviceNode(path);
      node.ifPresent(known -> numbers.put(known.number(), path));
    }
    Optional<String> self = sysfs.target("/proc/self").value().map(Paths::name);
    List<Holder> found =
        new ArrayList<>(files.search(file -> found(file, numbers, nodes).stream()));
    // Of the nodes that dtbind gives to users, only those of uio can be mapped: mapped memory of
    // VFIO keeps the group open.
    numbers
        .values()
        .removeIf(path -> GenericDriver.ofNode(path).filter(GenericDriver.UIO::equals).isEmpty());
    if (!numbers.isEmpty()) {
      found.addAll(mapped(files, numbers));
    }
    return new OpenNodes(
        found.stream()
            .filter(holder -> !self.equals(Optional.of(String.valueOf(holder.id()))))
            .toList());
  }

  private static Optional<NodeUse> found(
      OpenFile file, Map<Long, String> numbers, Set<String> nodes) {
    Optional<DeviceNode> node = node(file);
    Optional<String> path = node.map(known -> numbers.get(known.number()));
    if (path.isPresent()) {
      return Optional.of(new NodeUse(path.get(), node.get().linked() ? Use.OPEN : Use.DELETED));
    }
    return chip(file).filter(nodes::contains).map(chip -> new NodeUse(chip, Use.OPEN));
  }

  /**
   * {@return the processes that have GPIO chips open which were removed, including the calling
   * process; the devices of these chips no longer exist}
   *
   * @param sysfs the attributes of the system
   */
  public static OpenNodes ofRemovedChips(Sysfs sysfs) {
    Optional<Long> major = major(sysfs);
    Set<String> chips = new LinkedHashSet<>(sysfs.names("/sys/bus/gpio/devices"));
    return new OpenNodes(
        OpenFiles.read(sysfs).search(file -> removed(sysfs, file, major, chips).stream()));
  }

  private static Optional<NodeUse> removed(
      Sysfs sysfs, OpenFile file, Optional<Long> major, Set<String> chips) {
    Optional<DeviceNode> node = node(file);
    if (node.isPresent() && major.equals(Optional.of(node.get().major()))) {
      long minor = node.get().minor();
      if (!sysfs.exists("/sys/dev/char/%d:%d".formatted(major.get(), minor))) {
        return Optional.of(new NodeUse("/dev/" + CHIPS + minor, Use.DELETED));
      }
    }
    return chip(file)
        .filter(path -> !chips.contains(Paths.name(path)))
        .map(path -> new NodeUse(path, Use.OPEN));
  }

  /** The major number of GPIO chips, whose minor numbers are the numbers in their names. */
  private static Optional<Long> major(Sysfs sysfs) {
    return sysfs.text("/proc/devices").stream()
        .flatMap(String::lines)
        .map(line -> line.strip().split(" ", 2))
        .filter(line -> line.length == 2 && line[1].equals(CHIPS))
        .map(line -> Long.valueOf(line[0]))
        .findFirst();
  }

  /**
   * {@return the processes that may have a node open by a descriptor that the kernel does not list,
   * and whose users could open the node before, but may not do so in future. An access control list
   * may have admitted any user}
   *
   * @param kernel the system's kernel
   * @param node the path of the node
   * @param before the former owner, group and mode of the node
   * @param after the future owner, group and mode
   */
  public static List<Holder> unlisted(Kernel kernel, String node, Access before, Access after) {
    return unlisted(kernel, OpenFiles.read(kernel.sysfs()), Map.of(node, before), after);
  }

  private static List<Holder> unlisted(
      Kernel kernel, OpenFiles files, Map<String, Access> before, Access after) {
    return unlisted(files, before.keySet()).stream()
        .filter(
            holder ->
                kernel.files().hasAcl(holder.node())
                    || mayOpen(kernel, holder, before.getOrDefault(holder.node(), Access.NONE)))
        .filter(holder -> !mayOpen(kernel, holder, after))
        .toList();
  }

  /**
   * {@return the processes that have descriptors which the kernel does not list, once for each
   * node}
   *
   * @param files the descriptors that the kernel lists
   * @param nodes the paths of the nodes that could be among the others
   */
  public static List<Holder> unlisted(OpenFiles files, Set<String> nodes) {
    return files.search(
        file ->
            hasUnlisted(file)
                ? nodes.stream().map(node -> new NodeUse(node, Use.UNLISTED))
                : Stream.empty());
  }

  private static boolean hasUnlisted(OpenFile file) {
    return UNLISTED.entrySet().stream()
        .filter(kind -> file.target().startsWith(kind.getKey()))
        .flatMap(kind -> file.fdinfo(kind.getValue()).stream())
        .anyMatch(count -> !count.equals("0"));
  }

  /**
   * {@return the processes that would keep their access to nodes whose owner changes, as far as
   * they can be seen, and those that may have it by a descriptor that the kernel does not list; by
   * node}
   *
   * @param kernel the system's kernel
   * @param before the former owner, group and mode of each node, by its path
   * @param after the future owner, group and mode of all nodes
   */
  public static List<Holder> keeping(Kernel kernel, Map<String, Access> before, Access after) {
    if (before.isEmpty()) {
      return List.of();
    }
    OpenFiles files = OpenFiles.read(kernel.sysfs());
    List<Holder> holders = new ArrayList<>(of(files, before.keySet()).strangers(kernel, after));
    holders.addAll(unlisted(kernel, files, before, after));
    List<String> nodes = List.copyOf(before.keySet());
    holders.sort(Comparator.comparing(holder -> nodes.indexOf(holder.node())));
    return holders;
  }

  private static List<Holder> mapped(OpenFiles files, Map<Long, String> numbers) {
    return files.searchMapped(
        range ->
            files
                .sysfs()
                .deviceNode(range)
                .flatMap(node -> Optional.ofNullable(numbers.get(node.number())))
                .map(path -> new NodeUse(path, Use.MAPPED))
                .stream());
  }

  /** The device node of a descriptor with which the device can be used. */
  private static Optional<DeviceNode> node(OpenFile file) {
    return file.deviceNode().filter(node -> !isPlaceOnly(file));
  }

  private static boolean isPlaceOnly(OpenFile file) {
    return file.fdinfo("flags:")
        .filter(flags -> (Long.parseLong(flags, 8) & PLACE_ONLY) != 0)
        .isPresent();
  }

  private static Optional<String> chip(OpenFile file) {
    return file.target().equals(LINES)
        ? file.fdinfo("gpio-chip:").map(name -> "/dev/" + name)
        : Optional.empty();
  }

  /**
   * {@return the processes that have a node open or mapped, but whose users may not open it; none
   * if no owner is declared. A deleted node is left out: its device is gone, too}
   *
   * @param kernel the system's kernel
   * @param access the owner, group and mode of the nodes
   */
  public List<Holder> strangers(Kernel kernel, Access access) {
    return holders.stream()
        .filter(holder -> holder.use() != Use.DELETED)
        .filter(holder -> access.owner().isPresent() && !mayOpen(kernel, holder, access))
        .toList();
  }

  /**
   * Whether all users that a process runs as may open a node. In a container, root may have any
   * node that was made there, but is not the system's administrator.
   */
  private static boolean mayOpen(Kernel kernel, Holder holder, Access access) {
    Access complete = access.complete();
    ProcessStatus process = new RunningProcess(kernel.sysfs(), holder.id()).status();
    int mode = Integer.parseInt(complete.mode().orElse("0"), 8);
    String owner = complete.owner().orElse("root");
    String group = complete.group().orElse("root");
    boolean owners =
        process
            .numbers("Uid")
            .allMatch(
                user ->
                    user.equals("0")
                        ? holder.use() != Use.CONTAINED
                        : (mode >> 6 & READ_OR_WRITE) != 0 && kernel.files().isUser(owner, user));
    boolean member =
        (mode >> 3 & READ_OR_WRITE) != 0
            && Stream.concat(process.numbers("Gid"), process.numbers("Groups"))
                .anyMatch(one -> kernel.files().isGroup(group, one));
    return owners || member || (mode & READ_OR_WRITE) != 0;
  }
}
