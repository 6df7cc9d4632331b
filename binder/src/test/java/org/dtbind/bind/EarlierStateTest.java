// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.Journal;
import org.dtbind.change.JournalDamage;
import org.dtbind.change.JournalReading;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/**
 * Files of {@code /run/dtbind} as earlier releases wrote them, a folder for each under {@code
 * src/test/resources/state}. They are never changed: who breaks this breaks an upgrade.
 */
class EarlierStateTest {

  private static final Path V0_1 = Path.of("src/test/resources/state/0.1");

  @Test
  void aRecordOfABindingIsRead() throws IOException {
    Optional<String> aggregator = Optional.of("gpio-aggregator");
    Optional<String> former = Optional.of("gpio-sim");
    assertThat(Binding.parse(Files.readString(V0_1.resolve("bindings/platform:door"))))
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
  void aJournalIsRead() throws IOException, JournalDamage {
    JournalReading.Result result = JournalReading.read(Files.readString(V0_1.resolve("journal")));
    assertThat(result).isInstanceOf(JournalReading.Result.Read.class);
    Journal journal = ((JournalReading.Result.Read) result).journal();
    assertThat(journal.done()).isFalse();
    assertThat(journal.touched()).containsExactly(0, 1);
    DeviceEntry late = (DeviceEntry) journal.entries(ChangeKinds::read).get(1);
    assertThat(late.driver()).hasValue("gpio-sim");
    assertThat(late.nextDriver()).hasValue("gpio-aggregator");
    assertThat(late.recorded().flatMap(Binding::driver)).hasValue("gpio-sim");
    assertThat(late.kept()).isTrue();
  }
}
