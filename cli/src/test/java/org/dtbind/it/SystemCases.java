// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.Status;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveKernel;
import org.dtbind.device.LiveTree;
import org.dtbind.device.Resolution;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Uevents;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.fs.DeviceTreeDirectory;

/** Tests what dtbind reads from a running system: names, lines, status, uevents and errors. */
final class SystemCases {

  private final Target target;
  private final WritableKernel kernel;
  private final WritableSysfs sysfs;
  private final Binder binder;

  SystemCases(Target target) {
    this.target = target;
    this.kernel = target.kernel();
    this.sysfs = kernel.sysfs();
    this.binder = target.binder();
  }

  List<Case> all() {
    return List.of(
        new Case("deviceIsFoundByEachFormOfItsName", this::eachNameForm),
        new Case("aliasOfANodeWithoutDeviceMatchesNoOtherDevice", this::aliasWithoutDevice),
        new Case("allLinesWithTheSameNameAreFound", this::linesByName),
        new Case("longLineNameIsNotTruncated", this::longName),
        new Case("statusComparesIntendedWithActualDriver", this::status),
        new Case("recordsAreWorldReadableAndTheLockIsPrivate", this::modes),
        new Case("ueventsAreReceived", this::uevents),
        new Case("errnoOfADriverIsReported", this::errno),
        new Case("predictedDevicesMatchTheKernel", this::prediction));
  }

  private void eachNameForm() {
    DeviceResolver resolver = new DeviceResolver(DeviceSnapshot.read(sysfs), LiveTree.of(sysfs));
    Map<String, String> by =
        Map.of(
            "/soc/gate@1000", "node path",
            "gate_label", "label",
            "&gate_label", "label",
            "gatealias", "alias",
            "gate@1000", "node name",
            "gate", "node name",
            "1000.gate", "Linux name",
            "platform/1000.gate", "Linux name");
    by.forEach(
        (word, kind) -> {
          Resolution.Found found = (Resolution.Found) resolver.resolve(word);
          assertThat(found.device().name()).isEqualTo("1000.gate");
          assertThat(found.by()).as(word).isEqualTo(kind);
        });
    // The chip of a bound aggregator has the same node, but must not match.
    Target.done(binder.bind(BindRequest.of("door")));
    Resolution resolution =
        new DeviceResolver(DeviceSnapshot.read(sysfs), LiveTree.of(sysfs)).resolve("/door");
    assertThat(resolution).isInstanceOf(Resolution.Found.class);
    Target.done(binder.unbind(UnbindRequest.of("door")));
  }

  private void aliasWithoutDevice() {
    DeviceResolver resolver = new DeviceResolver(DeviceSnapshot.read(sysfs), LiveTree.of(sysfs));
    Resolution resolution = resolver.resolve("spare");
    assertThat(resolution).isInstanceOf(Resolution.NoDevice.class);
    assertThat(((Resolution.NoDevice) resolution).node().text()).isEqualTo("/soc/off@3000");
    assertThat(((Resolution.NoDevice) resolution).reason())
        .contains("\"disabled\"")
        .endsWith("; platform/spare also has that name");
    for (String word : List.of("/spare", "platform/spare")) {
      assertThat(resolver.resolve(word)).as(word).isInstanceOf(Resolution.Found.class);
    }
  }

  private void linesByName() {
    List<LiveGpio.Place> places = LiveGpio.read(kernel).named("twice");
    assertThat(places)
        .extracting(place -> place.chip().label().orElse("") + ":" + place.line().offset())
        .containsExactlyInAnyOrder("gpio2:5", "gpio2:6", "other:1");
  }

  private void longName() {
    String name = "a-line-name-of-more-than-thirty-one-bytes";
    assertThat(LiveGpio.read(kernel).named(name)).hasSize(1);
  }

  private void status() {
    assertThat(StatusReport.read(kernel, List.of()).exit()).isEqualTo(ExitStatus.DONE);
    Target.done(binder.bind(BindRequest.of("door")));
    Status bound = StatusReport.read(kernel, List.of("door")).statuses().get(0);
    assertThat(bound.state()).isEqualTo(Status.State.BOUND);
    assertThat(bound.intended().orElseThrow().driver()).hasValue("gpio-aggregator");
    target.write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "door");
    StatusReport drifted = StatusReport.read(kernel, List.of());
    assertThat(drifted.exit()).isEqualTo(ExitStatus.DRIFT);
    assertThat(drifted.statuses()).extracting(Status::state).containsExactly(Status.State.DRIFTED);
    assertThat(StatusReport.read(kernel, List.of("nobody")).exit()).isEqualTo(ExitStatus.NOT_FOUND);
    Target.done(binder.unbind(UnbindRequest.of("door")));
  }

  private void modes() throws IOException {
    Target.done(binder.bind(BindRequest.of("door")));
    assertThat(mode("/run/dtbind")).isEqualTo("rwxr-xr-x");
    assertThat(mode("/run/dtbind/bindings")).isEqualTo("rwxr-xr-x");
    assertThat(mode("/run/dtbind/bindings/platform:door")).isEqualTo("rw-r--r--");
    assertThat(mode("/run/dtbind/lock")).isEqualTo("rw-------");
    Target.done(binder.unbind(UnbindRequest.of("door")));
  }

  private static String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path)));
  }

  private void uevents() {
    try (Uevents.Listener listener = kernel.uevents().listen().value().orElseThrow()) {
      Target.done(binder.bind(BindRequest.of("door")));
      assertThat(listener.await(Duration.ofSeconds(1)))
          .extracting(event -> event.action() + " " + event.device())
          .contains("bind /devices/platform/door");
      Target.done(binder.unbind(UnbindRequest.of("door")));
    }
  }

  private void errno() {
    assertThat(errnoOf("/sys/bus/platform/drivers/gpio-aggregator/bind", "door"))
        .hasValue(Errno.ENODEV);
    assertThat(errnoOf("/sys/bus/platform/drivers/none/bind", "door")).hasValue(Errno.ENOENT);
    assertThat(errnoOf("/sys/bus/platform/devices/door/modalias", "x")).hasValue(Errno.EACCES);
    assertThat(kernel.chips().ask("/dev/null").failure().orElseThrow().errno())
        .isEqualTo(Errno.ENOTTY);
    assertThat(kernel.chips().ask("/dev/gpiochip99").failure().orElseThrow().text())
        .isEqualTo("cannot open /dev/gpiochip99: ENOENT (no such file or directory)");
  }

  private void prediction() {
    DeviceTree tree =
        DeviceTreeDirectory.read(Path.of("/sys/firmware/devicetree/base")).value().orElseThrow();
    DeviceSnapshot snapshot = DeviceSnapshot.read(sysfs);
    TargetKernel running = LiveKernel.of(sysfs);
    assertThat(running.release()).isPresent();
    assertThat(running.config().map(config -> config.value("GPIO_SIM"))).hasValue('y');
    Populations.of(tree, running)
        .forEach(
            (path, population) -> {
              List<String> actual = snapshot.of(path).stream().map(LinuxDevice::name).toList();
              if (population instanceof Population.Device device) {
                assertThat(actual).as(path.text()).containsExactly(device.name());
              } else if (population instanceof Population.None) {
                assertThat(actual).as(path.text()).isEmpty();
              }
            });
    assertThat(snapshot.ofNodes()).hasSizeGreaterThan(8);
  }

  private Optional<Errno> errnoOf(String path, String content) {
    return sysfs.write(path, Bytes.latin1(content)).failure().map(failure -> failure.errno());
  }
}
