// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.LinuxDevice;

/**
 * The plan for a device.
 *
 * @param plan the writes
 * @param group the IOMMU group that is changed as a unit; empty for a single device
 */
public record DevicePlan(Plan plan, RecordChange record, Optional<Integer> group)
    implements DeviceSubject {

  /**
   * {@return a result with the plan for a single device}
   *
   * @param plan the writes
   * @param notes notes for users, one per line
   */
  public static Result<DeviceSubject> planned(Plan plan, RecordChange record, List<String> notes) {
    return new Planned<>(new DevicePlan(plan, record, Optional.empty()), notes);
  }

  /** {@return the plan in a result; empty if there is nothing to do} */
  public static Optional<DevicePlan> of(Result<DeviceSubject> result) {
    return result instanceof Planned<DeviceSubject> planned
            && planned.subject() instanceof DevicePlan plan
        ? Optional.of(plan)
        : Optional.empty();
  }

  /**
   * {@return this plan with the given files to change first}
   *
   * @param files the changes to files, which replace those of this plan
   */
  public DevicePlan with(List<FileChange> files) {
    return new DevicePlan(plan.with(files), record, group);
  }

  @Override
  public LinuxDevice device() {
    return plan.before();
  }

  @Override
  public List<Step> steps() {
    return plan.steps();
  }

  @Override
  public List<String> modules() {
    return plan.module().map(module -> List.of(module.name())).orElse(List.of());
  }

  @Override
  public List<FileChange> files() {
    return plan.files();
  }

  @Override
  public List<String> owned() {
    return plan.owners().text();
  }
}
