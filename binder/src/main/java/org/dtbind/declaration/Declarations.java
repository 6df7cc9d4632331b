// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import java.util.function.BooleanSupplier;
import org.dtbind.bind.Binder;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.plan.Results;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Specification;

/**
 * Brings a system into the state that a specification declares.
 *
 * @param stopped whether to stop. The working thread calls it repeatedly; once it returns true, a
 *     running change is rolled back, and no further change starts
 */
public record Declarations(WritableKernel kernel, BooleanSupplier stopped) {

  /** Creates an object whose changes cannot be stopped. */
  public Declarations(WritableKernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * Binds devices and creates aggregators as declared: all of them, or none. Devices and
   * aggregators in the declared state are not touched; if all are, nothing is written, not even the
   * lock.
   *
   * @return with {@link ApplyRequest#prune}, the results for the devices that are released because
   *     they are not declared; then the results for each device that is declared with a driver or
   *     an owner, for the devices of each IOMMU group, and for each aggregator
   */
  public Results apply(Specification specification, ApplyRequest request) {
    return new Binder(kernel, stopped)
        .change(Declaration.of(specification, request)::plan, request.dryRun(), request.timeout());
  }

  /**
   * {@return the differences between a system and a specification, and the other devices and
   * aggregators that dtbind changed}
   */
  public static StatusReport status(Kernel kernel, Specification specification) {
    Declaration declared = Declaration.of(specification, ApplyRequest.usual().planned());
    return StatusReport.read(kernel, resolver -> declared.located(resolver, kernel));
  }
}
