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
 * A device on each bus that has an override, with each generic driver of that bus, on arm64, booted
 * with {@code src/it/virt/buses.dts}. {@link Tap} checks that all are released as they were. Prints
 * a row of {@link BusTable} for each.
 */
public final class BusCases {

  /** QEMU's random numbers, its first PCI device behind the host bridge. */
  static final String RNG = "0000:00:01.0";

  /** QEMU's device for teaching, of which there are two, and which no driver knows. */
  static final String EDU = "0000:00:02.0";

  /** Its test device, which no driver knows either. */
  static final String TESTDEV = "0000:00:04.0";

  private BusCases() {}

  /**
   * A device and a driver.
   *
   * @param bus it is on
   * @param device its Linux name
   * @param driver it is given
   * @param file that shall appear, or the chip; its beginning
   * @param former driver that it has before; empty for none
   */
  private record Pair(
      String bus, String device, String driver, String file, Optional<String> former) {

    Pair(String bus, String device, String driver, String file) {
      this(bus, device, driver, file, Optional.empty());
    }

    Pair from(String had) {
      return new Pair(bus, device, driver, file, Optional.of(had));
    }

    Optional<String> has() throws IOException {
      return Files.exists(link())
          ? Optional.of(link().toRealPath().getFileName().toString())
          : Optional.empty();
    }

    String name() {
      return driver + " on " + bus;
    }

    Path link() {
      return Path.of("/sys/bus/" + bus + "/devices/" + device + "/driver");
    }

    void row(String result) {
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
            new Pair("platform", "spi", "uio_pdrv_genirq", "/dev/uio0").from("spi_gpio"),
            new Pair("pci", "0000:00:00.0", "vfio-pci", "/dev/vfio/"),
            new Pair("pci", EDU, "vfio-pci", "/dev/vfio/"),
            new Pair("pci", RNG, "vfio-pci", "/dev/vfio/").from("virtio-pci"));
    List<Case> cases = new ArrayList<>();
    pairs.forEach(pair -> cases.add(new Case(pair.name(), () -> bound(pair))));
    cases.addAll(new MatchCases(target).all());
    Tap.run(target.kernel().sysfs(), cases);
  }

  /** Bound, shown, released; or refused by the kernel, which is said, and nothing has changed. */
  private static void bound(Pair pair) throws IOException {
    assertThat(pair.has()).isEqualTo(pair.former());
    List<String> bind = new ArrayList<>(List.of("bind", pair.device(), "--driver", pair.driver()));
    pair.former().ifPresent(driver -> bind.add("--force"));
    Run ran = Run.of(bind.toArray(String[]::new));
    if (ran.status() != 0) {
      assertThat(ran.status()).as(ran.toString()).isEqualTo(1);
      assertThat(pair.has()).isEqualTo(pair.former());
      pair.row(ran.err().lines().findFirst().orElseThrow());
      return;
    }
    assertThat(pair.has()).hasValue(pair.driver());
    assertThat(ran.out()).contains(pair.file());
    assertThat(Run.of("status", pair.device()).out()).contains(pair.driver());
    Run again = Run.of("bind", pair.device(), "--driver", pair.driver());
    assertThat(again.status()).as(again.toString()).isZero();
    Run released = Run.of("unbind", pair.device());
    assertThat(released.status()).as(released.toString()).isZero();
    assertThat(pair.has()).isEqualTo(pair.former());
    pair.row(
        "bound, verified, released"
            + pair.former().map(driver -> "; " + driver + " is bound again").orElse(""));
  }
}
