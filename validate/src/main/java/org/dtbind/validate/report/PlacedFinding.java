// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.validate.Finding;

/**
 * A finding, or one of the names that it is about, with its place in source.
 *
 * @param cause the key of the finding without which there would not be this one; empty if it does
 *     not follow from another finding
 */
public record PlacedFinding(
    Finding finding, FindingKey key, Diagnostic diagnostic, Optional<FindingKey> cause) {

  PlacedFinding(Finding finding, FindingKey key, Diagnostic diagnostic) {
    this(finding, key, diagnostic, Optional.empty());
  }

  /** {@return what findings have in common that several keywords of a document report} */
  public List<Object> content() {
    return List.of(subject(), diagnostic.message(), finding.schema());
  }

  public PlacedFinding showing(Diagnostic other) {
    return new PlacedFinding(finding, key, other, cause);
  }

  Subject subject() {
    return diagnostic.subject().orElseThrow();
  }
}
