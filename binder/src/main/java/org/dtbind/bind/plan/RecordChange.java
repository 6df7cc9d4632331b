// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.record.Binding;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;

/**
 * What is remembered of a device around a plan.
 *
 * @param before until then; empty for nothing
 * @param during from before the first write on, so that it is known even if this program dies then
 * @param after once all is done; empty for nothing
 */
public record RecordChange(Optional<Binding> before, Binding during, Optional<Binding> after) {

  /**
   * {@return what is remembered of a plan whose result is to be undone some day}
   *
   * @param plan what is done
   * @param recorded what is recorded now
   * @param former what was recorded before this change
   * @param safe states of lines that are requested
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
   * {@return what is remembered of a plan that itself brings back what was before dtbind}
   *
   * @param plan what is done
   * @param recorded what is recorded now
   * @param former what was recorded before this change
   */
  public static RecordChange forgetting(
      Plan plan, Optional<Binding> recorded, Optional<Binding> former) {
    return new RecordChange(recorded, during(plan, former), Optional.empty());
  }

  /**
   * {@return the same with nodes that are given to somebody}
   *
   * @param access who may use it
   */
  public RecordChange giving(Access access) {
    return new RecordChange(
        before, during.withAccess(access), after.map(kept -> kept.withAccess(access)));
  }

  /** {@return whether what is on record is another one while it goes on} */
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
