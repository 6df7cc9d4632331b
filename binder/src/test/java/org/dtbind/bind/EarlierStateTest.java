// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.change.DeviceEntry;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.journal.Journal;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.JournalReading;
import org.dtbind.spec.Access;
import org.dtbind.testing.EarlierState;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Tests that records and journals of earlier releases in {@code /run/dtbind} can be read. */
class EarlierStateTest {

  @Test
  void bindingRecordOfRelease01IsRead() throws IOException {
    Optional<String> aggregator = Optional.of("gpio-aggregator");
    Optional<String> former = Optional.of("gpio-sim");
    assertThat(Binding.parse(EarlierState.of01("bindings/platform:door")))
        .hasValue(
            new Binding(
                "platform",
                "door",
                Optional.of(new NodePath("/door")),
                aggregator,
                aggregator,
                former,
                former,
                Map.of(),
                Access.NONE));
  }

  @Test
  void journalOfRelease01IsRead() throws IOException, JournalDamage {
    Journal journal = JournalReading.read(EarlierState.of01("journal"));
    assertThat(journal.done()).isFalse();
    assertThat(journal.touched()).containsExactly(0, 1);
    DeviceEntry second = (DeviceEntry) journal.entries(ChangeKinds::read).get(1);
    assertThat(second.driver()).hasValue("gpio-sim");
    assertThat(second.nextDriver()).hasValue("gpio-aggregator");
    assertThat(second.recorded().flatMap(Binding::driver)).hasValue("gpio-sim");
    assertThat(second.kept()).isTrue();
  }
}
