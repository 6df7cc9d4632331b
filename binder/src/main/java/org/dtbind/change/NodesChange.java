// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.result.Problem;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/**
 * The change of owner of existing device nodes in a {@link ChangeSet}. It only restores the owners;
 * the changes of devices and aggregators set them.
 */
public class NodesChange implements Change {

  private final WritableKernel kernel;
  private final NodesEntry entry;

  /**
   * Creates a change.
   *
   * @param entry the device nodes with their current owners
   */
  public NodesChange(WritableKernel kernel, NodesEntry entry) {
    this.kernel = kernel;
    this.entry = entry;
  }

  /**
   * {@return the change of some device nodes; empty if there are none}
   *
   * @param nodes the device nodes with their current owners
   */
  public static Optional<NodesChange> of(WritableKernel kernel, List<GivenNode> nodes) {
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodesChange(kernel, new NodesEntry(nodes)));
  }

  @Override
  public NodesEntry entry() {
    return entry;
  }

  @Override
  public Undo place() {
    return Undo.NODES;
  }

  @Override
  public Optional<Problem> apply(Phase phase, Course course) {
    return Optional.empty();
  }

  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    return touched ? entry.undo(kernel) : List.of();
  }

  /**
   * Restores the owners again: udev may have finished an event by the former rules in the meantime,
   * and the owners may differ from what its current rules specify.
   */
  @Override
  public List<String> settle(boolean touched, Watch watch) {
    if (!touched) {
      return List.of();
    }
    entry.undo(kernel);
    announce();
    return entry.undo(kernel);
  }

  /** Makes udev set up the nodes again, by its current rules, and waits for that. */
  protected void announce() {
    entry.announce(kernel);
  }
}
