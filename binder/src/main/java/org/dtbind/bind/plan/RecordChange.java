// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.record.Binding;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * The record of a device around a plan.
 *
 * @param before the current record; empty for none
 * @param during the record from before the first write on, so that it exists even if this program
 *     dies
 * @param after the final record; empty for none
 */
public record RecordChange(Optional<Binding> before, Binding during, Optional<Binding> after) {

  /**
   * {@return the record of a plan whose result is to be undone later}
   *
   * @param plan the plan
   * @param recorded the current record
   * @param former the record before this change
   * @param safe requested states of lines
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
   * {@return the record of a plan that restores the state before dtbind}
   *
   * @param plan the plan
   * @param recorded the current record
   * @param former the record before this change
   */
  public static RecordChange forgetting(
      Plan plan, Optional<Binding> recorded, Optional<Binding> former) {
    return new RecordChange(recorded, during(plan, former), Optional.empty());
  }

  /**
   * {@return this change with an owner of nodes}
   *
   * @param access who may use it
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
          // What is only to come back at boot was not brought about by dtbind.
          return plan.steps().isEmpty() ? binding.withoutFormer() : binding;
        });
  }
}
