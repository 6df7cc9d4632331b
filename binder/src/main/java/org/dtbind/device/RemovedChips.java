// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.RunningProcess;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.Release;

/**
 * The GPIO chips that were removed, but that the kernel keeps in its list. Before Linux 6.9, the
 * kernel reads each chip in this list when it searches for a line by name, and crashes if one of
 * them was removed (drivers/gpio/gpiolib.c, {@code gpio_name_to_desc()}). It keeps a removed chip
 * while a process has the chip open. If a line of the chip was in use, it keeps the chip until the
 * system restarts ({@code gpiod_free()}).
 *
 * @param holders the processes that have such a chip open
 * @param kept the names of the other such chips, as far as debugfs shows them
 */
public record RemovedChips(List<OpenNodes.Holder> holders, List<String> kept) {

  /** No chips. */
  public static final RemovedChips NONE = new RemovedChips(List.of(), List.of());

  /** What to do before a chip is removed of which a line is in use. */
  public static final String RELEASE_FIRST =
      "release them first, even with --force: Linux before 6.9 would keep the chip, and crash later";

  private static final Release FIXED = new Release(6, 9);

  private static final String CHIPS = "/sys/kernel/debug/gpio";

  private static final String REMOVED = ": (dangling chip)";

  /** Copies the lists. */
  public RemovedChips {
    holders = List.copyOf(holders);
    kept = List.copyOf(kept);
  }

  /**
   * {@return whether removed chips can make the kernel crash; true if its release is not known}
   *
   * @param sysfs the attributes of the system
   */
  public static boolean crash(Sysfs sysfs) {
    return LiveKernel.release(sysfs).filter(release -> release.compareTo(FIXED) >= 0).isEmpty();
  }

  /**
   * {@return the removed chips that can make the kernel crash}
   *
   * @param sysfs the attributes of the system
   */
  public static RemovedChips read(Sysfs sysfs) {
    if (!crash(sysfs)) {
      return NONE;
    }
    List<OpenNodes.Holder> holders = OpenNodes.ofRemovedChips(sysfs);
    List<String> kept = new ArrayList<>();
    String chips = sysfs.exists(CHIPS) ? sysfs.text(CHIPS).orElse("") : "";
    chips
        .lines()
        .filter(line -> line.endsWith(REMOVED))
        .map(line -> line.substring(0, line.length() - REMOVED.length()))
        .filter(
            chip -> holders.stream().noneMatch(holder -> Paths.name(holder.node()).equals(chip)))
        .forEach(kept::add);
    return new RemovedChips(holders, kept);
  }

  /**
   * {@return processes that may have removed chips open, as text: they have too many files open to
   * look at all of them, and debugfs does not show such chips}
   *
   * @param sysfs the attributes of the system
   */
  public static List<String> unseen(Sysfs sysfs) {
    return !crash(sysfs) || sysfs.exists(CHIPS)
        ? List.of()
        : RunningProcess.eachFile(sysfs, (process, file) -> {}).stream()
            .map(
                process ->
                    "%s[%d] may have one open among its many files"
                        .formatted(process.name(), process.id()))
            .toList();
  }

  /** {@return whether there are none} */
  public boolean isEmpty() {
    return holders.isEmpty() && kept.isEmpty();
  }

  /** {@return what shows that there are such chips, one per line of text} */
  public List<String> details() {
    List<String> details = new ArrayList<>();
    holders.forEach(holder -> details.add(holder.text()));
    kept.forEach(chip -> details.add(chip + " was removed while a line of it was in use"));
    return details;
  }

  /** {@return what makes the kernel forget these chips} */
  public String help() {
    return kept.isEmpty() ? "end this process" : "restart the system";
  }
}
