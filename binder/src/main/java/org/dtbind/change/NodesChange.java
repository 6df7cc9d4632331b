// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Stop;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;

/** Nodes that are there already and change hands, whoever of a {@link ChangeSet} gives them. */
public class NodesChange implements Change {

  private final Kernel kernel;
  private final NodesEntry entry;

  /**
   * Creates it.
   *
   * @param kernel the system's kernel
   * @param entry with whose they are now
   */
  public NodesChange(Kernel kernel, NodesEntry entry) {
    this.kernel = kernel;
    this.entry = entry;
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
  public Optional<Stop> apply(Phase phase, Course course) {
    return Optional.empty();
  }

  @Override
  public List<String> revert(boolean touched, Watch watch) {
    return touched ? entry.undo(kernel) : List.of();
  }

  /** An event that udev had begun by the rules of before may have given them away once more. */
  @Override
  public List<String> settle(boolean touched, Watch watch) {
    if (!touched) {
      return List.of();
    }
    List<String> left = entry.undo(kernel);
    announce();
    return left;
  }

  /** Has udev do the rest by the rules that there are. */
  protected void announce() {
    entry.announce(kernel);
  }
}
