// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.spec.Access;

/**
 * The processes that have device nodes open, as far as {@code /proc} shows them to this user. A
 * process that holds lines of a chip counts as having the chip open, even if it has closed the
 * device node: the {@code fdinfo} of the lines names the chip (drivers/gpio/gpiolib-cdev.c, {@code
 * linereq_show_fdinfo()}).
 *
 * @param holders the processes; one with several open nodes occurs once for each
 */
public record OpenNodes(List<Holder> holders) {

  private static final String LINES = "anon_inode:gpio-line";

  private static final String CHIP = "gpio-chip:";

  private static final String CHIPS = "/dev/gpiochip";

  /** The suffix in /proc/PID/fd for an open file that has been deleted. */
  private static final String GONE = " (deleted)";

  /** Copies the list. */
  public OpenNodes {
    holders = List.copyOf(holders);
  }

  /**
   * A process that has a device node open.
   *
   * @param id the process ID
   * @param name the name of the process, at most 15 bytes
   * @param node the path of the open node
   */
  public record Holder(int id, String name, String node) {
    /** {@return this holder as text, such as {@code gpioset[612] has /dev/gpiochip4 open}} */
    public String text() {
      return "%s[%d] has %s open".formatted(name, id, node);
    }
  }

  /**
   * {@return the processes that have device nodes open now, except the calling process}
   *
   * @param sysfs the attributes of the system
   * @param nodes paths such as {@code /dev/gpiochip4}
   */
  public static OpenNodes read(Sysfs sysfs, Set<String> nodes) {
    if (nodes.isEmpty()) {
      return new OpenNodes(List.of());
    }
    long self = ProcessHandle.current().pid();
    return new OpenNodes(
        read(sysfs, nodes::contains).stream().filter(one -> one.id() != self).toList());
  }

  /**
   * {@return the processes that have GPIO chips open which were removed, including the calling
   * process; the device nodes of these chips no longer exist}
   *
   * @param sysfs the attributes of the system
   */
  public static OpenNodes ofRemovedChips(Sysfs sysfs) {
    return new OpenNodes(
        read(
            sysfs, node -> node.startsWith(CHIPS) && (node.endsWith(GONE) || !sysfs.exists(node))));
  }

  private static List<Holder> read(Sysfs sysfs, Predicate<String> wanted) {
    List<Holder> holders = new ArrayList<>();
    for (String process : sysfs.names("/proc")) {
      if (process.matches("[0-9]{1,9}")) {
        Set<String> open = new LinkedHashSet<>();
        for (String fd : sysfs.names("/proc/" + process + "/fd")) {
          node(sysfs, "/proc/" + process, fd).filter(wanted).ifPresent(open::add);
        }
        String name = open.isEmpty() ? "" : sysfs.text("/proc/" + process + "/comm").orElse("");
        open.forEach(node -> holders.add(new Holder(Integer.parseInt(process), name, node)));
      }
    }
    return holders;
  }

  private static Optional<String> node(Sysfs sysfs, String process, String fd) {
    String to = sysfs.target(process + "/fd/" + fd).value().orElse("");
    if (!Paths.name(to).equals(LINES)) {
      return Optional.of(to);
    }
    return sysfs.text(process + "/fdinfo/" + fd).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(CHIP))
        .map(line -> "/dev/" + line.substring(CHIP.length()).strip())
        .findFirst();
  }

  /**
   * {@return the processes that have a node open but run neither as root nor as the owner; none if
   * members of a group may open the nodes, too}
   *
   * @param kernel the system's kernel
   * @param owned the owner of the nodes
   */
  public List<Holder> strangers(Kernel kernel, Access owned) {
    if (owned.owner().isEmpty() || owned.group().filter(name -> !name.equals("root")).isPresent()) {
      return List.of();
    }
    return holders.stream()
        .filter(holder -> !runsAs(kernel, holder, "root"))
        .filter(holder -> !runsAs(kernel, holder, owned.owner().get()))
        .toList();
  }

  private static boolean runsAs(Kernel kernel, Holder holder, String user) {
    Access wanted = Access.owned(Optional.of(user), Optional.empty(), Optional.empty());
    return kernel.files().difference("/proc/" + holder.id(), wanted).isEmpty();
  }
}
