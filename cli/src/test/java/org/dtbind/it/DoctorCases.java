// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.Run;
import org.dtbind.doctor.Doctor;
import org.dtbind.doctor.DoctorFinding;
import org.dtbind.doctor.DoctorFinding.State;
import org.dtbind.doctor.Examination;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;

/**
 * Runs {@code dtbind doctor} on a complete kernel, on one that lacks features, and without root
 * permissions.
 */
final class DoctorCases {

  private final WritableKernel kernel;

  DoctorCases(Target target) {
    this.kernel = target.kernel();
  }

  List<Case> all() {
    return List.of(
        new Case("doctorReportsReadySystem", this::ready),
        new Case("doctorReportsMissingKernelFeatures", this::missingFeatures),
        new Case("doctorReportsMissingPermissions", this::missingPermissions));
  }

  private static DoctorFinding finding(Examination all, String what) {
    return all.findings().stream().filter(one -> one.what().equals(what)).findFirst().orElseThrow();
  }

  private void ready() {
    Run run = Run.of("doctor");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out())
        .containsPattern("ok +driver gpio-aggregator +built in")
        .containsPattern("missing +driver vfio-platform .*CONFIG_VFIO_PLATFORM=y")
        .containsPattern("unknown +driver_override on bus spi");
    Run json = Run.of("doctor", "--format", "json");
    assertThat(json.out()).contains("\"schema\" : \"dtbind.doctor/1\"", "\"ready\" : true");
    Examination all = new Doctor(kernel).examine();
    assertThat(all.findings())
        .filteredOn(one -> one.state() != State.OK)
        .allMatch(one -> !one.why().isEmpty())
        .filteredOn(one -> one.state() == State.MISSING)
        .allMatch(one -> !one.help().isEmpty());
    boolean configfs = kernel.sysfs().isDirectory("/sys/kernel/config/gpio-aggregator");
    assertThat(finding(all, "aggregators in configfs").state())
        .isEqualTo(configfs ? State.OK : State.MISSING);
  }

  private void missingFeatures() {
    WritableSysfs without =
        new Altered(
            kernel.sysfs(),
            path ->
                path.startsWith("/sys/bus/platform/drivers/gpio-aggregator")
                    || path.startsWith("/sys/kernel/debug"),
            path -> true);
    Examination all = new Doctor(ReplacedPort.in(kernel, without)).examine();
    assertThat(all.exit()).isEqualTo(ExitStatus.UNAVAILABLE);
    assertThat(finding(all, "driver gpio-aggregator").help()).contains("CONFIG_GPIO_AGGREGATOR=y");
    assertThat(finding(all, "debugfs").help()).contains("mount -t debugfs");
  }

  private void missingPermissions() {
    Run user = Unprivileged.run(Unprivileged.USER, "doctor");
    assertThat(user.status()).as(user.toString()).isEqualTo(77);
    assertThat(user.out()).contains("user 4242, no group", "as root (sudo)");
    Run container = Unprivileged.run(Unprivileged.CONTAINER, "doctor");
    assertThat(container.status()).as(container.toString()).isEqualTo(77);
    assertThat(container.out()).containsPattern("missing +attributes in sysfs");
  }
}
