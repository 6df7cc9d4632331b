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
 * @param kernel the system's kernel
 * @param stopped tells whether to stop; asked repeatedly by the working thread. Once it returns
 *     true, a running change is rolled back, and no change starts
 */
public record Declarations(Kernel kernel, BooleanSupplier stopped) {

  /**
   * Creates an object whose changes cannot be stopped.
   *
   * @param kernel the system's kernel
   */
  public Declarations(Kernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * Binds devices and creates aggregators as declared: all of them, or none. Anything already in
   * the declared state is left alone; if everything is, nothing is written, not even the lock.
   *
   * @param specification the declaration
   * @param request how to apply it
   * @return the result for each device that is declared with a driver; before them, with {@link
   *     ApplyRequest#prune}, for those that are released because they are not declared; and for
   *     each aggregator
   */
  public Results apply(Specification specification, ApplyRequest request) {
    return new Binder(kernel, stopped)
        .change(Declaration.of(specification, request)::plan, request.dryRun(), request.timeout());
  }

  /**
   * {@return how a system differs from a specification, and what else dtbind did}
   *
   * @param specification the declaration
   */
  public StatusReport status(Specification specification) {
    Declaration declared = Declaration.of(specification, ApplyRequest.usual().planned());
    return StatusReport.read(kernel, resolver -> declared.located(resolver, kernel));
  }
}
