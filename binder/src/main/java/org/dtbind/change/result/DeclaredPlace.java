// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.Optional;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.kernel.Kernel;
import org.dtbind.source.Span;
import org.dtbind.spec.Access;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/** The places of a declared device, aggregator or IOMMU group. */
public record DeclaredPlace(String entry, Optional<String> owner, Optional<String> group) {

  /**
   * {@return the places of an entry}
   *
   * @param specification the declaration
   */
  public static DeclaredPlace of(Specification specification, Span entry, DeclaredAccess access) {
    return new DeclaredPlace(
        place(specification, entry),
        access.owner().map(Located::span).map(span -> place(specification, span)),
        access.group().map(Located::span).map(span -> place(specification, span)));
  }

  private static String place(Specification specification, Span span) {
    return specification.origins().of(span).place();
  }

  /**
   * {@return the problem that the declared user or group does not exist on this system; empty if
   * both exist, or if the system is a copy}
   */
  public static Optional<Problem> noAccount(Kernel kernel, Access access) {
    Access all = access.complete();
    Access user = Access.owned(all.owner(), Optional.empty(), Optional.empty());
    Access group = Access.owned(Optional.empty(), all.group(), Optional.empty());
    return kernel.live()
        ? noAccount(kernel, Reason.NO_OWNER, user)
            .or(() -> noAccount(kernel, Reason.NO_GROUP, group))
        : Optional.empty();
  }

  private static Optional<Problem> noAccount(Kernel kernel, Reason reason, Access account) {
    return kernel
        .files()
        .missingAccount(account)
        .map(
            name ->
                Problem.of(reason, "this system has no " + name)
                    .help("create it first (useradd, groupadd), or specify another"));
  }

  /** {@return a problem with the place that caused it} */
  public Problem of(Problem problem) {
    Optional<String> account =
        switch (problem.reason()) {
          case NO_OWNER -> owner;
          case NO_GROUP -> group;
          default -> Optional.empty();
        };
    return problem.detail("declared at " + account.orElse(entry));
  }
}
