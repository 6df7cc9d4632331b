// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.system;

import java.util.List;

/**
 * How a change, a plan or a comparison ended.
 *
 * @param exitStatus the number with which the program {@code dtbind} exits after the same outcome:
 *     0 if everything is as requested, 1 if the request failed and the system is as before, 3 if
 *     something was not found, 4 if the former state could not be restored completely, 5 if the
 *     declared and the actual state differ, 75 if another change did not finish in time, 77 if a
 *     permission is missing
 * @param items what the request is about, in its order
 * @param messages problems and notes that belong to no single item, one line each; without a line
 *     break at the end
 */
public record Outcome(int exitStatus, List<Item> items, List<String> messages) {

  /** Copies the lists. */
  public Outcome {
    items = List.copyOf(items);
    messages = List.copyOf(messages);
  }

  /** The state of an item. */
  public enum State {
    /** The item is in the requested state, which was verified. */
    DONE,
    /** Nothing was done: nothing had to be, or another item of the request was rejected. */
    UNCHANGED,
    /** Only a plan was requested, and steps remain to be taken. */
    PLANNED,
    /** The request cannot be fulfilled, and nothing was written. */
    REJECTED,
    /** A step failed, here or for another item, and what had been done was undone. */
    ROLLED_BACK,
    /** The item is not in the declared state. */
    DIFFERS
  }

  /**
   * A device or an aggregator.
   *
   * @param name its name; as in the request if it was not found
   * @param state its state
   * @param steps the steps that are planned, in order, one line each, as {@code dtbind apply
   *     --dry-run} prints them; empty unless the state is {@link State#PLANNED}
   * @param messages why it is in this state, what could not be restored, and notes, one line each
   */
  public record Item(String name, State state, List<String> steps, List<String> messages) {

    /** Copies the lists. */
    public Item {
      steps = List.copyOf(steps);
      messages = List.copyOf(messages);
    }
  }
}
