// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * A device on each bus that has an override, with each generic driver of that bus, on arm64, booted
 * with {@code src/it/virt/buses.dts}. {@link Tap} checks that all are released as they were. Prints
 * a row of {@link BusTable} for each.
 */
public final class BusCases {

  private BusCases() {}

  /**
   * A device and a driver.
   *
   * @param bus it is on
   * @param device its Linux name
   * @param driver it is given
   * @param file that shall appear, or the chip; its beginning
   */
  private record Pair(String bus, String device, String driver, String file) {

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
            new Pair("pci", "0000:00:00.0", "vfio-pci", "/dev/vfio/"));
    Tap.run(
        target.kernel().sysfs(),
        pairs.stream().map(pair -> new Case(pair.name(), () -> bound(pair))).toList());
  }

  /** Bound, shown, released; or refused by the kernel, which is said, and nothing has changed. */
  private static void bound(Pair pair) throws IOException {
    Run ran = Run.of("bind", pair.device(), "--driver", pair.driver());
    if (ran.status() != 0) {
      assertThat(ran.status()).as(ran.toString()).isEqualTo(1);
      assertThat(pair.link()).doesNotExist();
      pair.row(ran.err().lines().findFirst().orElseThrow());
      return;
    }
    assertThat(pair.link().toRealPath().getFileName()).hasToString(pair.driver());
    assertThat(ran.out()).contains(pair.file());
    assertThat(Run.of("status", pair.device()).out()).contains(pair.driver());
    Run again = Run.of("bind", pair.device(), "--driver", pair.driver());
    assertThat(again.status()).as(again.toString()).isZero();
    Run released = Run.of("unbind", pair.device());
    assertThat(released.status()).as(released.toString()).isZero();
    assertThat(Files.exists(pair.link())).isFalse();
    pair.row("bound, verified, released");
  }
}
