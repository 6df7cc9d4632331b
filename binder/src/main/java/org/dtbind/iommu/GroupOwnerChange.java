// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesChange;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Phase;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.WritableKernel;

/** The change of the owner of a group's nodes, while nobody has the group open. */
final class GroupOwnerChange extends NodesChange implements Part<GroupOwnership> {

  private final WritableKernel kernel;
  private final HandOverPlan plan;
  private final List<String> notes;

  GroupOwnerChange(WritableKernel kernel, Planned<HandOverPlan> planned) {
    super(kernel, new NodesEntry(planned.subject().nodes()));
    this.kernel = kernel;
    this.plan = planned.subject();
    this.notes = planned.notes();
  }

  /** A rollback with chown(2) restores the owner exactly, so there is nothing to announce. */
  @Override
  protected void announce() {}

  @Override
  public Optional<Problem> apply(Phase phase, Course course) {
    if (phase != Phase.GIVE) {
      return Optional.empty();
    }
    for (GivenNode node : plan.nodes()) {
      NodeGrant grant = NodeGrant.of(kernel, node.path(), plan.wanted());
      Optional<Problem> stop =
          plan.revocation().asksKernel(node.path())
              ? grant.closed(course.steps(this))
              : Optional.empty();
      stop = stop.or(() -> give(node.path(), course));
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  private Optional<Problem> give(String path, Course course) {
    Optional<Failure> failure =
        course
            .journal()
            .intend(entry(), plan.text(path))
            .then(stored -> kernel.files().give(path, plan.wanted()))
            .then(given -> kernel.files().restoreLabel(path))
            .failure();
    if (failure.isPresent()) {
      return Optional.of(Problem.of(kernel, failure.get()));
    }
    return kernel
        .files()
        .difference(path, plan.wanted())
        .map(other -> Problem.of("%s was handed over, but %s".formatted(path, other)));
  }

  @Override
  public List<GroupOwnerChange> changes() {
    return List.of(this);
  }

  @Override
  public List<FileChange> files() {
    return plan.files();
  }

  @Override
  public GroupOwnership former() {
    return new GroupOwnership(List.of(), List.of());
  }

  @Override
  public Result<GroupOwnership> done(List<String> more) {
    return new Done<>(
        new GroupOwnership(plan.paths(), plan.text()),
        false,
        Stream.concat(notes.stream(), more.stream()).toList());
  }
}
