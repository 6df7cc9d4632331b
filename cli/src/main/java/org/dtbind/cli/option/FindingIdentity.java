// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;

/**
 * What makes findings equal, so that they are shown once. It is not a {@code FindingKey}, which has
 * no place: nodes of several boards have the same path, but only an included file the same place.
 */
record FindingIdentity(
    Severity severity, Code code, Message message, String place, Optional<Subject> subject) {

  static FindingIdentity of(Diagnostic finding) {
    return new FindingIdentity(
        finding.severity(),
        finding.code(),
        finding.message(),
        finding.origin().place(),
        finding.subject());
  }

  FindingIdentity withoutSubject() {
    return new FindingIdentity(severity, code, message, place, Optional.empty());
  }
}
