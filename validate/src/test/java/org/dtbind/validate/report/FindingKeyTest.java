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

  private static FindingKey key(Message message) {
    return FindingKey.of(
            Diagnostic.error(Check.REG_FORMAT, new Origin.Unknown("b.dtb"), message)
                .about(Subject.of(new NodePath("/soc"), "reg")))
        .written();
  }

  private static FindingKey children(Object count, String size, String name) {
    return key(
        Message.of("the {count} children of {size} called {name} do not fit", count, size, name));
  }

  /** Another count or size, or another phandle, is not another finding. */
  @Test
  void numbersDoNotIdentifyAFinding() {
    FindingKey known = children(2, "8 bytes", "a b");
    assertThat(known.rule()).isEqualTo("name=a b");
    assertThat(children(3L, "12 bytes", "a b")).isEqualTo(known);
    assertThat(children("0x1F", "1 byte", "a b")).isEqualTo(known);
    assertThat(children(2, "8 bytes", "a c")).isNotEqualTo(known);
    assertThat(children(2, "8 bytes", "1b").rule()).isEqualTo("name=1b");
    assertThat(children(2, "4", "12")).isEqualTo(children(3, "5", "13"));
    Baseline baseline = Baseline.empty();
    baseline.add("b.dtb", known);
    assertThat(baseline.text()).endsWith("reg\tname=a b\n");
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
