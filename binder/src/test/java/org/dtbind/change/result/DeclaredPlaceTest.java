// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.junit.jupiter.api.Test;

class DeclaredPlaceTest {

  @Test
  void missingAccountIsReportedAtItsName() {
    String text =
        """
        apiVersion: dtbind/v1
        devices:
          - node: door
            bind: gpio-aggregator
            owner: anna
            group: doors
        """;
    Specification specification =
        SpecReader.read(new SourceFile("b.yaml", Bytes.utf8(text))).value().orElseThrow();
    DeviceSpec door = specification.devices().get(0);
    DeclaredPlace place = DeclaredPlace.of(specification, door.node().span(), door.access());
    assertThat(details(place.of(Problem.of(Reason.NO_OWNER, "no user"))))
        .containsExactly("declared at b.yaml:5.12-16");
    assertThat(details(place.of(Problem.of(Reason.NO_GROUP, "no group"))))
        .containsExactly("declared at b.yaml:6.12-17");
    assertThat(details(place.of(Problem.ofCopy()))).containsExactly("declared at b.yaml:3.11-15");
  }

  private static List<String> details(Problem problem) {
    return problem.details();
  }
}
