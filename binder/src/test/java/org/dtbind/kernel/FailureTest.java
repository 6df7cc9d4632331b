// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void textNamesOperationPathAndErrno() {
    assertThat(Failure.of(Operation.WRITE, "/sys/x", Errno.EBUSY).text())
        .isEqualTo("cannot write /sys/x: EBUSY (device or resource busy)");
  }

  @Test
  void failureKindDependsOnOperationAndErrno() {
    assertThat(Failure.of(Operation.OPEN, "/x", Errno.ENOENT)).isInstanceOf(Failure.Missing.class);
    assertThat(Failure.of(Operation.WRITE, "/x", Errno.ENOENT)).isInstanceOf(Failure.Refused.class);
    assertThat(Failure.of(Operation.OPEN, "/x", Errno.ENXIO)).isInstanceOf(Failure.Gone.class);
    assertThat(Failure.of(Operation.WRITE, "/x", Errno.ENODEV)).isInstanceOf(Failure.Refused.class);
    assertThat(Failure.of(Operation.OPEN, "/x", Errno.EROFS)).isInstanceOf(Failure.Forbidden.class);
  }

  @Test
  void errnosAreFoundByNumberAndName() {
    assertThat(Errno.of(16)).isEqualTo(Errno.EBUSY);
    assertThat(Errno.of(9999)).isEqualTo(Errno.UNLISTED);
    assertThat(Errno.named("ENODEV")).hasValue(Errno.ENODEV);
    assertThat(Errno.named("ENONE")).isEmpty();
  }

  @Test
  void tracedContentIsEscapedAndShortened() {
    assertThat(TracedSysfs.shown(Bytes.latin1("a\n\0\\\u00ff"))).isEqualTo("a\\n\\0\\\\\\xff");
    assertThat(TracedSysfs.shown(Bytes.latin1("x".repeat(121)))).hasSize(121).endsWith("…");
  }

  @Test
  void linkTargetsAreResolved() {
    assertThat(Paths.follow("/sys/bus/platform/devices/door", "../../../devices/platform/door"))
        .isEqualTo("/sys/devices/platform/door");
    assertThat(Paths.follow("/proc/device-tree", "/sys/firmware/devicetree/base"))
        .isEqualTo("/sys/firmware/devicetree/base");
    assertThat(Paths.follow("/a", "../../..")).isEqualTo("/");
  }

  @Test
  void ueventIsReadFromADatagram() {
    Uevent event =
        Uevent.fromDatagram(
                Bytes.latin1(
                    "bind@/devices/platform/door\0ACTION=bind\0SUBSYSTEM=platform\0SEQNUM=12\0"))
            .orElseThrow();
    assertThat(event.action()).isEqualTo("bind");
    assertThat(event.device()).isEqualTo("/devices/platform/door");
    assertThat(event.properties()).containsEntry("SUBSYSTEM", "platform");
    assertThat(Uevent.fromDatagram(Bytes.latin1("libudev\0\u00fe\u00ed"))).isEmpty();
  }
}
