// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.bind.Binder;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;

/** The system that the cases run on, and helpers to write attributes and check results. */
record Target(WritableKernel kernel) {

  /**
   * Returns whether aggregators are made in configfs. Otherwise, cases that hide configfs would
   * repeat others.
   */
  boolean hasConfigfs() {
    return kernel.sysfs().isDirectory("/sys/kernel/config/gpio-aggregator");
  }

  Binder binder() {
    return new Binder(kernel);
  }

  void write(String path, String content) {
    assertThat(kernel.sysfs().write(path, Bytes.latin1(content)).failure()).isEmpty();
  }

  LinuxDevice device(String name) {
    return DeviceSnapshot.read(kernel.sysfs()).named(name).get(0);
  }

  static Done<DeviceSubject> done(Result<DeviceSubject> result) {
    assertThat(result).isInstanceOf(Done.class);
    return (Done<DeviceSubject>) result;
  }

  static Problem rejected(Result<DeviceSubject> result, Reason reason) {
    assertThat(result).isInstanceOf(Rejected.class);
    Problem why = ((Rejected<DeviceSubject>) result).why();
    assertThat(why.reason()).isEqualTo(reason);
    return why;
  }

  static Failed<DeviceSubject> failed(Result<DeviceSubject> result, ExitStatus exit) {
    assertThat(result).isInstanceOf(Failed.class);
    Failed<DeviceSubject> failed = (Failed<DeviceSubject>) result;
    assertThat(failed.exit()).as(result.toString()).isEqualTo(exit);
    assertThat(failed.notRestored()).isEmpty();
    return failed;
  }

  static String text(Problem problem) {
    return problem.message() + problem.help().map(help -> "; " + help).orElse("");
  }
}
