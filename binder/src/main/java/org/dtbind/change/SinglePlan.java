// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;

/**
 * A plan for one subject.
 *
 * @param planned the plan to show; otherwise the reason why there is nothing to do
 * @param part the changes; empty if there is nothing to do
 * @param planner makes the plan again while the lock is held
 */
public record SinglePlan<S>(
    Result<S> planned,
    Optional<? extends Part<S>> part,
    Function<LoadedModules, SinglePlan<S>> planner)
    implements ChangePlan<Result<S>> {

  /** {@return a plan without changes} */
  public static <S> SinglePlan<S> ended(Result<S> end) {
    return new SinglePlan<>(end, Optional.empty(), modules -> ended(end));
  }

  @Override
  public boolean pending() {
    return part.isPresent();
  }

  @Override
  public Result<S> rejected(Problem why) {
    return Result.rejected(why);
  }

  @Override
  public SinglePlan<S> again(LoadedModules modules) {
    return planner.apply(modules);
  }

  @Override
  public List<? extends Part<S>> parts(Executor executor) {
    return part.stream().toList();
  }

  @Override
  public Result<S> carryOut(Executor executor, LoadedModules modules) {
    return executor.run(parts(executor), modules).ofOne().result(part.orElseThrow());
  }
}
