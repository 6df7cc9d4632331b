// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.record.Binding;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * The changes to the record of a device during a plan.
 *
 * @param before the current record; empty for none
 * @param during the record that is written before the first step, so that it exists even if the
 *     process is killed
 * @param after the final record; empty for none
 */
public record RecordChange(Optional<Binding> before, Binding during, Optional<Binding> after) {

  /**
   * {@return the changes for a plan that dtbind can undo later: the record is kept}
   *
   * @param recorded the current record; empty for none
   * @param former the record that still applies to the device; empty for none
   * @param safe the requested safe states of lines; empty to keep the recorded ones
   */
  public static RecordChange keeping(
      Plan plan,
      Optional<Binding> recorded,
      Optional<Binding> former,
      Optional<Map<Integer, SafeState>> safe) {
    Binding same = during(plan, former).to(plan.driver(), plan.override());
    Binding kept = safe.map(same::withSafe).orElse(same);
    return new RecordChange(recorded, kept, Optional.of(kept));
  }

  /**
   * {@return the changes for a plan that restores the state before dtbind: the record is deleted}
   *
   * @param recorded the current record; empty for none
   * @param former the record that still applies to the device; empty for none
   */
  public static RecordChange forgetting(
      Plan plan, Optional<Binding> recorded, Optional<Binding> former) {
    return new RecordChange(recorded, during(plan, former), Optional.empty());
  }

  /**
   * {@return these changes with other access settings in the records}
   *
   * @param access the owner, group, mode and link of the device's nodes
   */
  public RecordChange giving(Access access) {
    return new RecordChange(
        before, during.withAccess(access), after.map(kept -> kept.withAccess(access)));
  }

  /** {@return whether the record during the change differs from the current one} */
  public boolean writes() {
    return !before.equals(Optional.of(during));
  }

  private static Binding during(Plan plan, Optional<Binding> former) {
    return former.orElseGet(
        () -> {
          Binding binding = Binding.of(plan.before(), plan.driver(), plan.override());
          // Without steps, the device is only bound at later boots, and dtbind has no former state
          // to restore.
          return plan.steps().isEmpty() ? binding.withoutFormer() : binding;
        });
  }
}
