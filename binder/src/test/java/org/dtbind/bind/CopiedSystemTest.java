// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.ExpectedChip;
import org.dtbind.bind.plan.Step;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Refusal;
import org.dtbind.change.result.Refusal.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.NodeStatus;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
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

  private Refusal rejected(BindRequest request) {
    return rejected(binder().bind(request));
  }

  private static Refusal rejected(Result<DeviceSubject> result) {
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

  /** A driver with suppress_bind_attrs has no attribute bind. */
  @Test
  void driverOfALiveSystemMustHaveBind() throws IOException {
    Kernel copy = LinuxKernel.open(root, Trace.NONE);
    Kernel live =
        new Kernel(
            copy.sysfs(),
            copy.chips(),
            copy.uevents(),
            copy.log(),
            copy.lock(),
            copy.files(),
            copy.modules(),
            copy.udev(),
            copy.vfio(),
            true,
            copy.trace());
    assertThat(Drivers.exists(copy, "platform", "leds-gpio")).isTrue();
    assertThat(Drivers.exists(copy, "platform", "no-such-driver")).isFalse();
    assertThat(Drivers.exists(live, "platform", "leds-gpio")).isFalse();
    Files.createFile(root.resolve("sys/bus/platform/drivers/leds-gpio/bind"));
    assertThat(Drivers.exists(live, "platform", "leds-gpio")).isTrue();
  }

  @Test
  void copyCannotBeChanged() throws IOException {
    Refusal rejected = rejected(BindRequest.of("door"));
    assertThat(rejected.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(rejected.problem().message()).isEqualTo("a copy of a system cannot be changed");
    assertThat(Files.readString(root.resolve("sys/devices/platform/door/driver_override")))
        .isEqualTo("(null)\n");
    assertThat(root.resolve("run")).doesNotExist();
  }

  @Test
  void busWithoutDriverOverrideGetsAPlainBind() throws IOException {
    driver("i2c", "pca953x");
    BindRequest request = BindRequest.of("expander").withDriver("pca953x").planned();
    Result<DeviceSubject> result = binder().bind(request);
    DevicePlan planned = DevicePlan.of(result).orElseThrow();
    assertThat(planned.steps()).containsExactly(new Step.Attach(planned.device(), "pca953x"));
    assertThat(planned.plan().override()).isEmpty();
    assertThat(result.notes())
        .containsExactly(
            "bus i2c has no driver_override: the device is not reserved for its driver");
  }

  @Test
  void busWithoutDriverOverrideCannotReserveADevice() {
    Refusal rejected =
        rejected(binder().unbind(UnbindRequest.of("expander").then(UnbindRequest.Then.NONE)));
    assertThat(rejected.exit()).isEqualTo(ExitStatus.UNAVAILABLE);
    assertThat(rejected.problem().message()).contains("bus i2c has no driver_override");
  }

  @Test
  void newIdRequiresThatNoOtherUnboundDeviceMatches() throws IOException {
    driver("usb", "usbserial_generic");
    usbDevice("1-1");
    BindRequest request =
        BindRequest.of("usb/1-1:1.0").withDriver("usbserial_generic").forced().planned();
    BindRequest byId = request.matching(BindRequest.Match.NEW_ID);
    assertThat(rejected(byId).problem().message())
        .isEqualTo("usbserial_generic on bus usb does not accept IDs: it has no new_id file");
    Files.writeString(root.resolve("sys/bus/usb/drivers/usbserial_generic/new_id"), "");
    assertThat(DevicePlan.of(binder().bind(byId)).orElseThrow().plan().text())
        .containsExactly(
            "write /sys/bus/usb/drivers/usbserial_generic/new_id \"0403 6001\""
                + "  # usbserial_generic temporarily matches it, and all others with this ID",
            "write /sys/bus/usb/drivers/usbserial_generic/bind \"1-1:1.0\""
                + "  # bind to usbserial_generic",
            "# if that fails with EAGAIN: write /sys/bus/usb/drivers_probe \"1-1:1.0\""
                + "  # keep trying as suppliers appear",
            "write /sys/bus/usb/drivers/usbserial_generic/remove_id \"0403 6001\""
                + "  # no longer match this ID");
    usbDevice("1-2");
    assertThat(rejected(byId).problem().details())
        .containsExactly("usb device 1-2:1.0 has the same ID, and no driver");
    BindRequest expander = BindRequest.of("expander").withDriver("pca953x").forced();
    driver("i2c", "pca953x");
    assertThat(rejected(expander.matching(BindRequest.Match.NEW_ID)).problem().message())
        .endsWith("has no ID that can be added to a driver");
  }

  /** Adds a USB adapter with one interface on a port. */
  private void usbDevice(String port) throws IOException {
    device("usb", port + "/" + port + ":1.0", "/usb");
    Path adapter = root.resolve("sys/devices/usb/" + port);
    Files.writeString(adapter.resolve("idVendor"), "0403\n");
    Files.writeString(adapter.resolve("idProduct"), "6001\n");
    Files.delete(adapter.resolve(port + ":1.0/driver_override"));
  }

  @Test
  void boundDeviceIsTakenOnlyWithForce() {
    Refusal rejected = rejected(BindRequest.of("busy"));
    assertThat(rejected.problem().message())
        .isEqualTo("platform device busy (/busy) is bound to leds-gpio");
    assertThat(rejected.problem().help()).hasValue("to bind it to another driver, use --force");
    Refusal withDriver = rejected(BindRequest.of("busy").withDriver("gpio-aggregator"));
    assertThat(withDriver.problem()).isEqualTo(rejected.problem());
    DevicePlan forced =
        DevicePlan.of(binder().bind(BindRequest.of("busy").forced().planned())).orElseThrow();
    assertThat(forced.plan().driver()).hasValue("gpio-aggregator");
  }

  @Test
  void damagedRecordStopsBindAndUnbind() throws IOException {
    Path file =
        Files.createDirectories(root.resolve("run/dtbind/bindings")).resolve("platform:door");
    String valid = "dtbind-binding=1\nbus=platform\ndevice=door\nnode=/door\nend\n";
    for (String text :
        List.of(
            valid.replace("=1", "=2"),
            valid.replace("end\n", ""),
            valid.replace("=door", "=busy"),
            valid.replace("/door", "//door"))) {
      Files.writeString(file, text);
      for (Result<DeviceSubject> result :
          List.of(
              binder().unbind(UnbindRequest.of("door")), binder().bind(BindRequest.of("door")))) {
        assertThat(rejected(result).reason()).as(text).isEqualTo(Reason.STATE);
        assertThat(rejected(result).problem().message())
            .isEqualTo(
                "cannot read the record of earlier changes in /run/dtbind/bindings/platform:door: "
                    + "it is damaged, or from another version");
      }
      assertThat(binder().status(List.of()).exit()).isEqualTo(ExitStatus.FAILED);
      assertThat(binder().status(List.of("door")).exit()).isEqualTo(ExitStatus.FAILED);
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void mistypedDriverGetsASuggestion() {
    Refusal rejected = rejected(BindRequest.of("door").withDriver("gpio_aggregator"));
    assertThat(rejected.reason()).isEqualTo(Reason.DRIVER_MISSING);
    assertThat(rejected.problem().help()).hasValue("did you mean 'gpio-aggregator'?");
  }

  @Test
  void driverOfAnotherBusIsReported() throws IOException {
    driver("spi", "spidev");
    Refusal rejected = rejected(BindRequest.of("door").withDriver("spidev"));
    assertThat(rejected.problem().details())
        .containsExactly("bus spi has one, but door is on bus platform");
  }

  @Test
  void driverNameWithAPathIsRejected() {
    assertThat(rejected(BindRequest.of("door").withDriver("../drivers/gpio-aggregator")).reason())
        .isEqualTo(Reason.DRIVER_MISSING);
  }

  @Test
  void invalidNodePathsAreNotFound() {
    for (String wanted : List.of("/dooor", "/door/../door", "/door/gpios", "", "/a\0b", "\0")) {
      assertThat(rejected(BindRequest.of(wanted)).reason()).as(wanted).isEqualTo(Reason.NOT_FOUND);
    }
    assertThat(rejected(BindRequest.of("/dooor")).problem().help())
        .hasValue("did you mean '/door'?");
    // Scripts often produce duplicate slashes, and shell completion adds a trailing one.
    assertThat(rejected(BindRequest.of("//door/"))).isEqualTo(rejected(BindRequest.of("/door")));
  }

  @Test
  void nodeWithoutDeviceReportsTheDriverOfItsParent() throws IOException {
    property("soc/compatible", "simple-bus\0");
    property("soc/i2c/compatible", "vendor,i2c\0");
    property("soc/i2c/other@21/compatible", "x\0");
    assertThat(rejected(BindRequest.of("other")).problem().message())
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
    Refusal rejected = rejected(binder().unbind(UnbindRequest.of("door")));
    assertThat(rejected.reason()).isEqualTo(Reason.STATE);
    assertThat(rejected.problem().message()).endsWith("EISDIR (is a directory)");
    assertThat(binder().status(List.of()).rejected()).containsExactly(rejected);
  }

  @Test
  void missingDeviceIsReportedAsDrift() throws IOException {
    Path bindings = Files.createDirectories(root.resolve("run/dtbind/bindings"));
    Files.writeString(
        bindings.resolve("platform:away"), "dtbind-binding=1\nbus=platform\ndevice=away\nend\n");
    StatusReport report = binder().status(List.of());
    assertThat(report.exit()).isEqualTo(ExitStatus.DRIFT);
    assertThat(report.statuses())
        .extracting(Status::name, Status::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("away", Status.State.GONE));
  }

  @Test
  void unbindFailsIfTheFormerDriverIsGone() throws IOException {
    Path bindings = Files.createDirectories(root.resolve("run/dtbind/bindings"));
    Files.writeString(
        bindings.resolve("platform:busy"),
        """
        dtbind-binding=1
        bus=platform
        device=busy
        node=/busy
        driver=leds-gpio
        override=leds-gpio
        former-driver=unloaded
        end
        """);
    Refusal rejected = rejected(binder().unbind(UnbindRequest.of("busy").planned()));
    assertThat(rejected.exit()).isEqualTo(ExitStatus.UNAVAILABLE);
    assertThat(rejected.problem().message())
        .isEqualTo(
            "the former driver cannot be restored:"
                + " this kernel has no driver \"unloaded\" on bus platform");
  }

  @Test
  void unbindPlansTheFormerDriver() throws IOException {
    Path bindings = Files.createDirectories(root.resolve("run/dtbind/bindings"));
    Files.writeString(
        bindings.resolve("platform:busy"),
        """
        dtbind-binding=1
        bus=platform
        device=busy
        node=/busy
        driver=leds-gpio
        override=leds-gpio
        former-driver=gpio-aggregator
        former-override=gpio-aggregator
        end
        """);
    DevicePlan planned =
        DevicePlan.of(binder().unbind(UnbindRequest.of("busy").planned())).orElseThrow();
    assertThat(planned.plan().driver()).isEqualTo(Optional.of("gpio-aggregator"));
    assertThat(planned.plan().steps())
        .extracting(step -> step.content().latin1())
        .containsExactly("gpio-aggregator", "busy", "busy");
  }
}
