// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.dtbind.change.FileChange;
import org.dtbind.plans.TreeKernel;
import org.junit.jupiter.api.Test;

class SharedBootFilesTest {

  private static final String SCRIPT = "/etc/dtbind/dtbind-target";
  private static final String UNITS = "/etc/systemd/system/";
  private static final String OF_DEVICES = UNITS + "dtbind-devices.service";
  private static final String OF_AGGREGATORS = UNITS + "dtbind-aggregators.service";

  private static final String SHARED =
      """
      /etc/dtbind/dtbind-target = script
      /etc/systemd/system/dtbind-devices.service = unit
      /etc/systemd/system/dtbind-aggregators.service = unit
      """;

  private static final String RECORD = "/var/lib/dtbind/bindings/platform:door";
  private static final String DEVICE = "/etc/dtbind/devices/platform:door.conf";
  private static final String DEVICE_FILES = RECORD + " = record\n" + DEVICE + " = declaration\n";
  private static final String AGGREGATOR = "/etc/dtbind/aggregators/relays.conf";
  private static final String AGGREGATOR_FILES = AGGREGATOR + " = declaration\n";

  private static List<String> unused(
      BootUnit unit, String system, Set<String> removed, Set<String> written) {
    return new SharedBootFiles(TreeKernel.of(SHARED + system).files(), removed, written)
        .unused(unit, any -> true).stream().map(FileChange::path).toList();
  }

  @Test
  void lastAggregatorTakesTheFilesWithIt() {
    assertThat(unused(BootUnit.AGGREGATORS, AGGREGATOR_FILES, Set.of(AGGREGATOR), Set.of()))
        .containsExactly(SCRIPT, OF_AGGREGATORS);
  }

  @Test
  void aggregatorThatReplacesTheLastOneKeepsTheFiles() {
    assertThat(
            unused(
                BootUnit.AGGREGATORS,
                AGGREGATOR_FILES,
                Set.of(AGGREGATOR),
                Set.of("/etc/dtbind/aggregators/valves.conf")))
        .isEmpty();
  }

  @Test
  void otherUnitKeepsWhatBothShare() {
    String both = DEVICE_FILES + AGGREGATOR_FILES;
    assertThat(unused(BootUnit.AGGREGATORS, both, Set.of(AGGREGATOR), Set.of()))
        .containsExactly(OF_AGGREGATORS);
    assertThat(unused(BootUnit.DEVICES, both, Set.of(RECORD, DEVICE), Set.of()))
        .containsExactly(OF_DEVICES);
    assertThat(
            unused(
                BootUnit.AGGREGATORS, AGGREGATOR_FILES, Set.of(AGGREGATOR), Set.of(RECORD, DEVICE)))
        .containsExactly(OF_AGGREGATORS);
    assertThat(unused(BootUnit.DEVICES, DEVICE_FILES, Set.of(RECORD, DEVICE), Set.of(AGGREGATOR)))
        .containsExactly(OF_DEVICES);
  }

  @Test
  void whatBothShareIsRemovedOnce() {
    String both = DEVICE_FILES + AGGREGATOR_FILES;
    Set<String> removed = Set.of(RECORD, DEVICE, AGGREGATOR);
    assertThat(unused(BootUnit.DEVICES, both, removed, Set.of()))
        .containsExactly(SCRIPT, OF_DEVICES);
    assertThat(unused(BootUnit.AGGREGATORS, both, removed, Set.of()))
        .containsExactly(OF_AGGREGATORS);
  }

  @Test
  void nothingIsRemovedWithoutTheLastRecord() {
    assertThat(unused(BootUnit.DEVICES, "", Set.of(DEVICE), Set.of())).isEmpty();
    assertThat(
            unused(
                BootUnit.DEVICES,
                DEVICE_FILES + "/var/lib/dtbind/bindings/platform:gate = damaged\n",
                Set.of(RECORD, DEVICE),
                Set.of()))
        .isEmpty();
  }
}
