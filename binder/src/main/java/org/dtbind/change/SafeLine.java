// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.SafeState;

/**
 * A line that is set to a safe state before its chip disappears. It is set through the chip,
 * because the chip holds its source lines, and nobody can request them directly while it exists.
 * The former state is not known, and not restored.
 *
 * @param chip the path of the chip's device node
 * @param line the offset of the line in the chip, from 0
 */
public record SafeLine(String chip, int line, SafeState state) {

  /** The beginning of such a step in texts, and in journals of all versions. */
  private static final String VERB = "set line ";

  /** The key in records; the value consists of the line's offset and its state. */
  public static final String KEY = "safe";

  /** The purpose of setting the line, as text for users. */
  public static final String PURPOSE = "its safe state, which is not rolled back";

  /**
   * {@return the lines of a chip to set, with a note about each line that is left out}
   *
   * @param chip the chip that will disappear; empty if there is none
   * @param safe the states, by the line's offset
   * @param force whether to leave out lines that are in use
   */
  public static Planned<List<SafeLine>> of(
      Optional<GpioChip> chip, Map<Integer, SafeState> safe, boolean force) {
    List<SafeLine> lines = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Map.Entry<Integer, SafeState> each : safe.entrySet()) {
      int line = each.getKey();
      if (chip.isEmpty() || line >= chip.get().lines().size()) {
        notes.add(
            "line %d, which should be set to %s, does not exist"
                .formatted(line, each.getValue().text()));
      } else if (force && chip.get().lines().get(line).used()) {
        notes.add(
            "line %d is in use, so dtbind does not set it to %s"
                .formatted(line, each.getValue().text()));
      } else {
        lines.add(new SafeLine(chip.get().device(), line, each.getValue()));
      }
    }
    return new Planned<>(lines, notes);
  }

  /**
   * Parses a line's offset and state, and adds them to a map.
   *
   * @param text the value in a record, such as {@code 3 active}
   * @param safe the map from offsets to states
   * @return whether the text is valid; if not, nothing is added
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
   * Sets the line, and reads it back.
   *
   * @return done; otherwise the error: EBUSY if the line is in use, EIO if it reads back
   *     differently
   */
  public Attempt<Nothing> set(WritableKernel kernel) {
    boolean active = state == SafeState.ACTIVE;
    return kernel
        .chips()
        .drive(chip, line, active)
        .then(
            read ->
                read == active
                    ? Attempt.done()
                    // The line reads back differently.
                    : Attempt.failed(Failure.of(Operation.IOCTL, chip, Errno.EIO)));
  }

  /** {@return the step as one line, for users and the journal} */
  public String text() {
    return VERB + "%d of %s to %s  # %s".formatted(line, chip, state.text(), PURPOSE);
  }

  /** {@return whether a step sets a line to its safe state} */
  public static boolean isStep(String step) {
    return step.startsWith(VERB);
  }

  /** {@return the completed step, as text for users} */
  public String completed() {
    return "line %d of %s was set to %s".formatted(line, chip, state.text());
  }

  /** {@return the completed step, as text for users if the whole change succeeded} */
  public String succeeded() {
    return completed() + "; whether it keeps this state depends on its chip";
  }

  /**
   * {@return the problem that the line could not be set}
   *
   * @param what the device or aggregator with the line
   * @param why the error from the kernel
   * @param forced the effect of {@code --force}, as an infinitive for users
   */
  public Problem refused(String what, Failure why, String forced) {
    return Problem.of(
            "cannot set line %d of %s to its safe state: %s".formatted(line, what, why.text()))
        .help("release line %d, or use --force to %s anyway".formatted(line, forced));
  }
}
