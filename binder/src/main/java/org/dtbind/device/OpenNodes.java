// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.kernel.OpenFile;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.RunningProcess;
import org.dtbind.kernel.Sysfs;

/**
 * Names processes that have device nodes open, for messages and to spare running programs. No
 * decision about access depends on it: a process can have a node open in ways that no list shows
 * ({@link org.dtbind.change.Revocation}). Only the descriptors that {@code /proc} shows as files in
 * {@code /dev} are looked at, and only so many, so that no process can make dtbind wait.
 */
public final class OpenNodes {

  private static final String LINES = "anon_inode:gpio-line";

  private static final String CHIPS = "gpiochip";

  private static final String GONE = " (deleted)";

  /** A file that was opened only as a place in the file system (O_PATH, fcntl.h). */
  private static final long PLACE_ONLY = 010000000;

  private OpenNodes() {}

  /**
   * A process that has a device node open.
   *
   * @param id the process ID
   * @param name the name of the process, at most 15 bytes
   */
  public record Holder(int id, String name, String node) {
    /** {@return this holder as text, such as {@code gpioset[612] has /dev/gpiochip4 open}} */
    public String text() {
      return "%s[%d] has %s open".formatted(name, id, node);
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
   * {@return processes that have nodes open, or lines of a chip, except the calling process; one
   * with several open nodes occurs once for each}
   *
   * @param sysfs the attributes of the system
   * @param nodes paths such as {@code /dev/gpiochip4}
   */
  public static List<Holder> of(Sysfs sysfs, Set<String> nodes) {
    Optional<String> self = sysfs.target("/proc/self").value().map(Paths::name);
    return nodes.isEmpty()
        ? List.of()
        : search(
                sysfs,
                file ->
                    Optional.of(file.target())
                        .filter(nodes::contains)
                        .filter(node -> !isPlaceOnly(file))
                        .or(() -> chip(file).filter(nodes::contains)))
            .stream()
            .filter(holder -> !self.equals(Optional.of(String.valueOf(holder.id()))))
            .toList();
  }

  /**
   * {@return processes that have GPIO chips open which were removed, including the calling process;
   * the devices of these chips no longer exist}
   *
   * @param sysfs the attributes of the system
   */
  public static List<Holder> ofRemovedChips(Sysfs sysfs) {
    Set<String> chips = new LinkedHashSet<>(sysfs.names("/sys/bus/gpio/devices"));
    return search(
        sysfs,
        file ->
            Optional.of(file.target())
                .filter(target -> target.startsWith("/dev/" + CHIPS))
                .map(target -> target.endsWith(GONE) ? without(target) : target)
                .or(() -> chip(file))
                .filter(path -> !chips.contains(Paths.name(path))));
  }

  private static String without(String target) {
    return target.substring(0, target.length() - GONE.length());
  }

  /**
   * {@return processes with an open file that a choice reports; a process occurs once for each
   * answer}
   *
   * @param sysfs the attributes of the system
   * @param choice returns what to report about a file, or empty
   */
  public static List<Holder> search(Sysfs sysfs, Function<OpenFile, Optional<String>> choice) {
    Set<Holder> found = new LinkedHashSet<>();
    RunningProcess.eachFile(
        sysfs,
        (process, file) ->
            choice
                .apply(file)
                .ifPresent(node -> found.add(new Holder(process.id(), process.name(), node))));
    return List.copyOf(found);
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
}
