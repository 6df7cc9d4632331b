// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.bind.Binder;
import org.dtbind.bind.Outcome;
import org.dtbind.bind.Outcome.Done;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.change.Cause;
import org.dtbind.change.Problem;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.source.Bytes;

/**
 * The system that cases run on.
 *
 * @param kernel its ports
 */
record Target(Kernel kernel) {

  Binder binder() {
    return new Binder(kernel);
  }

  void write(String path, String content) {
    assertThat(kernel.sysfs().write(path, Bytes.latin1(content)).failure()).isEmpty();
  }

  LinuxDevice device(String name) {
    return DeviceSnapshot.read(kernel.sysfs()).named(name).get(0);
  }

  static Done done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return (Done) outcome;
  }

  static Rejected rejected(Outcome outcome, Reason reason) {
    assertThat(outcome).isInstanceOf(Rejected.class);
    assertThat(((Rejected) outcome).reason()).isEqualTo(reason);
    return (Rejected) outcome;
  }

  static Failed failed(Outcome outcome, Cause cause) {
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).cause()).as(outcome.toString()).isEqualTo(cause);
    assertThat(((Failed) outcome).notRestored()).isEmpty();
    return (Failed) outcome;
  }

  static String text(Problem problem) {
    return problem.message() + problem.help().map(help -> "; " + help).orElse("");
  }
}
