// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.RunningProcess;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Shown;

/**
 * The processes that hold GPIO lines, as far as {@code /proc} shows them to this user. The {@code
 * fdinfo} of a request with uAPI v2 shows the chip and the lines (drivers/gpio/gpiolib-cdev.c,
 * {@code linereq_show_fdinfo()}). A request with v1 shows neither: it is attributed to the process
 * that has the same name as the line's consumer, if there is only one such process.
 *
 * @param requests the requests of all processes that this user may examine
 */
public record LineHolders(List<Request> requests) {

  /** The kernel's name for the file of a request with uAPI v2. */
  private static final String V2 = "anon_inode:gpio-line";

  private static final List<String> V1 =
      List.of("anon_inode:gpio-linehandle", "anon_inode:gpio-event");

  /** Copies the list. */
  public LineHolders {
    requests = List.copyOf(requests);
  }

  /**
   * A process that holds lines.
   *
   * @param id the process ID
   * @param name the name of the process, at most 15 bytes
   */
  public record Holder(int id, String name) {
    /** {@return this process as text, such as {@code gpioset[612]}} */
    public String text() {
      return name + "[" + id + "]";
    }
  }

  /**
   * The lines that a process requested together.
   *
   * @param holder the process
   * @param chip the name of the chip, such as {@code gpiochip1}; empty if the kernel does not show
   *     it
   * @param offsets the offsets of the lines in the chip; none if the kernel does not show them
   */
  public record Request(Holder holder, Optional<String> chip, List<Integer> offsets) {
    /** Copies the list. */
    public Request {
      offsets = List.copyOf(offsets);
    }
  }

  /**
   * {@return the current requests of all processes}
   *
   * @param sysfs the attributes of the system
   */
  public static LineHolders read(Sysfs sysfs) {
    List<Request> requests = new ArrayList<>();
    RunningProcess.eachFile(
        sysfs,
        (process, file) -> {
          if (file.target().equals(V2) || V1.contains(file.target())) {
            requests.add(
                new Request(
                    new Holder(process.id(), Shown.escaped(process.name())),
                    file.fdinfo("gpio-chip:"),
                    file.fdinfos("gpio-line:").stream()
                        .filter(offset -> offset.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .toList()));
          }
        });
    return new LineHolders(requests);
  }

  /** {@return the process that holds a line, as {@link #of(String, int, Optional)} finds it} */
  public Optional<Holder> of(LiveGpio.Place place) {
    return of(place.chip().name(), place.line().offset(), place.line().consumer());
  }

  /**
   * {@return the process that holds a line; empty if the kernel holds it, or the process cannot be
   * determined}
   *
   * @param chip the name of the chip, such as {@code gpiochip1}
   * @param offset the offset of the line in the chip, from 0
   * @param consumer the consumer that the kernel shows; empty if it shows none
   */
  public Optional<Holder> of(String chip, int offset, Optional<String> consumer) {
    Optional<Holder> reported =
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
    return reported.or(() -> likely.size() == 1 ? Optional.of(likely.get(0)) : Optional.empty());
  }
}
