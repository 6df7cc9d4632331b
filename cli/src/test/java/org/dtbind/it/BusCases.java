// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * For each bus with {@code driver_override}, binds a device to each generic driver of that bus, on
 * arm64, booted with {@code src/it/virt/buses.dts}. {@link Tap} checks that all devices are
 * restored. Prints a row of {@link BusTable} for each.
 */
public final class BusCases {

  /** QEMU's random number generator, its first PCI device after the host bridge. */
  static final String RNG = "0000:00:01.0";

  /** QEMU's educational device, for which Linux has no driver. */
  static final String EDU = "0000:00:02.0";

  /** QEMU's test device, for which Linux has no driver. */
  static final String TESTDEV = "0000:00:04.0";

  private BusCases() {}

  /**
   * A device and a driver.
   *
   * @param bus of the device
   * @param device its Linux name
   * @param driver to bind it to
   * @param file the beginning of the name of the file or chip that appears
   * @param former the driver that it has before; empty for none
   */
  private record Pair(
      String bus, String device, String driver, String file, Optional<String> former) {

    Pair(String bus, String device, String driver, String file) {
      this(bus, device, driver, file, Optional.empty());
    }

    Pair withFormer(String formerDriver) {
      return new Pair(bus, device, driver, file, Optional.of(formerDriver));
    }

    Optional<String> currentDriver() throws IOException {
      return Files.exists(driverLink())
          ? Optional.of(driverLink().toRealPath().getFileName().toString())
          : Optional.empty();
    }

    String name() {
      return driver + " on " + bus;
    }

    Path driverLink() {
      return Path.of("/sys/bus/" + bus + "/devices/" + device + "/driver");
    }

    void printRow(String result) {
      System.out.printf(
          "%s%s | %s | %s | %s%n", BusTable.ROW, bus, driver, device, result.replace('|', '/'));
    }
  }

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    List<Pair> pairs =
        List.of(
            new Pair("platform", "door", "gpio-aggregator", "gpiochip"),
            new Pair("platform", "a000000.counter", "uio_pdrv_genirq", "/dev/uio0"),
            new Pair("platform", "a000000.counter", "vfio-platform", "/dev/vfio/"),
            new Pair("spi", "spi0.0", "spidev", "/dev/spidev0.0"),
            new Pair("amba", "9010000.pl031", "vfio-amba", "/dev/vfio/"),
            new Pair("platform", "spi", "uio_pdrv_genirq", "/dev/uio0").withFormer("spi_gpio"),
            new Pair("pci", "0000:00:00.0", "vfio-pci", "/dev/vfio/"),
            new Pair("pci", EDU, "vfio-pci", "/dev/vfio/"),
            new Pair("pci", RNG, "vfio-pci", "/dev/vfio/").withFormer("virtio-pci"));
    List<Case> cases = new ArrayList<>(VirtCases.all());
    pairs.forEach(pair -> cases.add(new Case(pair.name(), () -> bindAndUnbind(pair))));
    cases.addAll(new MatchCases(target).all());
    Tap.run(target.kernel().sysfs(), cases);
  }

  /**
   * Binds and unbinds a device. If the kernel rejects the driver, checks that nothing has changed.
   */
  private static void bindAndUnbind(Pair pair) throws IOException {
    assertThat(pair.currentDriver()).isEqualTo(pair.former());
    List<String> bind = new ArrayList<>(List.of("bind", pair.device(), "--driver", pair.driver()));
    pair.former().ifPresent(driver -> bind.add("--force"));
    Run run = Run.of(bind.toArray(String[]::new));
    if (run.status() != 0) {
      assertThat(run.status()).as(run.toString()).isEqualTo(1);
      assertThat(pair.currentDriver()).isEqualTo(pair.former());
      pair.printRow(run.err().lines().findFirst().orElseThrow());
      return;
    }
    assertThat(pair.currentDriver()).hasValue(pair.driver());
    assertThat(run.out()).contains(pair.file());
    assertThat(Run.of("status", pair.device()).out()).contains(pair.driver());
    Run again = Run.of("bind", pair.device(), "--driver", pair.driver());
    assertThat(again.status()).as(again.toString()).isZero();
    Run released = Run.of("unbind", pair.device());
    assertThat(released.status()).as(released.toString()).isZero();
    assertThat(pair.currentDriver()).isEqualTo(pair.former());
    pair.printRow(
        "bound, verified, released"
            + pair.former().map(driver -> "; " + driver + " is bound again").orElse(""));
  }
}
