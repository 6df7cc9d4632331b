// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.result.Problem;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Operation;
import org.dtbind.spec.SafeState;

/**
 * A line that is set before its chip disappears. It is set through the chip, because no other
 * program can have its lines while the chip exists. The former state is not known, and not
 * restored.
 *
 * @param chip its path in {@code /dev}
 * @param line in the chip, from 0
 * @param state the state to set
 */
public record SafeLine(String chip, int line, SafeState state) {

  /** The beginning of its text, also in a journal. */
  public static final String VERB = "set line ";

  /** Its key in records, before the line's number and its state. */
  public static final String KEY = "safe";

  /** The purpose of setting it. */
  public static final String PURPOSE = "its safe state, which is not rolled back";

  /**
   * {@return the lines of a chip that can be set}
   *
   * @param chip that will disappear; empty if there is none
   * @param safe states by line number
   * @param force whether to continue if a line is in use, which is then skipped
   * @param notes gets what cannot be done
   */
  public static List<SafeLine> of(
      Optional<GpioChip> chip, Map<Integer, SafeState> safe, boolean force, List<String> notes) {
    List<SafeLine> lines = new ArrayList<>();
    for (Map.Entry<Integer, SafeState> each : safe.entrySet()) {
      int line = each.getKey();
      if (chip.isEmpty() || line >= chip.get().lines().size()) {
        notes.add(
            "line %d, which should be set %s, does not exist"
                .formatted(line, each.getValue().text()));
      } else if (force && chip.get().lines().get(line).used()) {
        notes.add("line %d is in use, so it is not set %s".formatted(line, each.getValue().text()));
      } else {
        lines.add(new SafeLine(chip.get().device(), line, each.getValue()));
      }
    }
    return lines;
  }

  /**
   * {@return whether a text is a line's number and its state, which are then added}
   *
   * @param text as in records
   * @param safe gets it
   */
  public static boolean read(String text, Map<Integer, SafeState> safe) {
    String[] words = text.split(" ", -1);
    Optional<SafeState> state =
        Stream.of(SafeState.values())
            .filter(one -> words.length == 2 && words[1].equals(one.text()))
            .findFirst();
    if (!words[0].matches("[0-9]{1,5}") || state.isEmpty()) {
      return false;
    }
    safe.put(Integer.parseInt(words[0]), state.get());
    return true;
  }

  /**
   * Sets it, and reads it back.
   *
   * @param kernel the system's kernel
   * @return done, or why not: EBUSY if the line is in use
   */
  public Attempt<Nothing> set(Kernel kernel) {
    boolean active = state == SafeState.ACTIVE;
    return kernel
        .chips()
        .drive(chip, line, active)
        .then(
            read ->
                read == active
                    ? Attempt.done()
                    // It says otherwise than it was told.
                    : Attempt.failed(Failure.of(Operation.IOCTL, chip, Errno.EIO)));
  }

  /** {@return one line for users and the journal} */
  public String text() {
    return VERB + "%d of %s %s  # %s".formatted(line, chip, state.text(), PURPOSE);
  }

  /** {@return what was done, as text} */
  public String said() {
    return "line %d of %s was set %s".formatted(line, chip, state.text());
  }

  /** {@return what was done, as text for a change that succeeded} */
  public String saidAtEnd() {
    return said() + "; whether it keeps this state depends on its chip";
  }

  /**
   * {@return the problem: it could not be set}
   *
   * @param what has the line
   * @param why the kernel's answer
   * @param forced what {@code --force} does anyway
   */
  public Problem refused(String what, Failure why, String forced) {
    return Problem.of("%s: cannot set the safe state of a line: %s".formatted(what, why.text()))
        .help("end the use of line %d, or use --force: it %s anyway".formatted(line, forced));
  }
}
