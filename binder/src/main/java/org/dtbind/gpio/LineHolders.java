// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Shown;

/**
 * Which processes have GPIO lines, as far as {@code /proc} shows it to this user. A request by uAPI
 * v2 tells its chip and lines in {@code fdinfo} (Linux, drivers/gpio/gpiolib-cdev.c, {@code
 * linereq_show_fdinfo()}). One by v1 does not: that is taken for whose name is the line's consumer,
 * where one process only comes into question.
 *
 * @param requests of all processes that may be looked at
 */
public record LineHolders(List<Request> requests) {

  /** What the kernel calls a request's file: by uAPI v2, and by v1. */
  private static final String V2 = "anon_inode:gpio-line";

  private static final List<String> V1 =
      List.of("anon_inode:gpio-linehandle", "anon_inode:gpio-event");

  /** Copies the list. */
  public LineHolders {
    requests = List.copyOf(requests);
  }

  /**
   * A process.
   *
   * @param id its number
   * @param name what it is called, at most 15 bytes
   */
  public record Holder(int id, String name) {
    /** {@return for people: {@code gpioset[612]}} */
    public String text() {
      return name + "[" + id + "]";
    }
  }

  /**
   * Lines that a process has asked for at once.
   *
   * @param holder the process
   * @param chip such as {@code gpiochip1}; empty where that is not shown
   * @param offsets in the chip; none where that is not shown
   */
  public record Request(Holder holder, Optional<String> chip, List<Integer> offsets) {
    /** Copies the list. */
    public Request {
      offsets = List.copyOf(offsets);
    }
  }

  /**
   * {@return what processes have now}
   *
   * @param sysfs to read
   */
  public static LineHolders read(Sysfs sysfs) {
    List<Request> requests = new ArrayList<>();
    for (String process : sysfs.names("/proc")) {
      if (process.matches("[0-9]{1,9}")) {
        String folder = "/proc/" + process;
        for (String fd : sysfs.names(folder + "/fd")) {
          String file = sysfs.target(folder + "/fd/" + fd).value().map(Paths::name).orElse("");
          if (file.equals(V2) || V1.contains(file)) {
            String name = sysfs.text(folder + "/comm").map(Shown::escaped).orElse("");
            Holder holder = new Holder(Integer.parseInt(process), name);
            requests.add(request(holder, sysfs.text(folder + "/fdinfo/" + fd).orElse("")));
          }
        }
      }
    }
    return new LineHolders(requests);
  }

  private static Request request(Holder holder, String fdinfo) {
    Optional<String> chip = Optional.empty();
    List<Integer> offsets = new ArrayList<>();
    for (String line : fdinfo.split("\n", -1)) {
      String[] words = line.split("\\s+", -1);
      if (words.length == 2 && words[0].equals("gpio-chip:")) {
        chip = Optional.of(words[1]);
      } else if (words.length == 2 && line.matches("gpio-line:\\s+[0-9]{1,9}")) {
        offsets.add(Integer.parseInt(words[1]));
      }
    }
    return new Request(holder, chip, offsets);
  }

  /**
   * {@return who has a line; empty where the kernel has it, or that cannot be told}
   *
   * @param chip such as {@code gpiochip1}
   * @param offset in it
   * @param consumer that the kernel shows; empty where it shows none
   */
  public Optional<Holder> of(String chip, int offset, Optional<String> consumer) {
    Optional<Holder> told =
        requests.stream()
            .filter(one -> one.chip().filter(chip::equals).isPresent())
            .filter(one -> one.offsets().contains(offset))
            .map(Request::holder)
            .findFirst();
    List<Holder> likely =
        requests.stream()
            .filter(one -> one.chip().isEmpty())
            .map(Request::holder)
            .filter(holder -> consumer.filter(holder.name()::equals).isPresent())
            .distinct()
            .toList();
    return told.or(() -> likely.size() == 1 ? Optional.of(likely.get(0)) : Optional.empty());
  }
}
