// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.cli.Run.ending;

import java.util.List;
import java.util.Optional;
import org.dtbind.cli.Run;

/**
 * Tests drivers that match a device by its id instead of its override, on arm64, booted with {@code
 * src/it/virt/buses.dts}. Prints rows for {@link BusTable}.
 */
final class MatchCases {

  private static final String SIBLING = "0000:00:03.0";
  private static final String VFIO = "vfio-pci";

  /** The kernel's placeholder driver for I²C devices. */
  private static final String DUMMY = "dummy";

  private static final String MATCHED = "i2c/0-0050";
  private static final String UNMATCHED = "i2c/0-0051";

  private final Target target;

  MatchCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("deviceOnBusWithoutOverrideBindsToMatchingDriver", this::matchingDriver),
        new Case("deviceOnBusWithoutOverrideRejectsOtherDriver", this::otherDriver),
        new Case("newIdIsRefusedIfAnotherDeviceHasTheSameId", this::sameId),
        new Case("newIdBindsOnlyTheRequestedDevice", this::newId),
        new Case("overrideBindsOnlyTheRequestedDevice", this::override));
  }

  private Optional<String> driver(String device) {
    return target.device(device).driver();
  }

  private static void row(String bus, String driver, String device, String result) {
    System.out.printf("%s%s | %s | %s | %s%n", BusTable.ROW, bus, driver, device, result);
  }

  private void matchingDriver() {
    assertThat(driver(MATCHED)).hasValue(DUMMY);
    ending(1, "unbind", MATCHED);
    ending(0, "unbind", "--force", MATCHED);
    assertThat(driver(MATCHED)).isEmpty();
    Run bound = ending(0, "bind", MATCHED, "--driver", DUMMY);
    assertThat(bound.err() + bound.out()).contains("bus i2c has no driver_override");
    assertThat(driver(MATCHED)).hasValue(DUMMY);
    ending(0, "status", MATCHED);
    // After the release, the kernel probes the device again, and its own driver matches.
    ending(0, "unbind", MATCHED);
    assertThat(driver(MATCHED)).hasValue(DUMMY);
    ending(69, "unbind", "--none", MATCHED);
    row(
        "i2c",
        DUMMY,
        "0-0050",
        "in the driver's ID table: bound, verified, released; dummy is bound again");
  }

  private void otherDriver() {
    Run refused = ending(69, "bind", UNMATCHED, "--driver", DUMMY);
    assertThat(refused.err())
        .contains(
            "dummy does not match i2c device 0-0051 (/i2c/strange@51), and bus i2c has no "
                + "driver_override to force a match");
    assertThat(driver(UNMATCHED)).isEmpty();
    row(
        "i2c",
        DUMMY,
        "0-0051",
        "not in the driver's ID table: refused with exit code 69, because the bus has no override");
  }

  private void sameId() {
    Run refused = ending(1, "bind", BusCases.EDU, "--driver", VFIO, "--match", "new_id", "--force");
    assertThat(refused.err())
        .contains("pci device 0000:00:03.0 has the same ID, and no driver", "driver_override");
    assertThat(driver(BusCases.EDU)).isEmpty();
    assertThat(driver(SIBLING)).isEmpty();
  }

  private void newId() {
    ending(0, "unbind", "--none", SIBLING);
    Run plan = ending(0, "bind", "--dry-run", BusCases.EDU, "--driver", VFIO, "--match", "new_id");
    assertThat(plan.out())
        .contains("vfio-pci/new_id \"1234 11e8 1af4 1100\"", "vfio-pci/remove_id");
    assertThat(plan.out() + plan.err())
        .contains("0000:00:03.0 has the same ID; it stays with none");
    ending(0, "bind", BusCases.EDU, "--driver", VFIO, "--match", "new_id");
    assertThat(driver(BusCases.EDU)).hasValue(VFIO);
    assertThat(target.device(BusCases.EDU).override().driver()).isEmpty();
    ending(0, "status", BusCases.EDU);
    replugSibling();
    ending(0, "unbind", BusCases.EDU, SIBLING);
    assertThat(driver(BusCases.EDU)).isEmpty();
    row(
        "pci",
        VFIO,
        BusCases.EDU,
        "with `--match new_id`: bound (only this device), verified, released");
  }

  private void override() {
    ending(0, "bind", BusCases.EDU, "--driver", VFIO);
    replugSibling();
    ending(0, "unbind", BusCases.EDU);
  }

  /** Removes and rescans a device with the same id; the driver must not bind to it. */
  private void replugSibling() {
    target.write("/sys/bus/pci/devices/" + SIBLING + "/remove", "1");
    target.write("/sys/bus/pci/rescan", "1");
    assertThat(target.device(SIBLING).override().driver()).isEmpty();
    assertThat(driver(SIBLING)).isEmpty();
  }
}
