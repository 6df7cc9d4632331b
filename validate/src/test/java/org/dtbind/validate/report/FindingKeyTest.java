// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.check.Check;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class FindingKeyTest {

  private static FindingKey key(Subject subject) {
    Message message = Message.of("Bad character '{character}'", ":");
    return FindingKey.of(
        Diagnostic.error(Check.NODE_NAME_CHARS, new Origin.Unknown("b.dtb"), message)
            .about(subject));
  }

  /** A colon in a name, which a blob can contain, was taken for the one before a property. */
  @Test
  void colonsInNamesSeparateNothing() {
    FindingKey node = key(Subject.of(new NodePath("/soc/a:b@1")));
    assertThat(node.node()).isEqualTo("/soc/a:b@1");
    assertThat(node.property()).isEmpty();
    FindingKey property = key(Subject.of(new NodePath("/soc/a:b@1"), "c:d"));
    assertThat(property.node()).isEqualTo("/soc/a:b@1");
    assertThat(property.property()).isEqualTo("c:d");
  }
}
