// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.ExpectedChip;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.NodeStatus;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests plans and queries on a copy of a system's files, which cannot be changed. */
class CopiedSystemTest {

  @TempDir Path root;

  private Binder binder() {
    return new Binder(LinuxKernel.open(root, Trace.NONE));
  }

  @BeforeEach
  void createCopy() throws IOException {
    device("platform", "door", "/door");
    device("i2c", "1-0020", "/soc/i2c/expander@20");
    device("platform", "busy", "/busy");
    driver("platform", "gpio-aggregator");
    driver("platform", "leds-gpio");
    Files.createSymbolicLink(
        root.resolve("sys/devices/platform/busy/driver"),
        Path.of("../../../bus/platform/drivers/leds-gpio"));
    Files.delete(root.resolve("sys/devices/i2c/1-0020/driver_override"));
    for (String node : List.of("door", "busy")) {
      property(node + "/gpios", "\0\0\0\1\0\0\0\2\0\0\0\0");
      property(node + "/compatible", "myvendor,mydoor\0");
    }
    property("bank/phandle", "\0\0\0\1");
    property("bank/#gpio-cells", "\0\0\0\2");
    property("soc/i2c/expander@20/compatible", "nxp,pca9555\0");
    property("__symbols__/front_door", "/door\0");
  }

  private void device(String bus, String name, String node) throws IOException {
    Path directory = Files.createDirectories(root.resolve("sys/devices/" + bus + "/" + name));
    Files.writeString(directory.resolve("driver_override"), "(null)\n");
    Files.createSymbolicLink(
        directory.resolve("of_node"), Path.of("../../../firmware/devicetree/base" + node));
    Path devices = Files.createDirectories(root.resolve("sys/bus/" + bus + "/devices"));
    Files.createSymbolicLink(
        devices.resolve(directory.getFileName()), Path.of("../../../devices/" + bus + "/" + name));
  }

  private void driver(String bus, String name) throws IOException {
    // cp does not copy write-only files such as bind.
    Files.createDirectories(root.resolve("sys/bus/" + bus + "/drivers/" + name));
  }

  private void property(String path, String value) throws IOException {
    Path file = root.resolve("sys/firmware/devicetree/base/" + path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, value);
  }

  private Problem rejected(BindRequest request) {
    return rejected(binder().bind(request));
  }

  private static Problem rejected(Result<DeviceSubject> result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return ((Rejected<DeviceSubject>) result).why();
  }

  @Test
  void bindByLabelIsPlanned() {
    DevicePlan planned =
        DevicePlan.of(binder().bind(BindRequest.of("front_door").planned())).orElseThrow();
    assertThat(planned.plan().before().name()).isEqualTo("door");
    assertThat(planned.plan().chip()).hasValue(new ExpectedChip(1, List.of()));
  }

  @Test
  void driverOfACopyIsADirectory() {
    WritableKernel copy = LinuxKernel.open(root, Trace.NONE);
    assertThat(Drivers.exists(copy, "platform", "leds-gpio")).isTrue();
    assertThat(Drivers.exists(copy, "platform", "no-such-driver")).isFalse();
  }

  @Test
  void copyCannotBeChanged() throws IOException {
    Problem rejected = rejected(BindRequest.of("door"));
    assertThat(rejected.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(rejected.message()).isEqualTo("a copy of a system cannot be changed");
    assertThat(Files.readString(root.resolve("sys/devices/platform/door/driver_override")))
        .isEqualTo("(null)\n");
    assertThat(root.resolve("run")).doesNotExist();
  }

  @Test
  void invalidNodePathsAreNotFound() {
    for (String wanted : List.of("/dooor", "/door/../door", "/door/gpios", "", "/a\0b", "\0")) {
      assertThat(rejected(BindRequest.of(wanted)).reason()).as(wanted).isEqualTo(Reason.NOT_FOUND);
    }
    assertThat(rejected(BindRequest.of("/dooor")).help()).hasValue("did you mean '/door'?");
    // Scripts often produce duplicate slashes, and shell completion adds a trailing one.
    assertThat(rejected(BindRequest.of("//door/"))).isEqualTo(rejected(BindRequest.of("/door")));
  }

  @Test
  void nodeWithoutDeviceReportsTheDriverOfItsParent() throws IOException {
    property("soc/compatible", "simple-bus\0");
    property("soc/i2c/compatible", "vendor,i2c\0");
    property("soc/i2c/other@21/compatible", "x\0");
    assertThat(rejected(BindRequest.of("other")).message())
        .isEqualTo(
            "Linux has not created a device for /soc/i2c/other@21: depends on the driver of"
                + " /soc/i2c (compatible \"vendor,i2c\"); no driver is bound to /soc/i2c");
  }

  @Test
  void nodeListIncludesDevices() {
    List<NodeStatus> nodes = NodeStatus.read(LinuxKernel.open(root, Trace.NONE).sysfs());
    assertThat(nodes)
        .extracting(
            node ->
                node.node()
                    + " "
                    + node.device().map(device -> device.bus() + "/" + device.name()).orElse("-")
                    + (node.candidate() ? " candidate" : ""))
        .containsExactly(
            "/busy platform/busy",
            "/door platform/door candidate",
            "/soc/i2c/expander@20 i2c/1-0020");
  }

  @Test
  void unreadableRecordIsAnError() throws IOException {
    Files.createDirectories(root.resolve("run/dtbind/bindings/platform:door"));
    Problem rejected = rejected(binder().unbind(UnbindRequest.of("door")));
    assertThat(rejected.reason()).isEqualTo(Reason.STATE);
    assertThat(rejected.message()).endsWith("EISDIR (is a directory)");
    assertThat(StatusReport.read(LinuxKernel.open(root, Trace.NONE), List.of()).problems())
        .containsExactly(
            new StatusReport.NamedProblem("/run/dtbind/bindings/platform:door", rejected));
  }
}
