// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/**
 * The places of a declared device, aggregator or IOMMU group.
 *
 * @param entry the place of its name
 * @param owner the place of its {@code owner}, if it has one
 * @param group the place of its {@code group}, if it has one
 */
public record DeclaredPlace(String entry, Optional<String> owner, Optional<String> group) {

  private static final String NO_ACCOUNT = "this system has no ";

  /**
   * {@return the places of an entry}
   *
   * @param specification the declaration
   * @param entry the position of the entry's name
   * @param access the access settings of the entry
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
   * {@return the refusal because of a user or group that does not exist}
   *
   * @param account such as {@code user anna} or {@code group doors}
   */
  public static Refusal noAccount(String account) {
    return new Refusal(
        Refusal.Reason.NO_OWNER,
        Problem.of(NO_ACCOUNT + account)
            .help("create it first (useradd, groupadd), or specify another"));
  }

  /**
   * {@return a refusal with the place that caused it}
   *
   * @param refusal the refusal of this entry
   */
  public Refusal of(Refusal refusal) {
    Optional<String> account =
        refusal.reason() != Refusal.Reason.NO_OWNER
            ? Optional.empty()
            : refusal.problem().message().startsWith(NO_ACCOUNT + "group ") ? group : owner;
    return refusal.detail("declared at " + account.orElse(entry));
  }
}
