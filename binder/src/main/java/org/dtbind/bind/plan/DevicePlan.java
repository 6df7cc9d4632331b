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
 * What is to be done to a device.
 *
 * @param plan what is to be written
 * @param record what is to be remembered
 * @param group the IOMMU group that is changed as one with it; empty for a device alone
 */
public record DevicePlan(Plan plan, RecordChange record, Optional<Integer> group)
    implements DeviceSubject {

  /**
   * {@return a result with the plan for a device alone}
   *
   * @param plan what is done
   * @param record what is remembered
   * @param notes for people, a line each
   */
  public static Result<DeviceSubject> planned(Plan plan, RecordChange record, List<String> notes) {
    return new Planned<>(new DevicePlan(plan, record, Optional.empty()), notes);
  }

  /**
   * {@return the plan of a result; empty where nothing is to be done}
   *
   * @param result of planning
   */
  public static Optional<DevicePlan> of(Result<DeviceSubject> result) {
    return result instanceof Planned<DeviceSubject> planned
            && planned.subject() instanceof DevicePlan plan
        ? Optional.of(plan)
        : Optional.empty();
  }

  /**
   * {@return the same with files that are changed first}
   *
   * @param files that change
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
