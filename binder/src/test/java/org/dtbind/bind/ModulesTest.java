// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Plan;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests plans that load modules, with the module lists of a copied system. */
class ModulesTest {

  private static final String MODULES = "lib/modules/6.1.0/";

  @TempDir Path root;

  @BeforeEach
  void createCopy() throws IOException {
    write("sys/devices/platform/door/driver_override", "(null)\n");
    write("sys/devices/platform/door/modalias", "of:NdoorT(null)Cmyvendor,mydoor\n");
    link("sys/devices/platform/door/of_node", "../../../firmware/devicetree/base/door");
    link("sys/bus/platform/devices/door", "../../../devices/platform/door");
    Files.createDirectories(root.resolve("sys/bus/platform/drivers"));
    write("sys/firmware/devicetree/base/door/gpios", "\0\0\0\1\0\0\0\2\0\0\0\0");
    write("sys/firmware/devicetree/base/bank/phandle", "\0\0\0\1");
    write("sys/firmware/devicetree/base/bank/#gpio-cells", "\0\0\0\2");
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("proc/sys/kernel/modprobe", "/sbin/modprobe\n");
    write("proc/modules", "");
    write(
        MODULES + "modules.dep",
        """
        kernel/drivers/leds/leds-gpio.ko:
        kernel/drivers/gpio/gpio-aggregator.ko.xz: kernel/drivers/gpio/gpio-base.ko.xz
        """);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String path, String target) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
  }

  private Result<DeviceSubject> bind(BindRequest request) {
    return new Binder(LinuxKernel.open(root, Trace.NONE)).bind(request.planned());
  }

  private Problem rejected(BindRequest request, Reason reason) {
    Result<DeviceSubject> result = bind(request);
    assertThat(result).isInstanceOf(Rejected.class);
    Problem why = ((Rejected<DeviceSubject>) result).why();
    assertThat(why.reason()).isEqualTo(reason);
    return why;
  }

  private DevicePlan planned(BindRequest request) {
    return DevicePlan.of(bind(request)).orElseThrow();
  }

  @Test
  void moduleOfTheDriverIsLoadedFirst() {
    Plan plan = planned(BindRequest.of("door")).plan();
    assertThat(plan.text())
        .startsWith(
            "run /sbin/modprobe -b -- gpio_aggregator  # load the module of gpio-aggregator",
            "write /sys/devices/platform/door/driver_override \"gpio-aggregator\""
                + "  # allow only gpio-aggregator");
    assertThat(plan.module().orElseThrow().all()).containsExactly("gpio_aggregator", "gpio_base");
  }

  @Test
  void otherDriverIsLoadedFromTheModuleOfTheSameName() {
    DevicePlan forced = planned(BindRequest.of("door").withDriver("leds-gpio").forced());
    assertThat(forced.plan().module().orElseThrow().name()).isEqualTo("leds_gpio");
    Problem rejected = rejected(BindRequest.of("door").withDriver("leds-gpio"), Reason.UNSUITABLE);
    assertThat(rejected.help()).hasValue("if you are sure, use --force");
  }

  @Test
  void missingModuleReportsWhatToInstall() {
    Problem problem =
        rejected(BindRequest.of("door").withDriver("vfio-platform"), Reason.DRIVER_MISSING);
    assertThat(problem.details())
        .containsExactly("there is no module vfio_platform in /lib/modules/6.1.0");
    assertThat(problem.help())
        .hasValue(
            "build the kernel with CONFIG_VFIO_PLATFORM=y or =m, or install the package that contains its"
                + " module (Yocto: kernel-module-vfio-platform)");
  }

  @Test
  void missingModuleListIsReported() throws IOException {
    Files.delete(root.resolve(MODULES + "modules.dep"));
    assertThat(rejected(BindRequest.of("door"), Reason.DRIVER_MISSING).details())
        .containsExactly(
            "the list of the running kernel's modules is missing: /lib/modules/6.1.0/modules.dep");
  }

  @Test
  void kernelWithModulesDisabledIsReported() throws IOException {
    write("proc/sys/kernel/modules_disabled", "1\n");
    assertThat(rejected(BindRequest.of("door"), Reason.DRIVER_MISSING).details())
        .containsExactly("this kernel does not load modules, or no longer does");
  }

  @Test
  void loadedModuleIsNotLoadedAgain() throws IOException {
    write("proc/modules", "gpio_aggregator 16384 0 - Live 0x0000000000000000\n");
    assertThat(rejected(BindRequest.of("door"), Reason.DRIVER_MISSING).details())
        .containsExactly("module gpio_aggregator is loaded, but has no such driver");
  }

  @Test
  void deviceSupportedByAModuleIsTakenOnlyWithForce() throws IOException {
    write(
        MODULES + "modules.alias",
        "# Aliases\nalias of:N*T*Cmyvendor,mydoor door_driver\nalias of:N*T*Cother gate\n");
    Problem problem = rejected(BindRequest.of("door"), Reason.UNSUITABLE);
    assertThat(problem.message())
        .isEqualTo("platform device door (/door) has its own driver, in module door_driver");
    assertThat(problem.details()).containsExactly("the module supports of:N*T*Cmyvendor,mydoor");
    assertThat(problem.help())
        .hasValue(
            "run modprobe door_driver to load that driver, or use --force to reserve the device "
                + "for gpio-aggregator");
    assertThat(planned(BindRequest.of("door").forced()).plan().driver())
        .hasValue("gpio-aggregator");
    write("sys/devices/platform/door/driver_override", "gpio-aggregator\n");
    assertThat(planned(BindRequest.of("door")).plan().module()).as("kept for it").isPresent();
  }

  @Test
  void moduleOfTheRequestedDriverIsNoConflict() throws IOException {
    write(MODULES + "modules.alias", "alias of:N*T*Cmyvendor,mydoor gpio_aggregator\n");
    assertThat(planned(BindRequest.of("door")).plan().module()).isPresent();
  }

  @Test
  void builtInDriverIsFoundInModinfo() throws IOException {
    write(
        MODULES + "modules.builtin.modinfo",
        "door.license=GPL\0door.alias=of:N*T*Cmyvendor,mydoor\0door.file=drivers/door\0");
    Problem problem = rejected(BindRequest.of("door"), Reason.UNSUITABLE);
    assertThat(problem.message()).endsWith("has its own driver, in module door");
    assertThat(problem.help().orElseThrow())
        .startsWith("check the kernel's messages for why this built-in driver did not bind ");
  }

  @Test
  void deviceWithDeferredProbeIsTakenOnlyWithForce() throws IOException {
    write("sys/bus/platform/drivers/leds-gpio/bind", "");
    write("sys/kernel/debug/devices_deferred", "gate\t\ndoor\tleds-gpio: cannot find its line\n");
    Problem problem = rejected(BindRequest.of("door"), Reason.UNSUITABLE);
    assertThat(problem.message())
        .isEqualTo(
            "platform device door (/door) has its own driver, leds-gpio, which has deferred"
                + " probing");
    assertThat(problem.details())
        .containsExactly("the kernel reports: leds-gpio: cannot find its line");
    write("sys/kernel/debug/devices_deferred", "door\tplatform: supplier bank not ready\n");
    assertThat(planned(BindRequest.of("door")).plan().module()).isPresent();
  }
}
