// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.Optional;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.Untouched;

/**
 * One of several results.
 *
 * @param wanted the subject as the request names it
 * @param part the changes that fulfill a plan; empty until it is carried out, and in all other
 *     results
 */
public record NamedResult<S>(String wanted, Result<S> result, Optional<? extends Part<S>> part) {

  /**
   * Creates a result without changes to carry out.
   *
   * @param wanted the subject as the request names it
   */
  public NamedResult(String wanted, Result<S> result) {
    this(wanted, result, Optional.empty());
  }

  /** {@return this result with another plan} */
  public NamedResult<S> planned(S subject) {
    return new NamedResult<>(wanted, new Planned<>(subject, result.notes()));
  }

  /**
   * {@return this result with the changes that fulfill its plan}
   *
   * @param changes the changes; empty if there is nothing to do
   */
  public NamedResult<S> with(Optional<? extends Part<S>> changes) {
    return new NamedResult<>(wanted, result, changes);
  }

  /**
   * {@return the result if the changes ended, or this result if there are none}
   *
   * @param outcome how the changes ended
   */
  public NamedResult<S> ended(Outcome outcome) {
    return part.isPresent() ? new NamedResult<>(wanted, part.get().ended(outcome)) : this;
  }

  /**
   * {@return this result if the request was rejected before anything was written}
   *
   * @param why the reason
   */
  public NamedResult<S> rejected(Problem why) {
    return new NamedResult<>(wanted, Result.rejected(why));
  }

  /** {@return this result if its plan is not carried out, because another request failed} */
  public NamedResult<S> withoutPlan() {
    return result.pending() ? new NamedResult<>(wanted, new Untouched<>()) : this;
  }
}
