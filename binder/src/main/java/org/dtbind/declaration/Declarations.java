// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import java.util.function.BooleanSupplier;
import org.dtbind.bind.Binder;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.plan.Results;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Specification;

/**
 * Brings a system into the state that a specification declares.
 *
 * @param kernel of the system
 * @param stopped is asked now and again, from the thread that works: once it is so, a change that
 *     has begun is rolled back, and none begins
 */
public record Declarations(Kernel kernel, BooleanSupplier stopped) {

  /**
   * Creates one that nobody stops.
   *
   * @param kernel of the system
   */
  public Declarations(Kernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * Binds devices and creates aggregators as declared: all of them, or none. Anything already in
   * the declared state is left alone; where everything is, nothing is written, not even the lock.
   *
   * @param specification what is declared
   * @param request how
   * @return the result for each device that is declared with a driver; before them, with {@link
   *     ApplyRequest#prune}, for those that are released since they are not declared; and for each
   *     aggregator
   */
  public Results apply(Specification specification, ApplyRequest request) {
    return new Binder(kernel, stopped)
        .change(Declaration.of(specification, request)::plan, request.dryRun(), request.timeout());
  }

  /**
   * {@return how a system differs from a specification, and what dtbind has done beside it}
   *
   * @param specification what is declared
   */
  public StatusReport status(Specification specification) {
    Declaration declared = Declaration.of(specification, ApplyRequest.usual().planned());
    return StatusReport.read(kernel, resolver -> declared.located(resolver, kernel));
  }
}
