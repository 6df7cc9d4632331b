// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Plan;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.SafeLine;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.device.LinuxDevice;

/** The change of one device, with the files that belong to it, and its result. */
public record DevicePart(DeviceChange change, List<String> notes) implements Part<DeviceSubject> {

  /** Copies the list. */
  public DevicePart {
    notes = List.copyOf(notes);
  }

  @Override
  public List<DeviceChange> changes() {
    return List.of(change);
  }

  @Override
  public List<FileChange> files() {
    return change.plan().files();
  }

  @Override
  public List<GivenNode> nodes() {
    return change.plan().owners().given();
  }

  @Override
  public DeviceSubject former() {
    return ChangedDevice.rolledBack(change.plan().before(), List.of());
  }

  @Override
  public boolean begun() {
    return change.begun();
  }

  @Override
  public Result<DeviceSubject> done(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(change.notes());
    all.addAll(more);
    change.setLines().map(SafeLine::succeeded).forEach(all::add);
    ChangedDevice changed = change.changed();
    boolean already = !begun() && changed.files().isEmpty() && changed.owned().isEmpty();
    return new Done<>(changed, already, all);
  }

  @Override
  public Result<DeviceSubject> failed(Problem why, List<String> left) {
    LinuxDevice before = change.plan().before();
    return new Failed<>(
        ChangedDevice.rolledBack(before, change.written()),
        change.vanished()
            ? Problem.of(before.text() + " disappeared while it was being changed")
            : explained(change.plan(), why),
        left);
  }

  /** If the override was set before, the deferred probe stays queued. */
  private static Problem explained(Plan plan, Problem why) {
    LinuxDevice before = plan.before();
    boolean queued =
        why.reason() == Reason.LOCKED
            && plan.driver().isPresent()
            && before.override().driver().equals(plan.driver())
            && before.driver().isEmpty();
    return queued
        ? why.detail(
            ("its override was already %s: the kernel keeps trying to bind it, and may succeed "
                    + "later")
                .formatted(plan.driver().get()))
        : why;
  }
}
